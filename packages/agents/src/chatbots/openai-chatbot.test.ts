import { afterEach, describe, expect, it, vi } from "vitest";
import { openaiChatbot } from "./openai-chatbot.ts";
import { completion, startJsonServer } from "../testing/start-json-server.ts";
import { look, talkWith } from "../testing/talk-with.ts";
import { webhookChatbot } from "./webhook-chatbot.ts";

describe("a chatbot behind OpenAI's protocol", () => {
  afterEach(() => void vi.unstubAllEnvs());

  it.each([
    ["no key", {}, undefined],
    ["a key", { apiKey: "k1" }, "Bearer k1"],
    ["a header", { headers: { Authorization: "Basic x" } }, "Basic x"],
    ["a key and another header", { apiKey: "k1", headers: { "x-a": "b" } }, "Bearer k1"],
  ] as const)("with %s is told that and nothing of the environment", async (_, options, authorization) => {
    for (const name of ["OPENAI_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"]) vi.stubEnv(name, "planted");
    for (const api of ["chat", "responses"] as const) {
      await using server = await startJsonServer(() => ({ ...completion({ content: "Hi" }), output: [] }));
      await talkWith(openaiChatbot({ url: `${server.url}/v1`, api, ...options }), {}, ["Hi"]);
      const seen = server.received.map(({ headers }) => headers);
      expect(seen).toHaveLength(1);
      expect(seen[0]?.authorization).toBe(authorization);
      expect(JSON.stringify(seen)).not.toContain("planted");
      expect(Object.keys(seen[0] ?? {}).filter((name) => name.startsWith("openai-"))).toEqual([]);
    }
  });

  it.each([
    ["/v1", {}, "/v1/chat/completions"],
    ["/v1", { api: "responses" }, "/v1/responses"],
    ["/v1/responses", {}, "/v1/responses"],
    ["/v1/responses/", { api: "responses" }, "/v1/responses"],
    ["/v1/chat/completions", {}, "/v1/chat/completions"],
    ["/responses", {}, "/responses"],
  ] as const)("at %s, with %j, is asked at %s", async (path, options, asked) => {
    await using server = await startJsonServer(() => ({ ...completion({ content: "Hi" }), output: [] }));
    await talkWith(openaiChatbot({ url: `${server.url}${path}`, ...options }), {}, ["Hi"]);
    expect(server.received.map((request) => request.path)).toEqual([asked]);
  });

  it("is not at an address that says another protocol, or has no scheme", () => {
    const url = "http://127.0.0.1:9/v1/responses";
    expect(() => openaiChatbot({ url, api: "chat" })).toThrow("ends in /responses, and api is chat");
    expect(() => openaiChatbot({ url: "localhost:3000" })).toThrow("Write an address with its scheme");
    expect(() => webhookChatbot({ url: "localhost:3000" })).toThrow("Write an address with its scheme");
  });

  it.each(["chat", "responses"] as const)("that answers nothing (%s) says so", async (api) => {
    await using server = await startJsonServer((_, response) => void response.writeHead(204).end());
    const bot = openaiChatbot({ url: `${server.url}/v1`, api });
    const { answers } = await talkWith(bot, { onError: "record" }, ["Hi"]);
    expect(answers).toMatchObject([
      {
        chatbotError: {
          kind: "protocol",
          message: expect.stringMatching(/^its answer (?:has no|does not follow)/),
        },
      },
    ]);
  });
});

it.each<[unknown, boolean]>([
  ["down", true],
  [true, true],
  [7, true],
  [-1, true],
  [{ code: 7 }, true],
  [["a"], true],
  [[0], true],
  ["", false],
  ["  ", false],
  [false, false],
  [0, false],
  [null, false],
  [{}, false],
  [[], false],
])("an error of a webhook that is %j is one: %s", async (wrong, isOne) => {
  await using server = await startJsonServer(() => ({ answer: "Hi", errors: wrong }));
  const bot = webhookChatbot({ url: server.url, error: "errors" });
  const [answer] = (await talkWith(bot, { onError: "record" }, ["Hi"])).answers;
  expect(answer?.["chatbotError"] !== undefined).toBe(isOne);
  expect(answer?.text).toBe(isOne ? "" : "Hi");
});

