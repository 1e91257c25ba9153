import { expect, it } from "vitest";
import { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { readCompletion, readCompletionStream } from "./openai-reply.ts";

async function* coming(...pieces: readonly unknown[]): AsyncGenerator<never> {
  yield* pieces as never[];
}

function told(reply: ReplyBuilder): object {
  const { text, thinking, toolCalls, usage, warnings } = reply.result();
  const calls = toolCalls.map(({ name, input }) => [name, input]);
  return {
    text,
    thinking,
    calls,
    tokens: [usage.inputTokens, usage.outputTokens],
    left: warnings.map(({ message }) => message),
  };
}

const whole = { text: "Hi", thinking: undefined, calls: [], tokens: [3, 2], left: [] };
const picture = { type: "image_url", image_url: { url: "data:image/png;base64,aGk=" } };
const leftOut = (kind: string): string => `a part of the kind "${kind}" was left out of the reply`;

/** What gateways and servers add to a message, and how it is read. */
const messages: readonly (readonly [what: string, message: object, expected: object])[] = [
  ["a picture beside the text", { content: "Hi", images: [picture] }, { ...whole, left: [leftOut("image")] }],
  [
    "nothing but a picture",
    { content: "", images: [picture] },
    { ...whole, text: "", left: [leftOut("image")] },
  ],
  ["no pictures", { content: "Hi", images: [] }, whole],
  [
    "blocks of thinking",
    { content: "Hi", thinking_blocks: [{ type: "thinking", thinking: "Hm.", signature: "s" }] },
    { ...whole, thinking: "Hm." },
  ],
  ["reasoning in an object", { content: "Hi", reasoning: { content: "Hm." } }, { ...whole, thinking: "Hm." }],
  [
    "reasoning in parts",
    { content: "Hi", reasoning: [{ type: "text", text: "Hm." }] },
    { ...whole, thinking: "Hm." },
  ],
  ["a number", { content: 42 }, { ...whole, text: "42" }],
  [
    "a refusal beside the text",
    { content: "Sorry.", refusal: "I can't." },
    { ...whole, text: "Sorry. I can't." },
  ],
  [
    "a refusal after a blank",
    { content: "Sorry. ", refusal: "I can't." },
    { ...whole, text: "Sorry. I can't." },
  ],
  [
    "a refusal among the parts",
    {
      content: [
        { type: "text", text: "Sorry." },
        { type: "refusal", refusal: "I can't." },
      ],
    },
    { ...whole, text: "Sorry. I can't." },
  ],
  ["a thought", { content: "Hi", thought: "Hm." }, { ...whole, thinking: "Hm." }],
  ["a message in the place of its content", { content: { content: "Hi" } }, whole],
  ["parts in the place of the content", { content: { parts: [{ text: "Hi" }] } }, whole],
  [
    "a call among the parts",
    {
      content: [
        { type: "text", text: "Hi" },
        { type: "tool_use", id: "a", name: "weather", input: { city: "Oslo" } },
      ],
    },
    { ...whole, calls: [["weather", { city: "Oslo" }]] },
  ],
];

it.each(messages)("%s is read, whole and in a stream", async (_what, message, expected) => {
  const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
  const reply = new ReplyBuilder("x:m", []);
  const completion = { model: "m", choices: [{ index: 0, message, finish_reason: "stop" }], usage };
  for (const chunk of readCompletion(completion as never, reply, "x:m")) void chunk;
  expect(told(reply)).toEqual(expected);

  const streamed = new ReplyBuilder("x:m", []);
  const chunks = coming(
    { choices: [{ index: 0, delta: message }] },
    { choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage },
  );
  for await (const chunk of readCompletionStream(chunks, streamed, "x:m")) void chunk;
  expect(told(streamed)).toEqual(expected);
});

it("an error under Groq's name is one, whatever the reason of the end is", async () => {
  const failed = {
    choices: [{ index: 0, delta: {}, message: { content: "Hal" }, finish_reason: "stop" }],
    x_groq: { id: "x", error: "model failed" },
  };
  const stream = readCompletionStream(coming(failed), new ReplyBuilder("x:m", []), "x:m");
  const said = { failure: { message: "model failed" } };
  await expect(stream.next()).rejects.toMatchObject(said);
  const read = async () => [...readCompletion(failed as never, new ReplyBuilder("x:m", []), "x:m")];
  await expect(read()).rejects.toMatchObject(said);
});

it.each([
  ["Groq's name", { x_groq: { id: "x", usage: { prompt_tokens: 3, completion_tokens: 2 } } }],
  ["the names of the responses protocol", { usage: { input_tokens: 3, output_tokens: 2 } }],
  ["the choice, as Moonshot has it", {}, { usage: { prompt_tokens: 3, completion_tokens: 2 } }],
] as const)("tokens are counted under %s", async (_whose, counts, inChoice: object = {}) => {
  const reply = new ReplyBuilder("x:m", []);
  const chunks = coming(
    { choices: [{ index: 0, delta: { content: "Hi" } }] },
    { choices: [{ index: 0, delta: {}, finish_reason: "stop", ...inChoice }], ...counts },
  );
  for await (const chunk of readCompletionStream(chunks, reply, "x:m")) void chunk;
  expect(told(reply)).toEqual(whole);
});

it("reads what is said beside an error, whole and in a stream, before it throws", async () => {
  const message = { content: "Room 12" };
  const usage = { prompt_tokens: 3, completion_tokens: 2 };
  const failures = [
    { choices: [{ message, finish_reason: "error" }], usage },
    { choices: [{ message, finish_reason: "stop", usage }], error: { message: "no" } },
    { choices: [{ message, error: { message: "no" }, usage }] },
    { choices: [{ message }], x_groq: { error: "no", usage } },
  ];
  for (const body of failures) {
    const reply = new ReplyBuilder("x:y", []);
    expect(() => [...readCompletion(body as never, reply, "x:y")]).toThrow("broke off");
    const kept = ["Room 12", { input: 3, output: 2 }];
    expect([reply.said, reply.spent]).toEqual(kept);
    const [choice] = body.choices;
    for (const place of [{ delta: message, message: undefined }, { delta: null }, {}]) {
      const streamed = new ReplyBuilder("x:y", []);
      const pieces = coming({ ...body, choices: [{ ...choice, ...place }] });
      const reading = Array.fromAsync(readCompletionStream(pieces, streamed, "x:y"));
      await expect(reading).rejects.toThrow("broke off");
      expect([streamed.said, streamed.spent]).toEqual(kept);
    }
  }
});
