import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Manifest } from "../store/manifest.ts";
import { taskId } from "../task/task-id.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { ResultTally } from "./result-tally.ts";

const identity = "x";
const manifest = (kind: string, recipe: object = {}): Manifest =>
  ({
    kind,
    results: "dialogues.jsonl",
    dialogs: true,
    variants: [{ recipe, identity, count: 9 }],
  }) as unknown as Manifest;
const task = (index: number) => ({ ...taskId(0, identity, index), attempts: 1 });
const row = (index: number, stopReason: string, more: object = {}) => ({
  task: task(index),
  turns: [{ speaker: "User", text: "Hi" }],
  stopReason,
  ...more,
});
const lines = (...rows: readonly object[]): string =>
  rows.map((each) => `${JSON.stringify(each)}\n`).join("");

describe("ResultTally", () => {
  it("counts what is in a folder: of failed tasks what came of them, unless they were done later", async () => {
    const folder = await temporaryFolder();
    await writeFile(
      join(folder, "dialogues.jsonl"),
      lines(
        row(0, "satisfied", { faults: { coaching: 2, empty: 0 } }),
        row(1, "max_turns", { turns: [{ speaker: "User", text: "Hi", finishReason: "length" }] }),
        row(2, "satisfied", { faults: { coaching: 1, odd: "many" } }),
      ),
    );
    const failure = (index: number, data?: object) => ({
      task: task(index),
      reason: "empty",
      refused: true,
      journal: [],
      ...(data === undefined ? {} : { data }),
    });
    await writeFile(
      join(folder, "failures.jsonl"),
      lines(failure(2, row(2, "max_turns")), failure(3, row(3, "provider_error")), failure(4)),
    );
    const tally = await ResultTally.read(folder, manifest("interactions", { required: 0.5 }));
    expect(tally.findings()).toEqual({
      faults: { coaching: 3 },
      cut: 1,
      outcomes: {
        reached: 2,
        missed: 2,
        unjudged: 0,
        outcomes: { satisfied: 2, max_turns: 1, provider_error: 1 },
        faults: { coaching: 3 },
        required: 0.5,
      },
    });
  });

  it("forgets a failure once its task is done, or fails without anything", async () => {
    const tally = await ResultTally.read(await temporaryFolder(), manifest("interactions"));
    const missed = (): number | undefined => tally.findings().outcomes?.missed;
    tally.fail("a", row(0, "satisfied"));
    expect(missed()).toBe(1);
    tally.fail("a", row(0, "max_turns"));
    expect(missed()).toBe(1);
    tally.fail("a", undefined);
    expect(missed()).toBe(0);
    tally.fail("b", row(1, "max_turns"));
    tally.add(row(1, "satisfied"), "b");
    expect(tally.findings().outcomes).toMatchObject({ reached: 1, missed: 0 });
  });

  it("says nothing of what did not happen, and of outcomes only where there are any", async () => {
    const folder = await temporaryFolder();
    expect((await ResultTally.read(folder, manifest("dialogues"))).findings()).toEqual({});
    const none = (await ResultTally.read(folder, manifest("interactions"))).findings();
    expect(none).toEqual({
      outcomes: { reached: 0, missed: 0, unjudged: 0, outcomes: {}, faults: {}, required: 0 },
    });
  });
});
