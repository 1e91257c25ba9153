import { Dialog, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { DialogScore } from "../../dialog-score.ts";
import { examineJudge, type LabelledDialog } from "./examine-judge.ts";
import { type NamedVerdict, tournament } from "./tournament.ts";

const labelled = (label: number, id: number, length = 10, source?: string): LabelledDialog => ({
  dialog: new Dialog({ id, turns: [{ text: "x".repeat(length) }], notes: label }),
  label,
  source,
});
const judge = (score: (dialog: Dialog) => number | null, yesNo = false): DialogScore => ({
  name: "judge",
  yesNo,
  score,
});
const options = { resamples: 200, seed: 1 };
const five = Array.from({ length: 40 }, (_, id) => labelled(1 + (id % 5), id, 10 + ((id * 7) % 40)));

describe("examineJudge", () => {
  it("finds that a judge which says what people say agrees, without bias", async () => {
    const found = await examineJudge(
      judge((dialog) => dialog.notes as number),
      five,
      options,
    );
    expect(found).toMatchObject({
      n: 40,
      abstention: 0,
      agreement: { spearman: { value: expect.closeTo(1, 9) }, kendall: { value: expect.closeTo(1, 9) } },
      leniency: { value: 0 },
      retest: { value: 1 },
      selfPreference: null,
      rate: null,
    });
    expect(found.agreement.kappa.value).toBe(1);
    expect(found.agreement.alpha.value).toBe(1);
    expect(found.lengthBias.value).toBeNull();
  });

  it.each([0, -1, 1.5, Number.NaN])("is not done %d times", async (repetitions) => {
    await expect(
      examineJudge(
        judge(() => 1),
        five,
        { ...options, repetitions },
      ),
    ).rejects.toThrow("repetitions must be a whole number of at least 1");
  });

  it("takes a failure, and what is no number, for an abstention", async () => {
    const score = (dialog: Dialog): number => {
      if (Number(dialog.id) % 4 === 0) throw new Error("no verdict");
      return Number(dialog.id) % 4 === 1 ? Number.NaN : (dialog.notes as number);
    };
    expect(await examineJudge(judge(score), five, options)).toMatchObject({
      abstention: 0.5,
      agreement: { spearman: { value: expect.closeTo(1, 9) } },
      leniency: { value: 0 },
    });
  });

  it("finds a liking for length, for its own, and leniency", async () => {
    const vain = five.map((one, id) => ({ ...one, source: id % 2 === 0 ? "me" : "you" }));
    const score = (dialog: Dialog): number =>
      (dialog.notes as number) +
      (dialog.turns[0]?.text.length ?? 0) / 10 +
      (Number(dialog.id) % 2 === 0 ? 2 : 0);
    const found = await examineJudge(judge(score), vain, { ...options, self: "me" });
    expect(found.lengthBias.interval?.low).toBeGreaterThan(0);
    expect(found.selfPreference?.value).toBeCloseTo(2, 0);
    expect(found.leniency.interval?.low).toBeGreaterThan(0);
  });

  it("counts abstentions and corrects a rate for the judge's errors", async () => {
    const random = new Random(2);
    const truth = Array.from({ length: 200 }, (_, id) => labelled(id % 2, id));
    // Says yes to 90 % of what is so and to 30 % of what is not.
    const score = (dialog: Dialog): number | null =>
      dialog.id === 0 ? null : Number(random.chance(dialog.notes === 1 ? 0.9 : 0.3));
    const unlabelled = Array.from(
      { length: 400 },
      (_, id) => new Dialog({ id: 1000 + id, turns: [{ text: "x" }], notes: Number(id % 10 === 0) }),
    );
    const found = await examineJudge(judge(score, true), truth, { ...options, unlabelled });
    expect(found.abstention).toBeCloseTo(1 / 200, 12);
    expect(found.rate?.apparent).toBeGreaterThan(0.25);
    expect(found.rate?.interval?.low).toBeLessThan(0.1);
    expect(found.rate?.interval?.high).toBeGreaterThan(0.1);
    expect(found.retest?.value).toBeLessThan(0.8);
  });

  it.each([
    ["abstains", (): null => null],
    ["gives NaN", (): number => Number.NaN],
    [
      "throws",
      (): number => {
        throw new Error("down");
      },
    ],
  ] as const)("says of a judge that always %s that it abstains, and nothing else", async (_, score) => {
    const truth = Array.from({ length: 10 }, (_of, id) => labelled(id % 2, id));
    const found = await examineJudge(judge(score, true), truth, {
      ...options,
      self: "me",
      unlabelled: truth.map(({ dialog }) => dialog),
    });
    const none = { value: null, interval: null };
    expect(found).toMatchObject({
      n: 0,
      abstention: 1,
      agreement: { spearman: none, kendall: none, kappa: none, alpha: none },
      leniency: none,
      lengthBias: none,
      selfPreference: none,
      retest: none,
      rate: null,
    });
  });

  it("wants labels", async () => {
    await expect(
      examineJudge(
        judge(() => 1),
        [],
      ),
    ).rejects.toThrow("at least two dialogues");
  });
});

describe("tournament", () => {
  const verdict = (a: string, b: string, winner: "a" | "b" | "tie"): NamedVerdict => ({
    a,
    b,
    winner,
    consistent: winner !== "tie",
    preferences:
      winner === "a" ? ["first", "second"] : winner === "b" ? ["second", "first"] : ["first", "first"],
  });

  it("ranks by who beats whom, and sees a judge that prefers a position", () => {
    const found = tournament([
      verdict("strong", "middle", "a"),
      verdict("middle", "weak", "a"),
      verdict("weak", "strong", "b"),
      verdict("weak", "middle", "tie"),
    ]);
    expect(found.strengths.map(({ name }) => name)).toEqual(["strong", "middle", "weak"]);
    expect(found.strengths[0]).toMatchObject({ winRate: 1, matches: 2 });
    expect(found.consistency).toBe(0.75);
    expect(found.firstPosition?.value).toBe(5 / 8);
    expect(tournament([])).toEqual({ strengths: [], consistency: null, firstPosition: null });
  });
});
