import type { Message } from "../message.ts";
import { describe, expect, it } from "vitest";
import { fitContext } from "./fit-context.ts";

// Ten tokens a message.
const encode = (messages: readonly Message[]): number[] =>
  messages.flatMap(({ content }) => Array.from({ length: 10 }, () => Number(content)));
// A token a letter.
const letters = (all: readonly Message[]): number[] =>
  all.flatMap(({ content }) => [...content].map((letter) => letter.codePointAt(0) ?? 0));
const message = (content: number, role: "system" | "user" = "user"): Message => ({
  role,
  content: `${content}`,
});
const turns = (count: number): Message[] => [
  message(0, "system"),
  ...Array.from({ length: count }, (_, index) => message(index + 1)),
];

describe("fitContext", () => {
  it("leaves a conversation alone that fits", () => {
    expect(fitContext(turns(5), 60, encode)).toEqual({ tokens: encode(turns(5)), warnings: [] });
  });

  it("leaves out the oldest messages, never the system message, and says so", () => {
    const { tokens, warnings } = fitContext(turns(9), 70, encode);
    expect([...new Set(tokens)]).toEqual([0, 5, 6, 7, 8, 9]);
    expect(warnings).toEqual([expect.objectContaining({ setting: "messages" })]);
  });

  it("keeps the same beginning while the conversation grows", () => {
    const firsts = [10, 11, 12].map((count) => fitContext(turns(count), 100, encode).tokens[10]);
    expect(new Set(firsts).size).toBe(1);
  });

  it("cuts the middle out of a last message that is too long by itself, and leaves the system message whole", () => {
    const system: Message = { role: "system", content: "Be brief." };
    const long: Message = { role: "user", content: `${"a".repeat(500)}${"z".repeat(500)}` };
    const { tokens, warnings } = fitContext([system, message(1), message(2), long], 60, letters);
    const text = String.fromCodePoint(...tokens);
    expect(text).toMatch(/^Be brief\.a+ \[…\] z+$/);
    expect(text).toHaveLength(60);
    expect(warnings.map(({ message: told }) => told)).toEqual([
      expect.stringContaining("2 oldest messages were left out"),
      expect.stringContaining("954 of its 1000 characters were cut out of its middle"),
    ]);
  });

  describe.each([
    ["leaves room for a part of the last message", 80],
    ["leaves room for less than the mark of a gap", 97],
    ["leaves room for nothing", 100],
  ])("a system message that %s", (_what, length) => {
    const system: Message = { role: "system", content: `You are Bob.${"b".repeat(length - 12)}` };

    it.each([10, 50, 5000])("is kept whole before a message of %i letters", (letterCount) => {
      const { tokens, warnings } = fitContext(
        [system, { role: "user", content: "u".repeat(letterCount) }],
        100,
        letters,
      );
      const text = String.fromCodePoint(...tokens);
      expect(text.startsWith(system.content)).toBe(true);
      expect(text.length).toBeLessThanOrEqual(100);
      expect(warnings).toHaveLength(length + letterCount <= 100 ? 0 : 1);
    });
  });

  it("cuts the middle out of a system message that fills the context by itself, and leaves a quarter to the last one", () => {
    const system: Message = { role: "system", content: `You are Bob.${"b".repeat(500)}Be brief.` };
    const long: Message = { role: "user", content: `${"a".repeat(500)}${"z".repeat(500)}` };
    const { tokens, warnings } = fitContext([system, long], 100, letters);
    const text = String.fromCodePoint(...tokens);
    expect(text).toMatch(/^You are Bob\.b+ \[…\] b+Be brief\.a+ \[…\] z+$/);
    expect(text).toHaveLength(100);
    expect(text.match(/[az]/g)?.length).toBeGreaterThanOrEqual(20);
    expect(warnings.map(({ message: told }) => told)).toEqual([
      expect.stringContaining("the last message is too long for the 25 tokens that fit"),
      expect.stringContaining("the system message is too long for the 100 tokens that fit"),
    ]);
    const short = fitContext([system, { role: "user", content: "Hi." }], 100, letters);
    expect(String.fromCodePoint(...short.tokens)).toMatch(/^You are Bob\.b+ \[…\] b+Be brief\.Hi\.$/);
    expect(short.warnings).toHaveLength(1);
  });

  it("cuts the beginning of a prompt that is too long whatever its messages say", () => {
    const { tokens, warnings } = fitContext(turns(1), 15, encode);
    expect(tokens).toEqual([0, 0, 0, 0, 0, ...encode([message(1)])]);
    expect(warnings).toHaveLength(1);
    expect(fitContext(turns(6), 15, encode).tokens).toHaveLength(15);
  });
});
