import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Manifest } from "../store/manifest.ts";
import { taskId } from "../task/task-id.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { variantResults } from "./variant-results.ts";

const manifest = (kind: string): Manifest =>
  ({
    kind,
    results: "dialogues.jsonl",
    dialogs: true,
    variants: ["x", "y"].map((identity) => ({ recipe: {}, identity, count: 9 })),
  }) as unknown as Manifest;
const row = (variant: number, index: number, more: object) => ({
  task: { ...taskId(variant, variant === 0 ? "x" : "y", index), attempts: 1 },
  turns: [{ speaker: "User", text: "Hi" }],
  ...more,
});

async function resultsOf(kind: string, ...rows: readonly object[]) {
  const folder = await temporaryFolder();
  await writeFile(join(folder, "dialogues.jsonl"), rows.map((each) => `${JSON.stringify(each)}\n`).join(""));
  return variantResults(folder, manifest(kind));
}

describe("what each recipe of a run made", () => {
  it("is counted, with faults that there were and the mean of scores that are numbers", async () => {
    const [first, second] = await resultsOf(
      "dialogues",
      row(0, 0, { faults: { coaching: 2, empty: 0 }, scores: { mtld: 40, kind: "a", hdd: null } }),
      row(1, 0, { faults: { coaching: 5 } }),
      row(0, 1, { faults: { coaching: 1 }, scores: { mtld: 50, hdd: 0.5 } }),
      row(0, 2, {}),
    );
    expect(first?.figures).toEqual({ results: 3, "fault.coaching": 3, "score.mtld": 45, "score.hdd": 0.5 });
    expect(second?.figures).toEqual({ results: 1, "fault.coaching": 5 });
    expect([first?.lines.length, first?.untold, second?.lines.length]).toEqual([3, 0, 1]);
    expect(JSON.parse(second?.lines[0] ?? "")).toEqual({
      turns: [{ speaker: "User", text: "Hi" }],
      faults: { coaching: 5 },
    });
    expect(first?.lines.every((line) => line.endsWith("}\n") && !line.includes('"task"'))).toBe(true);
  });

  it("has outcomes where its kind has them", async () => {
    const [first, second] = await resultsOf(
      "interactions",
      row(0, 0, { stopReason: "satisfied" }),
      row(0, 1, { stopReason: "max_turns" }),
      row(0, 2, { stopReason: "satisfied" }),
    );
    expect(first?.figures).toMatchObject({ results: 3, "outcome.satisfied": 2, "outcome.max_turns": 1 });
    expect(second).toEqual({ figures: {}, lines: [], untold: 0 });
  });
});
