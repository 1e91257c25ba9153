import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allWordings, phraseFinder, phrases } from "./phrase-finder.ts";
import { servingPhrases } from "./serving-phrases.ts";

describe("phraseFinder", () => {
  it.each([
    ["how can/may i help", "HOW MAY I HELP, then?", true],
    ["how can/may i help", "How must I help?", false],
    ["c'est [bien/très] ça", "C’est ça.", true],
    ["c'est [bien/très] ça", "c est tres ca", false],
    ["c'est [bien/très] ça", "cest très ca", true],
    ["help*", "helpful", true],
    ["help", "helpful", false],
    ["^ask me", "Please ask me.", false],
    ["^ask me", "Fine. Ask me!", true],
    ["^name .", "name", true],
    ["^name .", "name of the dog", false],
    ["call … tool", "call the nice refund tool", true],
    ["call … tool", "call me. Which tool?", false],
    ["straße", "STRASSE", true],
  ])("%j in %j: %j", (phrase, text, found) => {
    expect(phraseFinder([phrase])(text)).toBe(found);
  });

  it("does not find what stands within an exception", () => {
    const finds = phraseFinder(phrases("how can i help"), phrases("how can i help my"));
    expect([finds("How can I help my son?"), finds("How can I help my son? How can I help?")]).toEqual([
      false,
      true,
    ]);
  });

  it("finds every wording of every phrase of service, whatever stands around it", () => {
    for (const { certain, courteous } of Object.values(servingPhrases)) {
      const finds = phraseFinder([...certain, ...courteous]);
      fc.assert(
        fc.property(fc.constantFrom(...allWordings([...certain, ...courteous])), (wording) =>
          finds(`So: ${wording.toUpperCase().replaceAll("*", "")}, please.`),
        ),
        { numRuns: 60 },
      );
    }
  });
});

it("allWordings says each choice in words", () => {
  expect(allWordings(["how can/may i [best] help"])).toEqual([
    "how can i help",
    "how can i best help",
    "how may i help",
    "how may i best help",
  ]);
});
