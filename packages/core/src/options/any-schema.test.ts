import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from "vitest";
import * as z from "zod/mini";
import german from "zod/v4/locales/de.js";
import { Context } from "../context.ts";
import { createByName, register } from "../registry/registry.ts";
import { described } from "./any-schema.ts";
import { parseOptions } from "./parse-options.ts";

/** As in a page in which nothing but zod/mini was loaded. */
beforeEach(() => z.config({ localeError: undefined }));
afterEach(() => z.config({ localeError: undefined }));

const misplaced = () => new Context({ location: 3 as never });

describe("inALanguage", () => {
  it("has words for what is wrong where no language was chosen", () => {
    expect(misplaced).toThrow("Context.location: Invalid input: expected string, received number");
  });

  it("leaves the language that was chosen", () => {
    z.config(german());
    expect(misplaced).toThrow("Context.location: Ungültige Eingabe: erwartet string");
  });
});

describe("a schema of zod/mini", () => {
  const schema = z.strictObject({ words: described(z._default(z.int(), 20), "How many") });

  it("describes options and entries as one of zod does", () => {
    expect(parseOptions("wordy", schema, {})).toEqual({ words: 20 });
    expectTypeOf(parseOptions("wordy", schema, {})).toEqualTypeOf<{ words: number }>();
    expect(() => parseOptions("wordy", schema, { words: "x" })).toThrow(
      "wordy: words: must be a number, not a text",
    );
    const orchestrator = (words: number) => ({
      label: `${words} words`,
      persistent: false,
      begin: () => ({}),
      toJSON: () => ({}),
    });
    register("orchestrator", {
      name: "Wordy",
      description: "says much",
      schema,
      create: ({ words }) => orchestrator(words),
    });
    expect(createByName("orchestrator", "Wordy").label).toBe("20 words");
    expect(() => createByName("orchestrator", "Wordy", { word: 1 })).toThrow('there is no "word"');
  });

  it("is described in a copy: who else uses it does not see the description", () => {
    const bare = z.string();
    const told = described(bare, "A name");
    expect(z.globalRegistry.get(told)).toEqual({ description: "A name" });
    expect(z.globalRegistry.get(bare)).toBeUndefined();
  });
});
