import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { taskId } from "../task/task-id.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import type { Manifest } from "./manifest.ts";
import { markLostUsage } from "./mark-lost-usage.ts";
import { rowChecks } from "./row-checks.ts";

const manifest = { variants: [{ identity: "x", count: 9 }], dialogs: false } as unknown as Manifest;
const id = (index: number) => taskId(0, "x", index);
const used = (index: number, call: string, lost?: number) => ({
  task: id(index).key,
  call,
  model: "m",
  inputTokens: 1,
  outputTokens: 1,
  calls: 1,
  milliseconds: 1,
  ...(lost === undefined ? {} : { lost }),
});
const finished = (call: string) => ({ call, result: { text: "Hi", usage: { calls: 1 } }, milliseconds: 1 });

it("marks the calls of which neither a result nor a reply is left, one time more than before", async () => {
  const folder = await temporaryFolder();
  const write = (name: string, rows: readonly object[]): Promise<void> =>
    writeFile(join(folder, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  await write("usage.jsonl", [
    used(0, "done"),
    used(1, "kept"),
    used(1, "gone"),
    used(2, "in the journal"),
    used(2, "not in the journal"),
    used(3, "gone", 2),
    used(3, "gone"),
    used(4, "gone"),
  ]);
  await write("partial.calls", [{ task: id(1), ...finished("kept") }]);
  await write("failures.jsonl", [
    {
      task: { ...id(2), attempts: 1 },
      reason: "empty",
      refused: true,
      journal: [finished("in the journal")],
    },
  ]);
  const done = [{ variant: 0, index: 0, offset: 0, length: 1 }];
  await markLostUsage(folder, manifest, rowChecks(manifest), done);
  const rows = (await readFile(join(folder, "usage.jsonl"), "utf8")).trimEnd().split("\n");
  expect(rows.map((row) => JSON.parse(row) as object)).toEqual([
    used(0, "done"),
    used(1, "kept"),
    used(1, "gone", 1),
    used(2, "in the journal"),
    used(2, "not in the journal", 1),
    used(3, "gone", 2),
    used(3, "gone", 3),
    used(4, "gone", 1),
  ]);
  expect((await readdir(folder)).toSorted()).toEqual(["failures.jsonl", "partial.calls", "usage.jsonl"]);
  // What is marked stays as it is.
  await markLostUsage(folder, manifest, rowChecks(manifest), done);
  const again = (await readFile(join(folder, "usage.jsonl"), "utf8")).trimEnd().split("\n");
  expect(again.slice(0, 5)).toEqual(rows.slice(0, 5));
});
