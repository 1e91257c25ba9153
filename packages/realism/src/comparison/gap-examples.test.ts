import { Dialog, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { FeatureName } from "../fingerprint/features.ts";
import { fingerprintDialogs } from "../fingerprint/fingerprint-dialogs.ts";
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
const gapIn = (feature: FeatureName) => ({ feature, alignment: 0.2, text: "…" });
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

  // People have more of each but the last.
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
    const [found] = gapExamples([gapIn(feature)], a, b, { user });
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
});
