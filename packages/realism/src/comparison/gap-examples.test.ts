import { Dialog, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { FeatureName } from "../fingerprint/features.ts";
import { fingerprintDialogs } from "../fingerprint/fingerprint-dialogs.ts";
import type { BehaviourGap } from "./behaviour-gaps.ts";
import { gapExamples } from "./gap-examples.ts";

const said = (id: string, ...texts: string[]) =>
  new Dialog({
    id,
    turns: texts.flatMap((text) => [
      { speaker: "User", text },
      { speaker: "Bot", text: "I see." },
    ]),
  });
const sideOf = async (...dialogs: Dialog[]) => ({
  dialogs,
  fingerprints: (await fingerprintDialogs(dialogs, { user: "User", language: "en" })).fingerprints,
});
const gapIn = (feature: FeatureName, more: BehaviourGap["more"] = "real"): BehaviourGap => ({
  feature,
  alignment: 0.2,
  more,
  text: "…",
});
const user = "User";

describe("examples of gaps", () => {
  it("are of conversations nearest to their side's mean, of several turns where there are any", async () => {
    const side = await sideOf(
      said("short", "one two three"),
      said("far", "one", "one", "one"),
      said("near", "one two three", "one two", "one two three four", "one two three"),
      said("next", "one two three four five", "one two three four", "one two three four five"),
    );
    const gap = gapIn("words_per_turn");
    const [found] = gapExamples([gap], null, side, { conversations: 2, turns: 3, user });
    expect(found).toMatchObject({ ...gap, real: [] });
    expect(found?.simulated.map(({ id }) => id)).toEqual(["near", "next"]);
    expect(found?.simulated[0]).toMatchObject({ value: 3, turns: ["one two three", "one two three"] });
    expect(gapExamples([gap], side, side, { user })[0]?.real).toHaveLength(1);
  });

  // People have more of each but these two.
  const simulatedHaveMore = new Set<FeatureName>(["politeness_rate", "identifiers_per_turn"]);
  const people = [
    "I need a chair from your shop in York, please",
    "ok",
    "you broke it, this is your fault",
    "what do you mean by that?",
    "maybe, I am not sure",
    "ok",
  ];
  const users = [
    "Where is the chair of 12 June that I ordered from the shop, A-4711",
    "Please look it up for me right now, if you can",
    "It is the blue one that was in the window of the shop",
  ];

  it.each<[FeatureName, readonly string[], readonly string[]]>([
    ["short_utterance_rate", ["ok", "ok"], users],
    ["accusatory_rate", ["you broke it, this is your fault"], users],
    ["uncertainty_rate", ["maybe, I am not sure"], users],
    ["clarification_question_rate", ["what do you mean by that?"], users],
    ["repetition_rate", ["ok", "ok"], users],
    ["opening_length", [people[0] as string], [users[0] as string]],
    ["verbosity_cv", [people[0] as string, "ok"], [users[0] as string, users[1] as string]],
    ["politeness_rate", people.slice(1, 4), [users[1] as string]],
    [
      "identifiers_per_turn",
      ["ok", "you broke it, this is your fault", "what do you mean by that?"],
      [users[0] as string],
    ],
  ])("of %s are turns with it and turns without", async (feature, real, simulated) => {
    const [a, b] = [await sideOf(said("p", ...people)), await sideOf(said("u", ...users))];
    const [found] = gapExamples(
      [gapIn(feature, simulatedHaveMore.has(feature) ? "simulated" : "real")],
      a,
      b,
      { user },
    );
    expect([found?.real[0]?.turns, found?.simulated[0]?.turns]).toEqual([real, simulated]);
  });

  it("show what is rare, and do not depend on the order of the conversations", async () => {
    const plain = Array.from({ length: 150 }, (_, id) =>
      said(`p${id}`, "I want a chair", "the blue one", `in ${id}`),
    );
    const rare = said("rare", "I want a chair", "you broke it, this is your fault", "the blue one");
    const all = [...plain, rare];
    const examples = async (dialogs: readonly Dialog[]) =>
      gapExamples(
        [gapIn("accusatory_rate"), gapIn("words_per_turn")],
        await sideOf(...dialogs),
        await sideOf(...plain),
        {
          user,
        },
      ).map(({ real }) => real);
    const found = await examples(all);
    expect(found[0]?.[0]).toMatchObject({ id: "rare", turns: ["you broke it, this is your fault"] });
    expect(await examples(new Random(3).shuffle([...all]))).toEqual(found);
  });

  it.each(["real", "simulated"] as const)(
    "show more of a feature on the side that has more: %s",
    async (more) => {
      const both = await sideOf(
        said("with", "maybe, I am not sure", "perhaps the blue one"),
        said("half", "maybe, I am not sure", "the blue one", "in York"),
        said("without", "the red one", "in York"),
      );
      const isUnsure = (turns: readonly string[] = []) => turns.map((turn) => /maybe|perhaps/.test(turn));
      const found = gapExamples([gapIn("uncertainty_rate", more)], both, both, { user })[0];
      for (const side of ["real", "simulated"] as const)
        expect(new Set(isUnsure(found?.[side][0]?.turns))).toEqual(new Set([side === more]));
      // The people of a reference have no words, and more of it all the same.
      const [ofReference] = gapExamples([gapIn("uncertainty_rate", more)], null, both, { user });
      expect(new Set(isUnsure(ofReference?.simulated[0]?.turns))).toEqual(new Set([more === "simulated"]));
      const [equal] = gapExamples([gapIn("uncertainty_rate", null)], both, both, { user });
      expect(isUnsure(equal?.real[0]?.turns)).toContain(true);
    },
  );

  it("show no first message with all details where fewer details come first", async () => {
    const side = await sideOf(said("all", "A-4711 in York, please"), said("later", "hello", "it is A-4711"));
    const [found] = gapExamples([gapIn("front_loading_ratio", "real")], null, side, { user });
    expect(found?.simulated[0]?.turns).toEqual(["it is A-4711"]);
  });

  it("show for each gap what was not shown before, where there is anything else", async () => {
    const lines = ["maybe, I am not sure", "ok perhaps", "I guess ok"];
    const side = await sideOf(...lines.map((line, id) => said(`c${id}`, line)));
    const gaps = [gapIn("uncertainty_rate"), gapIn("short_utterance_rate"), gapIn("uncertainty_rate")];
    const shown = gapExamples(gaps, side, side, { user }).map(({ real }) =>
      real.flatMap(({ turns }) => turns),
    );
    expect(new Set(shown.flat()).size).toBe(3);
    const alone = await sideOf(said("only", lines[0] as string));
    const again = gapExamples([gaps[0]!, gaps[2]!], alone, alone, { user });
    expect(again.map(({ real }) => real[0]?.turns)).toEqual([[lines[0]], [lines[0]]]);
    // Several conversations of one gap are not twice the same either.
    const twins = await sideOf(said("a", "maybe"), said("b", "maybe"), said("c", "maybe so"));
    const [two] = gapExamples([gaps[0]!], twins, twins, { user, conversations: 2 });
    expect(two?.real.map(({ turns }) => turns[0]).toSorted()).toEqual(["maybe", "maybe so"]);
  });
});
