import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import type { TaskRecord } from "../task/task-record.ts";
import { ReportedCalls } from "./reported-calls.ts";
import { rowChecks } from "./row-checks.ts";

const used = (call: string, inputTokens = 1) => ({
  call,
  model: "m",
  inputTokens,
  outputTokens: 0,
  calls: 1,
  milliseconds: 5,
});
const record = (key: string, calls: readonly ReturnType<typeof used>[], isCopy?: boolean): TaskRecord =>
  ({ task: { key, variant: 0, index: 0 }, calls, isCopy }) as unknown as TaskRecord;

it("records what was not recorded before, task by task", async () => {
  const path = join(await temporaryFolder(), "usage.jsonl");
  const rows = [
    { task: "t1", ...used("a") },
    { task: "t1", ...used("b") },
    { task: "t2", ...used("c") },
    { task: "t2", ...used("d"), lost: 1 },
    "damaged",
  ];
  await writeFile(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  const damage: unknown[] = [];
  const reported = await ReportedCalls.read(
    path,
    rowChecks({ variants: [], dialogs: false }).usage,
    (found) => damage.push(found),
  );
  const left = (...given: Parameters<typeof record>) =>
    reported.without(record(...given)).map(({ call }) => call);
  const all = ["a", "b", "c", "d"].map((call) => used(call));
  expect(left("t1", all)).toEqual(["c", "d"]);
  expect(left("t2", all)).toEqual(["a", "b", "d"]);
  expect(left("t3", all)).toEqual(["a", "b", "c", "d"]);
  // What was lost is paid again when it is made again, and not when it comes from elsewhere.
  expect(left("t2", all, true)).toEqual(["a", "b"]);
  expect(left("t2", [used("d", 2)], true)).toEqual(["d"]);
  expect(damage).toHaveLength(1);
});

it("has nothing to say where nothing was recorded", async () => {
  const path = join(await temporaryFolder(), "usage.jsonl");
  const reported = await ReportedCalls.read(path, () => undefined, undefined);
  expect(reported.without(record("t", [used("a")]))).toHaveLength(1);
});
