import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { cohortDiversity } from "./cohort-diversity.ts";

const talk = (id: number, ...texts: readonly string[]): Dialog =>
  new Dialog({
    id,
    turns: texts.flatMap((text) => [
      { speaker: "U", text },
      { speaker: "Bot", text: "My name is Bot." },
    ]),
  });
const one = Array.from({ length: 12 }, (_, id) =>
  talk(
    id,
    `Hello! My name is ${id === 0 ? "Bo" : "Alex Chen"} and I need room ${id}.`,
    "Thank you so much for your help!",
  ),
);
const many = [
  "a table for two",
  "where is my parcel",
  "hi I'm called Maria",
  "can't log in since monday",
  "do you sell lamps",
  "My name is Tom, cancel it",
  "refund",
  "what does the blue one cost",
  "my flight was late again",
  "hello there",
  "need directions to the shop",
  "is the museum open",
].map((text, id) => talk(id, text, `${text.split(" ").toReversed().join(" ")} ${id}`));

describe("the diversity of a cohort", () => {
  it("tells one user many times over from many users", async () => {
    const [same, different] = await Promise.all(
      [one, many].map((dialogs) => cohortDiversity(dialogs, { user: "U", language: "en" })),
    );
    expect(same!.differentOpenings.value).toBeCloseTo(1 / 12, 10);
    expect(different!.differentOpenings.value).toBe(1);
    expect(same!.commonestName).toMatchObject({ value: 11 / 12, n: 12 });
    expect(different!.commonestName).toMatchObject({ value: 1 / 2, n: 2 });
    expect(same!.openingSelfBleu.value).toBeGreaterThan(0.8);
    expect(different!.openingSelfBleu.value).toBeLessThan(0.2);
    expect(same!.wordingSelfBleu.value).toBeGreaterThan(different!.wordingSelfBleu.value!);
    expect(same!.vendi.value).toBeLessThan(0.3);
    expect(different!.vendi.value).toBeGreaterThan(0.8);
    expect(same!.vendi.interval!.low).toBeLessThanOrEqual(same!.vendi.value!);
    expect(same!.vendi.interval!.high).toBeGreaterThanOrEqual(same!.vendi.value!);
  });

  it("looks at as many as it is told, the same for the same seed", async () => {
    const options = { user: "U", sampleSize: 6, seed: 2, resamples: 5 };
    const found = await cohortDiversity(many, options);
    expect(found.n).toBe(6);
    expect(await cohortDiversity(many, options)).toEqual(found);
    await expect(cohortDiversity([many[0]!], options)).rejects.toThrow(/at least two/);
  });

  it("knows no names where nobody says one", async () => {
    const { commonestName } = await cohortDiversity([talk(1, "a lamp"), talk(2, "a desk")], {
      user: "U",
      language: "en",
    });
    expect(commonestName).toEqual({ value: null, interval: null, n: 0 });
  });
});
