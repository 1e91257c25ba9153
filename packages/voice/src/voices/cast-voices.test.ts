import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { Voice } from "../speech/speech-model.ts";
import { castVoices } from "./cast-voices.ts";
import { languageTag } from "./language-tag.ts";
import { voiceTraits } from "./voice-traits.ts";

const voices: readonly Voice[] = ["en-US", "en-GB", "de", "es-MX", "es"].flatMap((tag) =>
  (["female", "male"] as const).flatMap((gender) =>
    [1, 2].map((number) => ({
      name: `${tag} ${gender} ${number}`,
      languages: tag.includes("-") ? [tag, tag.slice(0, 2)] : [tag],
      gender,
    })),
  ),
);

const cast = (personas: Record<string, unknown>, options: object = {}) =>
  castVoices(
    new Dialog({ turns: Object.keys(personas).map((speaker) => ({ speaker, text: "Hi" })), personas }),
    voices,
    { model: "test", ...options },
  );

describe("languageTag", () => {
  it.each([
    ["English", "en"],
    ["deutsch", "de"],
    ["Mexican Spanish", "es-MX"],
    ["English (Scottish accent)", "en-GB-scotland"],
    ["British English", "en-GB"],
    ["pt-br", "pt-BR"],
    ["日本語", "ja"],
    ["Spanish", "es"],
    ["Klingon", undefined],
    ["", undefined],
  ])("%j is %j", (text, tag) => {
    expect(languageTag(text)).toBe(tag);
  });
});

describe("voiceTraits", () => {
  it.each([
    [
      { gender: "Female", age: 34, language: "English" },
      { gender: "female", age: 34, language: "en" },
    ],
    [
      { gender: "man", age: "in his thirties" },
      { gender: "male", age: 35, language: undefined },
    ],
    [
      {
        gender: "non-binary",
        age: "child",
        language: "English",
        voice_characteristics: "a soft Irish accent",
      },
      { gender: undefined, age: 8, language: "en-IE" },
    ],
    [{ age: "retired" }, { gender: undefined, age: 72, language: undefined }],
    [undefined, { gender: undefined, age: undefined, language: undefined }],
    ["a text", { gender: undefined, age: undefined, language: undefined }],
  ])("of %j", (persona, traits) => {
    expect(voiceTraits(persona)).toEqual(traits);
  });
});

describe("castVoices", () => {
  it("gives each persona a voice of its language, accent and gender, and no voice twice", () => {
    const personas = {
      Ann: { gender: "female", language: "British English" },
      Bea: { gender: "female", language: "British English" },
      Carl: { gender: "male", language: "Mexican Spanish", age: 70 },
      Dora: { gender: "female" },
    };
    const found = cast(personas);
    expect([...found.values()].map(({ voice }) => voice.replace(/ \d$/, ""))).toEqual([
      "en-GB female",
      "en-GB female",
      "es-MX male",
      "en-US female",
    ]);
    expect(new Set([...found.values()].map(({ voice }) => voice)).size).toBe(4);
    expect(found.get("Carl")).toMatchObject({ rate: 0.9, language: "es-MX", missed: ["age"] });
  });

  it("keeps a person's voice in other dialogues, and gives another for another seed in time", () => {
    const ann = { Ann: { gender: "female" } };
    const voice = (seed: number, others: Record<string, unknown> = {}) =>
      cast({ ...ann, ...others }, { seed }).get("Ann")?.voice;
    expect(voice(1, { Bob: { gender: "male" } })).toBe(voice(1));
    expect(new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => voice(seed))).size).toBe(2);
  });

  it("says what it has not found, and shares voices when there are too few", () => {
    const many = Object.fromEntries(
      ["a", "b", "c"].map((name) => [name, { gender: "female", language: "German" }]),
    );
    const found = [...cast(many).values()];
    expect(found.map(({ missed }) => missed)).toEqual([[], [], ["distinct"]]);
    expect(cast({ x: { language: "Scottish English" } }).get("x")?.missed).toEqual(["accent"]);
  });

  it("refuses a language that no voice speaks, or falls back and says so", () => {
    const personas = { x: { language: "Yoruba" } };
    expect(() => cast(personas)).toThrow(expect.objectContaining({ code: "speech_no_voice" }) as Error);
    expect(cast(personas, { unspoken: "fallback", language: "de" }).get("x")).toMatchObject({
      language: "de",
      missed: ["language"],
    });
  });

  it.each(["Klingon", "Elvish", "tlh", "xx"])(
    "never speaks %s as if it were the usual language",
    (language) => {
      const personas = { x: { language } };
      expect(() => cast(personas)).toThrow(`no voice speaks "${language}"`);
      expect(cast(personas, { unspoken: "fallback" }).get("x")).toMatchObject({
        language: "en",
        missed: ["language"],
      });
      expect(cast(personas, { chosen: { x: "de male 1" } }).get("x")?.missed).toEqual(["language"]);
    },
  );

  it("takes voices chosen by hand, which nobody else gets, and refuses one there is not", () => {
    const chosen = { Ann: "en-US female 1" };
    const found = cast({ Ann: { language: "German" }, Bea: { gender: "female" } }, { chosen });
    expect([found.get("Ann")?.voice, found.get("Bea")?.voice]).toEqual(["en-US female 1", "en-US female 2"]);
    expect(() => cast({ Ann: {} }, { chosen: { Ann: "nobody" } })).toThrow(
      expect.objectContaining({ code: "speech_unknown_voice" }) as Error,
    );
  });
});
