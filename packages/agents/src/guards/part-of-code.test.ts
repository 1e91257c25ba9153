import { describe, expect, it } from "vitest";
import { compareCodes } from "./compared-codes.ts";
import { withDigits } from "./number-words.ts";

const verdict = (said: string, code: string, question = ""): string =>
  compareCodes(withDigits(said), [code], withDigits(question)).verdict;

const codes = ["RW-3306-K", "740952", "T-61835", "HB30594471", "5105 2208 3347 9160"];
const bareOf = (code: string): string => code.replaceAll(/[- ]/g, "");

const ends = [
  "it ends in {}",
  "The last four are {}",
  "the last 4 digits are {}, I think",
  "something ending in {}",
  "ending {}",
  "sie endet auf {}",
  "die letzten vier sind {}",
  "die letzten vier Stellen lauten {}",
  "ça se termine par {}",
  "les quatre derniers chiffres sont {}",
  "acaba en {}",
  "los últimos cuatro son {}",
];
const starts = [
  "it starts with {}",
  "beginning with {}",
  "the first four are {}",
  "sie beginnt mit {}",
  "die ersten vier sind {}",
  "ça commence par {}",
  "empieza por {}",
];
const anywhere = ["I can only read {}, the rest is smudged", "ich kann nur {} lesen, der Rest ist weg"];

describe.each(codes)("a part of %s", (code) => {
  const bare = bareOf(code);
  const [first, last, middle] = [bare.slice(0, 4), bare.slice(-4), bare.slice(1, 5)];
  // The last sign becomes another one.
  const wrong = (part: string): string =>
    `${part.slice(0, -2)}${part.at(-2) === "7" ? "8" : "7"}${part.at(-1)}`;

  it.each([...ends.map((way) => [way, last] as const), ...starts.map((way) => [way, first] as const)])(
    "%s",
    (way, part) => {
      expect(verdict(way.replace("{}", part), code)).toBe("same");
      expect(verdict(way.replace("{}", part.toLowerCase()), code)).toBe("same");
      expect(verdict(way.replace("{}", wrong(part)), code)).toBe("other");
    },
  );

  it.each(anywhere)("%s", (way) => {
    for (const part of [first, middle, last]) expect(verdict(way.replace("{}", part), code)).toBe("same");
    expect(verdict(way.replace("{}", wrong(last)), code)).toBe("unclear");
  });
});

it.each([
  ["9160", "What are the last four digits of your card?", "same"],
  ["nine one six zero", "What are the last four digits of your card?", "same"],
  ["9106", "What are the last four digits of your card?", "other"],
  ["it ends in 9160, I called 25 minutes ago", "Card number?", "same"],
  // Another number beside words of a part.
  ["The last time it took 20 minutes", "Card number?", "unclear"],
  ["I got it at the end of 2019", "Card number?", "unclear"],
  ["Starting tomorrow I have 30 days", "Card number?", "unclear"],
])("%j to %j is %s", (said, question, expected) => {
  expect(verdict(said, "5105 2208 3347 9160", question)).toBe(expected);
});
