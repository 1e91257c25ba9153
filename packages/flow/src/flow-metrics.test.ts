import { Dialog, Random } from "@sdialog/core";
import { compareDatasets, metricByName } from "@sdialog/evaluation";
import { describe, expect, it } from "vitest";
import { DialogFlowPPL, DialogFlowScore } from "./flow-scores.ts";
import "./flow-metrics.ts";

const lines = [
  "hello there",
  "a table for two please",
  "at what time",
  "at eight tonight",
  "that is booked",
  "thank you and goodbye",
];
/** Dialogues of one source: the same lines, some left out, some with a word of their own. */
function talks(seed: number, count: number): Dialog[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, id) => {
    const said = lines.filter(() => random.chance(0.8));
    return new Dialog({
      id: `${seed}-${id}`,
      turns: said.map((line, turn) => ({
        speaker: turn % 2 === 0 ? "A" : "B",
        text: random.chance(0.3) ? `${line} ${random.integer(0, 99)}` : line,
      })),
    });
  });
}

describe("flow metrics by name", () => {
  it("measure a reference as they measure others of its source", async () => {
    const [reference, made] = [talks(1, 40), talks(2, 40)];
    const comparison = await compareDatasets(
      { reference, made },
      { metrics: ["dialog-flow-ppl", "dialog-flow-score"], permutations: 199 },
    );
    for (const { error, result } of comparison.toJSON().results) {
      expect(error).toBeNull();
      if (result?.difference !== undefined) expect(result.difference.p).toBeGreaterThan(0.05);
    }
    // A flow that was made of them fits them better.
    const fitted = new DialogFlowPPL(reference, { flow: { roles: ["first", "second"] } });
    const [own, held] = await Promise.all(
      [fitted, metricByName("dialog-flow-ppl", { reference })].map(async (score) => {
        const values = await Promise.all(reference.map((dialog) => score.score(dialog)));
        return (values as number[]).reduce((sum, value) => sum + value, 0);
      }),
    );
    expect(own).toBeLessThan(held as number);
  });

  it("measure others by both halves, and the reference's own each by the other half", async () => {
    const reference = talks(1, 6);
    const [other] = talks(2, 1) as [Dialog];
    for (const [name, Score] of [
      ["dialog-flow-ppl", DialogFlowPPL],
      ["dialog-flow-score", DialogFlowScore],
    ] as const) {
      const metric = metricByName(name, { reference });
      const halves = [0, 1].map(
        (half) =>
          new Score(
            reference.filter((_, at) => at % 2 === half),
            { flow: { roles: ["first", "second"] } },
          ),
      ) as [DialogFlowPPL, DialogFlowPPL];
      const by = async (half: 0 | 1, dialog: Dialog): Promise<number> =>
        Number(await halves[half].score(dialog));
      const mean = ((await by(0, other)) + (await by(1, other))) / 2;
      expect(await metric.score(other)).toBeCloseTo(mean, 12);
      expect(await metric.score(reference[2] as Dialog)).toBe(await by(1, reference[2] as Dialog));
      expect(await metric.score(reference[3] as Dialog)).toBe(await by(0, reference[3] as Dialog));
      expect(metric).toMatchObject({ name, direction: halves[0].direction });
      expect(metric.configuration).toEqual({ ...halves[0].configuration, reference: 6, flows: 2 });
    }
    const { configuration } = metricByName("dialog-flow-ppl", { reference: talks(3, 1) });
    expect(configuration).toMatchObject({ reference: 1, flows: 1 });
  });

  it("take a reference of one dialogue, and have no value for none", async () => {
    const [one, other] = [talks(3, 1), talks(4, 1)] as const;
    expect(
      await metricByName("dialog-flow-ppl", { reference: one }).score(other[0] as Dialog),
    ).toBeGreaterThan(1);
    expect(await metricByName("dialog-flow-score", { reference: one }).score(new Dialog())).toBeNull();
  });
});
