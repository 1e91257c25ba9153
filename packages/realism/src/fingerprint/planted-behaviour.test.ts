import { Dialog } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexicalFeatures } from "../lexicons/lexicon.ts";
import { lexicons } from "../lexicons/lexicons.ts";
import type { FeatureName } from "./features.ts";
import { fingerprint } from "./fingerprint.ts";

/** Words of no language, so that only what is planted is found. */
const nothing = ["blorp", "quandix", "merflu", "tozzel", "gribnak", "wuffle", "plimso", "dravik"];
const neutralTurn = fc.array(fc.constantFrom(...nothing), { minLength: 4, maxLength: 12 });
const neutralTurns = fc.array(neutralTurn, { minLength: 1, maxLength: 8 });

const features = (
  turns: readonly string[],
  language = "en",
): Readonly<Record<FeatureName, number | null>> => {
  const dialog = new Dialog({
    turns: turns.flatMap((text) => [
      { speaker: "Ann", text },
      { speaker: "Bot", text: "How can I help you? Please wait, thanks!" },
    ]),
  });
  const found = fingerprint(dialog, { user: "ann", language });
  if (found === null) throw new Error("nobody spoke");
  return found.features;
};

const planted = Object.keys(lexicons).flatMap((language) =>
  lexicalFeatures.map((feature) => [language, feature] as const),
);

describe("behaviour planted in some turns is found in these turns", () => {
  it.each(planted)("%s: %s", (language, feature) => {
    const lexicon = lexicons[language]!;
    fc.assert(
      fc.property(
        neutralTurns,
        fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
        fc.constantFrom(...lexicon.phrases[feature]),
        fc.nat(),
        fc.boolean(),
        (turns, where, phrase, place, typographic) => {
          const said = phrase.replace(/^\^/, "").replaceAll("*", "en");
          const words = typographic ? said.replaceAll("'", "’").toUpperCase() : said;
          const texts = turns.map((turn, index) => {
            if (where[index] !== true) return turn.join(" ");
            const at = phrase.startsWith("^") ? 0 : place % (turn.length + 1);
            return [...turn.slice(0, at), `${words},`, ...turn.slice(at)].join(" ");
          });
          const share = turns.filter((_, index) => where[index] === true).length / turns.length;
          expect(features(texts, language)[feature]).toBeCloseTo(share, 10);
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(Object.entries(lexicons))("%s: every phrase of every list", (language, { phrases }) => {
    const missed = lexicalFeatures.flatMap((feature) =>
      phrases[feature].filter(
        (phrase) =>
          features([`${phrase.replace(/^\^/, "").replaceAll("*", "")} blorp`], language)[feature] !== 1,
      ),
    );
    expect(missed).toEqual([]);
  });

  it.each(
    Object.entries(lexicons).flatMap(([language, { except }]) =>
      lexicalFeatures.flatMap((feature) =>
        (except[feature] ?? []).map((phrase) => [language, feature, phrase] as const),
      ),
    ),
  )("%s: no %s in “%s”", (language, feature, phrase) => {
    expect(features([`${phrase.replace("^", "")} blorp`], language)[feature]).toBe(0);
  });

  it("and nothing is found where nothing was planted", () => {
    fc.assert(
      fc.property(neutralTurns, (turns) => {
        const found = features(turns.map((turn) => turn.join(" ")));
        for (const feature of lexicalFeatures) expect(found[feature]).toBe(0);
        expect(found.identifiers_per_turn).toBe(0);
        expect(found.front_loading_ratio).toBeNull();
      }),
    );
  });
});

describe("what is counted", () => {
  it("are words, short turns, the opening and its variation", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 10 }), (lengths) => {
        const found = features(lengths.map((length) => Array.from({ length }, () => "blorp").join(" ")));
        const mean = lengths.reduce((a, b) => a + b, 0) / lengths.length;
        const deviation = Math.sqrt(
          lengths.reduce((sum, length) => sum + (length - mean) ** 2, 0) / lengths.length,
        );
        expect(found.words_per_turn).toBeCloseTo(mean, 10);
        expect(found.opening_length).toBe(lengths[0]);
        expect(found.short_utterance_rate).toBeCloseTo(
          lengths.filter((length) => length <= 3).length / lengths.length,
          10,
        );
        expect(found.verbosity_cv).toBeCloseTo(deviation / mean, 10);
      }),
    );
  });

  it("are facts told at once or one by one", () => {
    const facts = ["4711", "Berlin-77X", "5pm", "ann@example.org"];
    const slow = features(["blorp", ...facts.map((fact) => `blorp ${fact}`)]);
    const fast = features([`blorp ${facts.join(" and ")}`, "blorp", "merflu", "tozzel", "wuffle"]);
    expect([slow.front_loading_ratio, fast.front_loading_ratio]).toEqual([0, 1]);
    expect(slow.identifiers_per_turn).toBe(fast.identifiers_per_turn);
    // A fact told again is no new one.
    expect(features([`blorp 4711`, "blorp 4711", "no 4711", "it is 12"]).front_loading_ratio).toBe(1 / 2);
  });

  it("are turns said before, whole or nearly", () => {
    const line = "I want the blue one with the long handle";
    expect(features([line, "no", `${line}!`, "no", `${line} please`]).repetition_rate).toBe(3 / 5);
    expect(
      features([line, "I want another kind of knife altogether", "yes please", "no please"]).repetition_rate,
    ).toBe(0);
  });

  it("are the turns of the user alone, blank ones left out and counted", () => {
    const dialog = new Dialog({
      turns: [
        { speaker: "User", text: "hello" },
        { speaker: "Bot", text: "Hi, please tell me your name." },
        { speaker: "USER", text: "  " },
        { speaker: "User", text: "thanks" },
      ],
    });
    expect(fingerprint(dialog, { user: ["user", "customer"], language: "en" })).toMatchObject({
      turns: 2,
      blankTurns: 1,
      features: { politeness_rate: 1 / 2, words_per_turn: 1, verbosity_cv: 0 },
    });
    expect(fingerprint(dialog, { bot: "bot", language: "en" })?.turns).toBe(2);
    expect(fingerprint(dialog, { user: "Nobody" })).toBeNull();
    expect(() => fingerprint(dialog, { user: "User", bot: "Bot" })).toThrow(/both named/);
  });
});