describe("the answer of a chatbot behind OpenAI's protocol", () => {
  const said = { type: "text", text: "Hello." };
  const image = { type: "image_url", image_url: { url: "x" } };
  it.each<readonly [content: unknown, text: string, events: readonly unknown[]]>([
    [[said], "Hello.", []],
    [said, "Hello.", []],
    [["Hel", "lo."], "Hello.", []],
    [[{ type: "text", content: "Hello." }], "Hello.", []],
    [
      [{ type: "thinking", thinking: [{ type: "text", text: "hm" }] }, said],
      "Hello.",
      [expect.objectContaining({ action: "think", content: "hm" })],
    ],
    [
      [image, said],
      "Hello.",
      [expect.objectContaining({ action: "warning", content: expect.stringContaining('"image_url"') })],
    ],
    [42, "42", []],
    [null, "", []],
  ])("says %j, whatever shape it comes in", async (content, text, events) => {
    await using server = await startJsonServer(() => completion({ content }));
    const webhook = webhookChatbot({ url: server.url, answer: "choices.0.message.content" });
    const hasWords = text !== "";
    for (const bot of [openaiChatbot({ url: `${server.url}/v1` }), ...(hasWords ? [webhook] : [])]) {
      const { dialog, answers } = await talkWith(bot, {}, ["One"]);
      expect(answers).toEqual([{ speaker: "Chatbot", text, latencyMs: expect.any(Number) }]);
      expect(dialog.events?.filter(({ action }) => action !== "utter") ?? []).toEqual(events);
    }
  });

  it.each([
    ["chat", "length", "length", { truncated: 1 }],
    ["chat", "content_filter", "content_filter", { filtered: 1 }],
    ["chat", "abort", "other", { unknown_end: 1 }],
    ["chat", "stop", undefined, undefined],
    ["chat", null, undefined, undefined],
    ["responses", "max_output_tokens", "length", { truncated: 1 }],
    ["responses", "content_filter", "content_filter", { filtered: 1 }],
  ] as const)("is marked when it was cut short: %s, %s", async (api, word, finishReason, faults) => {
    const content = [{ type: "output_text", text: "We open at" }];
    await using server = await startJsonServer(() =>
      api === "chat"
        ? { choices: [{ message: { content: "We open at" }, finish_reason: word }] }
        : {
            id: "r",
            output: [{ type: "message", content }],
            status: "incomplete",
            incomplete_details: { reason: word },
          },
    );
    const { dialog, answers } = await talkWith(openaiChatbot({ url: `${server.url}/v1`, api }), {}, ["One"]);
    expect(answers[0]?.text).toBe("We open at");
    expect(answers[0]?.["finishReason"]).toBe(finishReason);
    expect(dialog.extra["faults"]).toEqual(faults);
  });

  it("keeps what it says beside its calls, and what was cut there", async () => {
    const call = { id: "x", type: "function", function: { name: "look", arguments: '{"id":"o1"}' } };
    await using server = await startJsonServer(({ body }) =>
      (body["messages"] as { role: string }[]).at(-1)?.role === "tool"
        ? completion({ content: "It is there." })
        : { choices: [{ message: { content: "Let me lo", tool_calls: [call] }, finish_reason: "length" }] },
    );
    const { answers } = await talkWith(openaiChatbot({ url: `${server.url}/v1` }), { tools: [look] }, [
      "One",
    ]);
    expect(answers).toMatchObject([{ text: "Let me lo\n\nIt is there.", finishReason: "length" }]);
  });

  const region = "This model is not available in your region";
  it.each([
    ["chat", { error: { message: region, code: 403 } }, 403],
    ["chat", { error: region }, undefined],
    ["chat", { ...completion({ content: "" }), error: { message: region, code: 403 } }, 403],
    ["chat", { message: region, code: 403 }, 403],
    ["responses", { error: { message: region, code: 403 } }, 403],
    ["responses", { id: "r", output: [], error: { message: region, code: "server_error" } }, undefined],
  ] as const)("tells in its own words of an error under status 200: %s, %j", async (api, body, status) => {
    await using server = await startJsonServer(() => body);
    const bot = openaiChatbot({ url: `${server.url}/v1`, api });
    const { answers } = await talkWith(bot, { onError: "record" }, ["One"]);
    const message = `it answered with an error: ${region}`;
    expect(answers[0]?.["chatbotError"]).toEqual({ kind: "error", message, ...(status && { status }) });
  });
});

it("finds an answer of a webhook under a key that has dots itself", async () => {
  await using server = await startJsonServer(() => ({ "data.reply": "Hi", data: { "a.b": { c: "Ho" } } }));
  for (const [answer, text] of [
    ["data.reply", "Hi"],
    ["data.a.b.c", "Ho"],
  ] as const) {
    const bot = webhookChatbot({ url: server.url, answer });
    expect((await talkWith(bot, { onError: "record" }, ["x"])).answers[0]?.text).toBe(text);
  }
});

it("keeps what a chatbot said beside an error, and the key that it repeats out of it", async () => {
  const body = completion({ content: "Room 12, sk-secret-key" }) as { choices: object[] };
  await using server = await startJsonServer(() => ({
    ...body,
    choices: [{ ...body.choices[0], finish_reason: "error" }],
  }));
  const bot = openaiChatbot({ url: `${server.url}/v1`, apiKey: "sk-secret-key" });
  const { dialog, answers } = await talkWith(bot, { onError: "record" }, ["One"]);
  expect(answers[0]?.["chatbotError"]).toMatchObject({ said: expect.stringContaining("Room 12, ") });
  expect(JSON.stringify(dialog)).not.toContain("sk-secret-key");
});
