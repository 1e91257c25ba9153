import { describe, expect, it } from "vitest";
import { HarmonyCalls, type HarmonyPiece } from "./harmony-calls.ts";

const call = '<|channel|>commentary to=functions.weather <|constrain|>json<|message|>{"city":"Oslo"}<|call|>';

function read(pieces: readonly string[]): readonly HarmonyPiece[] {
  const reader = new HarmonyCalls();
  const all = [...pieces.flatMap((piece) => [...reader.push(piece)]), ...reader.push("", true)];
  const joined: HarmonyPiece[] = [];
  for (const piece of all) {
    const last = joined.at(-1);
    if (piece.kind === "words" && last?.kind === "words")
      joined[joined.length - 1] = { kind: "words", text: last.text + piece.text };
    else joined.push(piece);
  }
  return joined;
}

const oslo: HarmonyPiece = { kind: "call", name: "weather", input: { city: "Oslo" } };

describe("calls that gpt-oss writes among its words", () => {
  it.each([
    [call, [oslo]],
    [`<|start|>assistant${call}`, [oslo]],
    [
      '<|start|>assistant to=functions.weather<|channel|>commentary json<|message|>{"city":"Oslo"}<|call|>',
      [oslo],
    ],
    [`One moment. ${call}`, [{ kind: "words", text: "One moment. " }, oslo]],
    [`${call}${call}`, [oslo, oslo]],
    // Cut off, or without its last mark: as far as it came.
    [call.replace("<|call|>", ""), [oslo]],
  ] as const)("%s is read whole and in pieces of any size", (text, expected) => {
    for (const size of [1, 2, 3, 7, 50, 1000]) {
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
        text.slice(at * size, (at + 1) * size),
      );
      expect(read(pieces)).toEqual(expected);
    }
  });

  it.each([
    "<|channel|>analysis<|message|>The user wants…<|end|><|start|>assistant<|channel|>final<|message|>Hello!",
    "a < b, <b>bold</b> <|im_end|>",
    "<|channel|>",
    "to=functions.weather",
  ])("%s is all words", (text) => {
    expect(read([text])).toEqual([{ kind: "words", text }]);
    expect(read([...text])).toEqual([{ kind: "words", text }]);
  });

  it("holds back no more than what may be a mark", () => {
    const reader = new HarmonyCalls();
    expect([...reader.push("a < b and")]).toEqual([{ kind: "words", text: "a < b and" }]);
    expect([...reader.push(" <|cha")]).toEqual([{ kind: "words", text: " " }]);
    expect([...reader.push("nnel|>final<|message|>Hi")]).toEqual([
      { kind: "words", text: "<|channel|>final<|message|>Hi" },
    ]);
  });
});
