import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { RunEvent, RunProgress, RunSummary } from "../runs/run-event.ts";
import { logTracker } from "./log-tracker.ts";

it("is a line for each event, in which what models and servers say is text", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-log-"));
  const tracker = logTracker(folder, () => new Date(0));
  const message = "one\r\ntwo\u001b[2J\u001b]0;owned\u0007\rover\b\u202e\u2028\u009b1A";
  await tracker.event?.({ type: "notice", message });
  expect(await readFile(join(folder, "log.txt"), "utf8")).toBe(
    String.raw`1970-01-01T00:00:00.000Z [${process.pid}] one two␛[2J␛]0;owned␇␍over␈\u202e\u2028\u009b1A` +
      "\n",
  );
  await rm(folder, { recursive: true });
});

const progress = { done: 1, failed: 2, pending: 3, total: 6 } as RunProgress;
const counts = '{"done":1,"failed":2,"pending":3}';
const task = { key: "t1", variant: 0, index: 1 };
const events: readonly (readonly [event: RunEvent, line: string | undefined])[] = [
  [
    { type: "start", folder: "run", name: "cafe", kind: "dialogues", executor: "local", progress },
    `local: ${counts}`,
  ],
  [{ type: "task", task, status: "failed", message: "no answer", progress }, "task t1 failed: no answer"],
  [{ type: "task", task, status: "done", progress }, undefined],
  [
    { type: "voice", id: 7, status: "failed", message: "no voice", done: 1, of: 2 },
    "7 was not spoken: no voice",
  ],
  [{ type: "voice", id: 8, status: "spoken", done: 2, of: 2 }, undefined],
  [{ type: "finish", summary: { ...progress, end: "budget" } as RunSummary }, `budget: ${counts}`],
  [
    { type: "stop", code: "store_full", message: "the disk is full" },
    "stopped: store_full: the disk is full",
  ],
];

it("holds what people may look up later, and not each task that was done", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-log-"));
  const tracker = logTracker(folder, () => new Date(0));
  for (const [event] of events) tracker.event?.(event);
  const lines = (await readFile(join(folder, "log.txt"), "utf8")).split("\n");
  const start = `1970-01-01T00:00:00.000Z [${process.pid}] `;
  expect(lines).toEqual([
    ...events.flatMap(([, line]) => (line === undefined ? [] : [`${start}${line}`])),
    "",
  ]);
  await rm(folder, { recursive: true });
  // Whose log cannot be written goes on.
  expect(() => tracker.event?.({ type: "notice", message: "gone" })).not.toThrow();
});
