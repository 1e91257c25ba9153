import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { RecordedUsage } from "./recorded-usage.ts";

/** A folder in which these tasks have made a call each, in this order. */
async function folderOf(tasks: readonly string[]): Promise<string> {
  const folder = await temporaryFolder();
  const rows = tasks.map((task, at) => ({
    task,
    call: `c${at}`,
    model: "m",
    inputTokens: 1,
    outputTokens: 2,
    calls: 1,
    milliseconds: 3,
  }));
  await writeFile(join(folder, "usage.jsonl"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  return folder;
}

it("gives each task its calls once, in any order in which tasks are asked for", async () => {
  const usage = new RecordedUsage(await folderOf(["a", "a", "b", "c", "b"]));
  const taken = async (key: string) => (await usage.take(key)).map(({ call }) => call);
  expect(await taken("b")).toEqual(["c2"]);
  expect(await taken("a")).toEqual(["c0", "c1"]);
  expect(await taken("a")).toEqual([]);
  expect(await taken("c")).toEqual(["c3"]);
  // What was made when it was tried again.
  expect(await taken("b")).toEqual(["c4"]);
  expect(await taken("none")).toEqual([]);
  expect(await usage.take("c")).toEqual([]);
});

it("gives a call without the name of its task", async () => {
  const usage = new RecordedUsage(await folderOf(["a"]));
  expect(await usage.take("a")).toEqual([
    { call: "c0", model: "m", inputTokens: 1, outputTokens: 2, calls: 1, milliseconds: 3 },
  ]);
});

it("lets go of the file when it is closed, however little of it was asked for", async () => {
  const usage = new RecordedUsage(await folderOf(["a", "b", "c"]));
  expect(await usage.take("a")).toHaveLength(1);
  await usage.close();
  expect(await usage.take("c")).toEqual([]);
  await new RecordedUsage("nowhere").close();
});
