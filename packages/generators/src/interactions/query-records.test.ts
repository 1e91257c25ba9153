import { expect, it } from "vitest";
import { queriesFrom } from "./query.ts";

it.each<[string, unknown, string]>([
  [
    "an instruction and its input",
    { instruction: "Translate.", input: "cat", output: "chat" },
    "Translate.\ncat",
  ],
  [
    "an instruction and its context",
    { instruction: "Sum up.", context: "At nine.", response: "Nine." },
    "Sum up.\nAt nine.",
  ],
  ["an instruction alone", { instruction: "Name a fruit.", input: "", output: "Apple." }, "Name a fruit."],
  [
    "what a person says after the system",
    {
      conversations: [
        { from: "system", value: "Be brief." },
        { from: "human", value: "When?" },
      ],
    },
    "When?",
  ],
  [
    "what a person says after a greeting",
    {
      conversations: [
        { from: "gpt", value: "Welcome!" },
        { from: "human", value: "When?" },
      ],
    },
    "When?",
  ],
  [
    "messages with parts of other kinds",
    { messages: [{ role: "Human", content: [null, 7, { type: "image" }, { text: "When" }, "is it?"] }] },
    "When\nis it?",
  ],
  [
    "messages with parts",
    {
      messages: [
        { role: "system", content: "x" },
        { role: "user", content: [{ type: "text", text: "When?" }] },
      ],
    },
    "When?",
  ],
])("the query of %s", (_, record, text) => {
  expect(queriesFrom([record]).map((query) => query.text)).toEqual([text]);
});

it("two inputs of one instruction are two queries, and a conversation in which nobody asks is not one", () => {
  const rows = ["cat", "dog"].map((input) => ({ instruction: "Translate.", input, output: "x" }));
  expect(queriesFrom(rows)).toHaveLength(2);
  expect(() => queriesFrom([{ conversations: [{ from: "gpt", value: "Welcome!" }] }])).toThrow(
    "record 1 holds no query",
  );
});
