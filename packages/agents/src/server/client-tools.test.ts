import { scriptedModel } from "@sdialog/llm/testing";
import type OpenAI from "openai";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { tool } from "../tools/tool.ts";
import { argumentsOf, argumentsText } from "./client-tools.ts";
import { closeTestServers, serveForTest } from "./serve-for-test.ts";

afterEach(closeTestServers);

const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const weather = { name: "weather", description: "The weather in a city.", parameters };
const tools = [{ type: "function" as const, function: weather }];
const question = { role: "user", content: "Is it warm in Bern?" } as const;
const call = { id: "call_1", name: "weather", input: { city: "Bern" } };
const asks = { text: "", toolCalls: [call] };

/** What the agent's model reads once the client has run the tool. */
const afterwards = [
  { role: "system", content: "You are Alice." },
  question,
  { role: "assistant", content: "", toolCalls: [call] },
  { role: "tool", toolCallId: "call_1", name: "weather", content: "21 °C", isError: false },
];

describe("tools of a client", () => {
  it("are offered to the model; a call ends the answer, and its result goes on with it: chat completions", async () => {
    const { openai, model } = await serveForTest([asks, "Yes, 21 °C."]);
    const first = await openai.chat.completions.create({ model: "Alice", messages: [question], tools });
    const { message, finish_reason } = first.choices[0]!;
    expect(finish_reason).toBe("tool_calls");
    expect(message).toMatchObject({
      content: null,
      tool_calls: [
        { id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Bern"}' } },
      ],
    });
    expect(model.requests[0]).toMatchObject({
      tools: [{ name: "weather", description: "The weather in a city.", inputSchema: parameters }],
      toolChoice: "auto",
    });
    const second = await openai.chat.completions.create({
      model: "Alice",
      messages: [question, message, { role: "tool", tool_call_id: "call_1", content: "21 °C" }],
      tools,
    });
    expect(second.choices[0]).toMatchObject({ message: { content: "Yes, 21 °C." }, finish_reason: "stop" });
    expect(model.requests[1]?.messages).toEqual(afterwards);
  });

  it("are called in streams, after the words beside the call", async () => {
    const { openai, ollama } = await serveForTest([
      { ...asks, text: "Let me look." },
      { ...asks, text: "Let me look." },
    ]);
    const stream = openai.chat.completions.stream({ model: "Alice", messages: [question], tools });
    const { message, finish_reason } = (await stream.finalChatCompletion()).choices[0]!;
    expect([message.content, finish_reason]).toEqual(["Let me look.", "tool_calls"]);
    expect(message.tool_calls).toMatchObject([
      { id: "call_1", function: { name: "weather", arguments: '{"city":"Bern"}' } },
    ]);
    let text = "";
    const calls: unknown[] = [];
    for await (const part of await ollama.chat({
      model: "Alice",
      messages: [question],
      tools,
      stream: true,
    })) {
      text += part.message.content;
      calls.push(...(part.message.tool_calls ?? []));
    }
    expect(text).toBe("Let me look.");
    expect(calls).toMatchObject([{ function: { name: "weather", arguments: { city: "Bern" } } }]);
  });

  it("go on with the answer: Ollama, which names the tool and not the call", async () => {
    const { ollama, model } = await serveForTest([asks, "Yes, 21 °C."]);
    const { message } = await ollama.chat({ model: "Alice", messages: [question], tools });
    expect(message.tool_calls).toMatchObject([
      { function: { name: "weather", arguments: { city: "Bern" } } },
    ]);
    const plain = message.tool_calls!.map(({ function: called }) => ({ function: called }));
    const result = { role: "tool", content: "21 °C", tool_name: "weather" };
    const messages = [question, { ...message, tool_calls: plain }, result];
    expect((await ollama.chat({ model: "Alice", messages, tools })).message.content).toBe("Yes, 21 °C.");
    const ids = model.requests[1]!.messages.map((each) =>
      "toolCallId" in each ? each.toolCallId : undefined,
    );
    expect(ids).toEqual([undefined, undefined, undefined, "call_0"]);
  });

  it.each([false, true])("go on with the answer: responses, streamed: %s", async (stream) => {
    const { openai, model } = await serveForTest([asks, "Yes, 21 °C."]);
    const flat = [{ type: "function", strict: false, ...weather }] as const;
    const ask = async (body: OpenAI.Responses.ResponseCreateParams): Promise<OpenAI.Responses.Response> =>
      stream
        ? await openai.responses.stream(body as never).finalResponse()
        : ((await openai.responses.create({ ...body, stream: false })) as OpenAI.Responses.Response);
    const first = await ask({ model: "Alice", input: [question], tools: [...flat] });
    expect(first.output).toMatchObject([
      { type: "function_call", call_id: "call_1", name: "weather", arguments: '{"city":"Bern"}' },
    ]);
    const output = { type: "function_call_output", call_id: "call_1", output: "21 °C" } as const;
    const second = await ask({
      model: "Alice",
      input: [output],
      previous_response_id: first.id,
      tools: [...flat],
    });
    expect(second.output_text).toBe("Yes, 21 °C.");
    expect(model.requests[1]?.messages).toEqual(afterwards);
  });

  it("stand beside the agent's own, which it runs by itself", async () => {
    const clock = tool({ name: "clock", description: "The time.", input: z.object({}), run: () => "12:00" });
    const both = { text: "", toolCalls: [{ id: "own", name: "clock", input: {} }, call] };
    const { openai, model } = await serveForTest([both], { revealEvents: true }, { tools: [clock] });
    const answer = await openai.chat.completions.create({ model: "Alice", messages: [question], tools });
    expect(answer.choices[0]!.message.tool_calls).toMatchObject([{ id: "call_1" }]);
    expect(model.requests[0]!.tools?.map(({ name }) => name)).toEqual(["clock", "weather"]);
    const { events } = (answer as unknown as { sdialog: { events: { content: unknown }[] } }).sdialog;
    expect(events.map(({ content }) => content)).toContainEqual({
      name: "clock",
      output: "12:00",
      call_id: "own",
    });
  });

  it("keep a conversation's id while it grows, and leave the next answer alone", async () => {
    const ids: unknown[] = [];
    const { openai } = await serveForTest([asks, "Yes.", "You are welcome."], {
      onDialog: ({ id }) => void ids.push(id),
    });
    const messages: OpenAI.ChatCompletionMessageParam[] = [question];
    const ask = async (): Promise<void> => {
      const answer = await openai.chat.completions.create({ model: "Alice", messages, tools });
      messages.push(answer.choices[0]!.message);
    };
    await ask();
    messages.push({ role: "tool", tool_call_id: "call_1", content: "21 °C" });
    await ask();
    messages.push({ role: "user", content: "Thanks!" });
    await ask();
    expect(new Set(ids).size).toBe(1);
    expect(messages.at(-1)).toMatchObject({ content: "You are welcome." });
  });

  it.each([
    [{ tools: [{ type: "web_search" }] }, 'tools.0: of the type "web_search"'],
    [{ tools: [{ type: "function", function: { name: "a b" } }] }, "tools.0.name"],
    [{ tools: [...tools, ...tools] }, '"weather" is there twice'],
    [{ tools, tool_choice: "required" }, "tool_choice"],
    [{ tools: [{ type: "function", function: { name: "clock" } }] }, 'a tool of its own called "clock"'],
    [{ messages: [question, { role: "tool", tool_call_id: "x", content: "1" }] }, 'role "tool"'],
    [
      {
        messages: [
          question,
          {
            role: "assistant",
            tool_calls: [{ id: "x", type: "function", function: { name: "w", arguments: "{}" } }],
          },
          question,
        ],
      },
      'call of "w" has no result',
    ],
    [
      {
        messages: [
          question,
          {
            role: "assistant",
            tool_calls: [{ id: "x", type: "function", function: { name: "w", arguments: "{}" } }],
          },
        ],
      },
      'call of "w" has no result',
    ],
  ])("are refused where they cannot be: %j", async (more, said) => {
    const clock = tool({ name: "clock", description: "The time.", input: z.object({}), run: () => "12:00" });
    const { openai } = await serveForTest([], {}, { tools: [clock] });
    const asked = openai.chat.completions.create({
      model: "Alice",
      messages: [question],
      ...(more as object),
    });
    await expect(asked).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining(said) as string,
    });
  });

  it("are refused when the model cannot call any, and are not offered when the client forbids it", async () => {
    const deaf = scriptedModel(["Hi."], {
      capabilities: { ...scriptedModel([]).capabilities, tools: false },
    });
    const { openai } = await serveForTest([], {}, { model: deaf });
    const ask = (more: object) =>
      openai.chat.completions.create({ model: "Alice", messages: [question], tools, ...more });
    await expect(ask({})).rejects.toThrow("cannot call tools");
    expect((await ask({ tool_choice: "none" })).choices[0]!.message.content).toBe("Hi.");
  });

  it("have arguments that go there and back, JSON or not", () => {
    for (const input of [{ city: "Bern" }, {}, "no JSON {", [1, null]])
      expect(argumentsOf(argumentsText({ input }))).toEqual(input);
  });
});
