import { appendFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { runRecipe } from "../run/run-recipe.ts";
import { runShard } from "../run/run-shard.ts";
import { shardFolder, shardsOf } from "../store/shard-folders.ts";
import { RunStore } from "../store/run-store.ts";
import { callsOf, dialogContents } from "../testing/dialog-contents.ts";
import { echoModel } from "../testing/echo-model.ts";
import { buryWriters, MortalDisk } from "../testing/mortal-disk.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { checkRun } from "./check-run.ts";
import { collectShards } from "./collect-shards.ts";

const recipe = {
  kind: "dialogues",
  count: 4,
  seed: 5,
  model: "echo:1",
  maxTurns: 2,
  personas: [{ name: "Ann" }, { name: "Bob" }],
};
const models = { "echo:1": echoModel() };

/** A run whose parts are done and not collected yet. */
async function inParts(): Promise<string> {
  const out = join(await temporaryFolder(), "run");
  const stop = new AbortController();
  stop.abort();
  await runRecipe(recipe, { out, models, signal: stop.signal });
  for (const index of [0, 1]) await runShard(out, { index, of: 2 }, { models });
  return out;
}

async function collect(out: string): Promise<readonly string[]> {
  const told: string[] = [];
  const store = await RunStore.open(out);
  await collectShards(store, await shardsOf(out), {
    record: (record) => store.append(record),
    notice: (message) => void told.push(message),
  });
  await store.close();
  return told;
}

it("parts are collected once, wherever whoever does it is killed, and nothing of them seems lost", async () => {
  const disk = await MortalDisk.install();
  onTestFinished(() => disk.uninstall());
  const whole = join(await temporaryFolder(), "whole");
  await runRecipe(recipe, { out: whole, models });
  const first = await inParts();
  const ended = await disk.live(() => collect(first));
  expect(ended).toMatchObject({ how: "done", value: [] });
  const writes = ended.how === "done" ? ended.writes : 0;
  for (let at = 2; at <= writes; at += 6) {
    const out = await inParts();
    await disk.live(() => collect(out), { at, fault: at % 2 === 0 ? "after" : "half" });
    await buryWriters(out);
    expect(await collect(out), `write ${at}`).toEqual([]);
    expect(await dialogContents(out), `write ${at}`).toEqual(await dialogContents(whole));
    expect(await callsOf(out), `write ${at}`).toEqual(await callsOf(whole));
    expect(await checkRun(out), `write ${at}`).toEqual([]);
  }
});

it("what a part has lost is told of when it is collected", async () => {
  const out = await inParts();
  const part = shardFolder(out, { index: 0, of: 2 });
  const path = join(part, "dialogues.jsonl");
  await writeFile(path, (await readFile(path, "utf8")).split(/(?<=\n)/)[0] ?? "");
  expect(await checkRun(out)).toContainEqual(
    expect.objectContaining({ file: "shards/0-of-2/dialogues.jsonl" }),
  );
  expect(await collect(out)).toEqual([
    expect.stringMatching(
      /0-of-2: dialogues\.jsonl lacks \d+ of its \d+ bytes: .+; the usage of calls whose results are lost is not counted$/,
    ),
  ]);
  expect(await checkRun(out)).toEqual([]);
});

it("no result is called lost when something else of a part is", async () => {
  const out = await inParts();
  await writeFile(join(shardFolder(out, { index: 0, of: 2 }), "usage.jsonl"), "");
  const told = await collect(out);
  expect(told).toEqual([expect.stringMatching(/0-of-2: usage\.jsonl is empty, .+ is not known any more$/)]);
});

it("what is damaged in a part is kept beside it when its files go", async () => {
  const out = await inParts();
  const part = shardFolder(out, { index: 0, of: 2 });
  const kept = {
    "dialogues.jsonl": '{"task":{"ke',
    "failures.jsonl": "not a failure\n",
    "usage.jsonl": '{"task":"',
  };
  for (const [name, bytes] of Object.entries(kept)) await appendFile(join(part, name), bytes);
  expect(await collect(out)).toEqual([
    expect.stringMatching(
      /0-of-2: dialogues\.jsonl:3 was not written to its end: it has 12 bytes; its task is done again$/,
    ),
    expect.stringMatching(/0-of-2: failures\.jsonl:1 is not JSON; its task is done again$/),
    expect.stringMatching(
      /0-of-2: usage\.jsonl:5 was not written to its end: it has 9 bytes; what it says was used is not counted$/,
    ),
  ]);
  for (const [name, bytes] of Object.entries(kept))
    expect(await readFile(join(part, `${name}.damaged`), "utf8")).toBe(bytes);
  expect(await checkRun(out)).toEqual([]);
});
