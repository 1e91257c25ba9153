import { describe, expect, it } from "vitest";
import { queriesFrom } from "./query.ts";

describe("queriesFrom", () => {
  it("finds the text in common formats, and drops what comes twice", () => {
    const records = [
      "What is a monad?",
      { instruction: "Write a poem." },
      { id: 7, question: "Why is the sky blue?" },
      { conversations: [{ from: "human", value: "Fix my code." }] },
      { query: " What is a monad? " },
    ];
    expect(queriesFrom(records).map(({ text }) => text)).toEqual([
      "What is a monad?",
      "Write a poem.",
      "Why is the sky blue?",
      "Fix my code.",
    ]);
  });

  it("gives a text the same id wherever it stands", () => {
    const ids = (texts: string[]) => new Map(queriesFrom(texts).map(({ id, text }) => [text, id]));
    expect(ids(["a", "b", "c"])).toEqual(new Map([...ids(["c", "a", "b"])].toSorted()));
  });

  it("takes the facts that whoever asks knows, and refuses what are none", () => {
    const facts = { "order number": "A-4711" };
    expect(queriesFrom([{ query: "Where is it?", facts }, { query: "When?" }])).toMatchObject([
      { text: "Where is it?", facts },
      { text: "When?" },
    ]);
    expect(queriesFrom(["When?"])[0]).not.toHaveProperty("facts");
    expect(() => queriesFrom(["a", { query: "b", facts: { size: {} } }], "q.json")).toThrow(
      "q.json: the facts of record 2 are not strings by name",
    );
  });

  it.each([
    null,
    undefined,
    7,
    [],
    {},
    { query: " " },
    { query: 7 },
    { messages: "x" },
    { messages: [null, 7] },
  ])("finds no query in %j", (record) => {
    expect(() => queriesFrom([record])).toThrow("record 1 holds no query");
  });

  it.each<[object, string]>([
    [{ instruction: "Sum up:", input: "a b", context: "c" }, "Sum up:\na b\nc"],
    [{ instruction: "Sum up:", input: " ", context: 7 }, "Sum up:"],
    [{ query: "Why?", input: "a b" }, "Why?"],
    [{ instruction: " ", input: "Why?", context: "c" }, "Why?"],
    [{ prompt: "", text: "Why?" }, "Why?"],
    [
      {
        messages: [
          { role: "system", content: "Be brief." },
          { role: "User", content: "Why?" },
        ],
      },
      "Why?",
    ],
    [
      {
        conversations: [
          { from: "gpt", value: "Hi" },
          { from: "human", value: " " },
          { from: "human", value: "Why?" },
        ],
      },
      "Why?",
    ],
    [
      { messages: [null, { role: "user", content: [{ type: "text", text: "Why" }, { image: 1 }, "so?"] }] },
      "Why\nso?",
    ],
    [{ conversations: "x", messages: [{ role: "prompter", content: "Why?" }] }, "Why?"],
  ])("of %j, asks %j", (record, text) => {
    expect(queriesFrom([record]).map((query) => query.text)).toEqual([text]);
  });

  it("says which record holds none", () => {
    expect(() => queriesFrom(["a", { title: "b" }], "questions.json")).toThrow(
      "questions.json: record 2 holds no query",
    );
  });
});
