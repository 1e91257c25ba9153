import { describe, expect, it } from "vitest";
import { type AISDKAgent, aiSdkChatbot } from "./ai-sdk-chatbot.ts";
import { openaiAgentChatbot } from "./openai-agent-chatbot.ts";
import type { ChatbotConnector } from "./chatbot-connector.ts";
import { type ChatbotFunction, functionChatbot } from "./function-chatbot.ts";
import { openaiChatbot } from "./openai-chatbot.ts";
import { completion, startJsonServer } from "../testing/start-json-server.ts";
import { look, talkWith } from "../testing/talk-with.ts";
import { readJsonAnswer, webhookChatbot } from "./webhook-chatbot.ts";

describe("a chatbot behind OpenAI's protocol", () => {
  it("is sent the whole conversation, or the new message alone when it remembers", async () => {
    await using server = await startJsonServer(({ body }) =>
      completion({ content: `${(body["messages"] as unknown[]).length} messages` }),
    );
    const whole = await talkWith(openaiChatbot({ url: `${server.url}/v1` }));
    expect(whole.answers.map(({ text }) => text)).toEqual(["1 messages", "3 messages"]);
    const remembers = openaiChatbot({
      url: `${server.url}/v1`,
      remembers: true,
      session: { in: "field", name: "metadata.session" },
    });
    server.received.length = 0;
    const { answers } = await talkWith(remembers);
    expect(answers.map(({ text }) => text)).toEqual(["1 messages", "1 messages"]);
    await talkWith(remembers);
    const sessions = server.received.map(({ body }) => (body["metadata"] as { session: string }).session);
    expect(sessions[0]).toBe(sessions[1]);
    // The same conversation held again is another one for a bot that remembers.
    expect(new Set(sessions).size).toBe(2);
  });

  it.each(["chat", "responses"] as const)("calls tools it is lent: %s", async (api) => {
    await using server = await startJsonServer(({ body }) => {
      if (api === "chat") {
        const messages = body["messages"] as { role: string; content: string }[];
        const last = messages.at(-1);
        const call = { id: "x", type: "function", function: { name: "look", arguments: '{"id":"o1"}' } };
        return last?.role === "tool"
          ? completion({ content: `It is ${last.content}` })
          : completion({ content: null, tool_calls: [call] });
      }
      const last = (body["input"] as { type?: string; output?: string }[]).at(-1);
      const output =
        last?.type === "function_call_output"
          ? [
              {
                type: "message",
                role: "assistant",
                content: [{ type: "output_text", text: `It is ${last.output}` }],
              },
            ]
          : [{ type: "function_call", call_id: "x", name: "look", arguments: '{"id":"o1"}' }];
      return { id: "r1", object: "response", output, error: null };
    });
    const { dialog, answers } = await talkWith(
      openaiChatbot({ url: `${server.url}/v1`, api }),
      { tools: [look] },
      ["One"],
    );
    expect(answers.map(({ text }) => text)).toEqual(['It is {"id":"o1","price":3}']);
    expect(dialog.events?.filter(({ action }) => action === "tool").map(({ content }) => content)).toEqual([
      { name: "look", args: { id: "o1" }, id: "1.0", milliseconds: expect.any(Number) },
      { name: "look", output: '{"id":"o1","price":3}', call_id: "1.0" },
    ]);
  });

  it("sends the cookie that the last answer renewed, as browsers do", async () => {
    let count = 0;
    await using server = await startJsonServer((_, response) => {
      count++;
      if (count !== 3) response.setHeader("set-cookie", `sid=s${count}; Path=/`);
      return { answer: "Hi" };
    });
    const session = { in: "cookie", name: "sid", from: "answer" } as const;
    await talkWith(webhookChatbot({ url: server.url, session }), {}, ["a", "b", "c", "d"]);
    expect(server.received.map(({ headers }) => headers.cookie)).toEqual([
      undefined,
      "sid=s1",
      "sid=s2",
      "sid=s2",
    ]);
  });

  it.each(["header", "cookie", "field"] as const)(
    "keeps the session its first answer holds in a %s",
    async (place) => {
      let sessions = 0;
      await using server = await startJsonServer(({ headers, body }, response) => {
        const known = [headers["x-session"], headers.cookie, body["sid"]].some((one) => one !== undefined);
        if (!known) sessions++;
        if (place === "header") response.setHeader("x-session", `s${sessions}`);
        if (place === "cookie") response.setHeader("set-cookie", `sid=s${sessions}; Secure`);
        return { ...completion({ content: "ok" }), sid: `s${sessions}` };
      });
      const name = place === "header" ? "x-session" : "sid";
      const url = `${server.url}/v1`;
      const bot = openaiChatbot({ url, remembers: true, session: { in: place, name, from: "answer" } });
      await talkWith(bot);
      await talkWith(bot);
      const sent = server.received.map(
        ({ headers, body }) => headers["x-session"] ?? headers.cookie ?? body["sid"],
      );
      const prefix = place === "cookie" ? "sid=" : "";
      expect(sent).toEqual([undefined, `${prefix}s1`, undefined, `${prefix}s2`]);
    },
  );

  it("goes on from its own last response where it remembers: responses", async () => {
    let responses = 0;
    await using server = await startJsonServer(({ body }, response) => {
      const known = responses === 0 ? undefined : `r${responses}`;
      // As OpenAI does with an id it does not know.
      if (body["previous_response_id"] !== known) response.writeHead(400);
      const text = `${(body["input"] as unknown[]).length} after ${String(known)}`;
      const output = [{ type: "message", role: "assistant", content: [{ type: "output_text", text }] }];
      return { id: `r${++responses}`, object: "response", output, error: null };
    });
    const bot = openaiChatbot({ url: `${server.url}/v1`, api: "responses", remembers: true });
    const { answers } = await talkWith(bot, {}, ["One", "Two", "Three"]);
    expect(answers.map(({ text }) => text)).toEqual(["1 after undefined", "1 after r1", "1 after r2"]);
    expect(server.received.map(({ path }) => path)).toEqual(Array.from({ length: 3 }, () => "/v1/responses"));
  });

  it("is asked once, whatever it answers, and its error carries no key", async () => {
    await using server = await startJsonServer((_, response) => {
      response.writeHead(503);
      return { error: { message: "busy" } };
    });
    const { answers, dialog } = await talkWith(
      openaiChatbot({ url: `${server.url}/v1`, apiKey: "planted-key" }),
      { onError: "record" },
      ["One"],
    );
    expect(server.received).toHaveLength(1);
    expect(answers).toMatchObject([{ text: "", chatbotError: { kind: "error", status: 503 } }]);
    expect(JSON.stringify(dialog)).not.toContain("planted-key");
  });
});

describe("a chatbot behind a webhook", () => {
  it.each(["header", "field", "cookie"] as const)(
    "keeps the session its first answer holds in a %s",
    async (place) => {
      let sessions = 0;
      await using server = await startJsonServer(({ headers, body }, response) => {
        const known = [headers["x-session"], body["sid"], headers.cookie].some((one) => one !== undefined);
        if (!known) sessions++;
        if (place === "header") response.setHeader("x-session", `s${sessions}`);
        if (place === "cookie") response.setHeader("set-cookie", `sid=s${sessions}; Path=/; HttpOnly`);
        return { reply: "ok", sid: `s${sessions}` };
      });
      const name = place === "header" ? "x-session" : "sid";
      const bot = webhookChatbot({
        url: server.url,
        body: { text: "{{message}}" },
        answer: "reply",
        session: { in: place, name, from: "answer" },
      });
      await talkWith(bot);
      await talkWith(bot);
      expect(sessions).toBe(2);
      const sent = server.received.map(
        ({ headers, body }) => headers["x-session"] ?? body["sid"] ?? headers.cookie,
      );
      const prefix = place === "cookie" ? "sid=" : "";
      expect(sent).toEqual([undefined, `${prefix}s1`, undefined, `${prefix}s2`]);
    },
  );

  it("fills in the template, and reads tools and errors from where they stand", async () => {
    await using server = await startJsonServer(({ body }) =>
      (body["thread"] as unknown[]).length > 1
        ? { problem: "overloaded" }
        : {
            out: [{ text: "yes" }],
            steps: [
              { fn: "look", args: { id: 1 }, result: 3, took: 12.5 },
              { fn: "pay", args: null, failed: "no money" },
            ],
          },
    );
    const bot = webhookChatbot({
      url: server.url,
      body: { thread: "{{messages}}", note: "said: {{ message }}" },
      answer: "out.0.text",
      error: "problem",
      toolCalls: {
        at: "steps",
        name: "fn",
        input: "args",
        output: "result",
        error: "failed",
        milliseconds: "took",
      },
    });
    const { dialog, answers } = await talkWith(bot, { onError: "record" });
    expect(server.received[0]?.body).toEqual({
      thread: [{ role: "user", content: "One" }],
      note: "said: One",
    });
    expect(answers).toMatchObject([
      { text: "yes" },
      { text: "", chatbotError: { kind: "error", message: "it answered with an error: overloaded" } },
    ]);
    const tools = dialog.events?.filter(({ action }) => action === "tool").map(({ content }) => content);
    expect(tools).toEqual([
      { name: "look", args: { id: 1 }, id: "1.0", milliseconds: 12.5 },
      { name: "look", output: 3, call_id: "1.0" },
      { name: "pay", args: null, id: "1.1" },
      { name: "pay", output: "no money", call_id: "1.1", error: true },
    ]);
  });

  it.each([
    ["not JSON at all", "protocol", /not JSON/],
    ['{"other":"text"}', "protocol", /no text at "answer"/],
  ])("names what is wrong with the answer %j", async (said, kind, message) => {
    await using server = await startJsonServer(() => said);
    const { answers } = await talkWith(webhookChatbot({ url: server.url }), { onError: "record" }, ["One"]);
    expect(answers[0]?.["chatbotError"]).toMatchObject({
      kind,
      message: expect.stringMatching(message) as string,
    });
  });

  it.each([
    ["an answer", 200],
    ["an error", 404],
  ])("the key in the path of its address is not written, whatever %s repeats", async (_what, status) => {
    const path = "/services/T0AB12CD3/x7Zq9Kw3Lm5Tn8Vb2R";
    await using server = await startJsonServer((received, response) => {
      response.statusCode = status;
      return { answer: `You called ${received.path}` };
    });
    const written = async (url: string) =>
      JSON.stringify((await talkWith(webhookChatbot({ url }), { onError: "record" })).dialog);
    const [first, second] = await Promise.all([written(server.url + path), written(`${server.url}/other`)]);
    expect(server.received.some((received) => received.path === path)).toBe(true);
    for (const secret of ["T0AB12CD3", "x7Zq9Kw3Lm5Tn8Vb2R"]) expect(first).not.toContain(secret);
    expect(first).toContain("You called [redacted]");
    expect(first).toContain(`"baseURL":"${server.url}/#`);
    const idOf = (text: string) => (JSON.parse(text) as { id: string }).id;
    expect(idOf(first)).not.toBe(idOf(second));
  });

  it("refuses templates that mean nothing", () => {
    expect(() => webhookChatbot({ url: "http://x.test", body: { text: "{{mesage}}" } })).toThrow(/mesage/);
    expect(() => webhookChatbot({ url: "http://x.test", body: { text: "hello" } })).toThrow(/never sends/);
  });

  it("takes no longer than it may", async () => {
    await using server = await startJsonServer(() => undefined);
    const { answers } = await talkWith(
      webhookChatbot({ url: server.url }),
      { onError: "record", timeoutMs: 60 },
      ["One"],
    );
    expect(answers[0]?.["chatbotError"]).toMatchObject({ kind: "timeout" });
  });
});

const aiSdkAgent = (id: string) =>
  aiSdkChatbot({ id, generate: async () => ({ text: "Yes." }) } as AISDKAgent);
const openaiAgent = (instructions: string) =>
  openaiAgentChatbot({ agent: { name: "Helper", instructions }, run: async () => ({ finalOutput: "Yes." }) });

describe("chatbots of other kits", () => {
  it.each<[string, ChatbotConnector, ChatbotConnector, ChatbotConnector]>([
    [
      "functions",
      functionChatbot(() => "Yes.", "shop"),
      functionChatbot(() => "Yes.", "shop"),
      functionChatbot(() => "No.", "shop"),
    ],
    ["agents of the AI SDK", aiSdkAgent("v1"), aiSdkAgent("v1"), aiSdkAgent("v2")],
    [
      "agents of the OpenAI Agents SDK",
      openaiAgent("Be kind."),
      openaiAgent("Be kind."),
      openaiAgent("Be brief."),
    ],
  ])(
    "two of one name make dialogues of two ids, and the same one made again of the same: %s",
    async (_, ...bots) => {
      const [first, again, other] = await Promise.all(
        bots.map(async (bot) => (await talkWith(bot)).dialog.id),
      );
      expect(again).toBe(first);
      expect(other).not.toBe(first);
    },
  );

  it("that cannot be left as it should is told of, and what was said stands", async () => {
    const bot: ChatbotConnector = {
      name: "bot",
      connect: () => ({
        ask: async () => ({ text: "Yes." }),
        close() {
          throw new Error("still open");
        },
      }),
    };
    const { answers, dialog } = await talkWith(bot, {}, ["One"]);
    expect(answers.map(({ text }) => text)).toEqual(["Yes."]);
    expect(dialog.events?.at(-1)).toMatchObject({
      agent: "Chatbot",
      action: "warning",
      actionLabel: "close",
      content: "still open",
    });
  });

  it("that fails after it has called a lent tool has called it", async () => {
    const bot: ChatbotFunction = async ({ call }) => {
      await call("look", { id: "o1" });
      throw new Error("out of order");
    };
    const { dialog } = await talkWith(bot, { onError: "record", tools: [look] }, ["One"]);
    expect(dialog.events?.filter(({ action }) => action === "tool")).toMatchObject([
      { content: { name: "look", args: { id: "o1" } } },
      { content: { output: '{"id":"o1","price":3}' } },
    ]);
  });

  it("fails the conversation unless errors are to be recorded", async () => {
    const bot: ChatbotFunction = () => {
      throw new Error("out of order");
    };
    await expect(talkWith(bot)).rejects.toThrow(/out of order/);
    expect((await talkWith(bot, { onError: "record" }, ["One"])).answers).toMatchObject([
      { text: "", chatbotError: { kind: "error", message: "out of order" } },
    ]);
  });
});

it("reads a list of messages as paragraphs, and parts of one message as one", async () => {
  const read = (answer: unknown) =>
    readJsonAnswer(answer, { answer: "", error: undefined, toolCalls: undefined }).text;
  const [one, two] = ["We open at nine.", "Anything else?"];
  expect(
    read([
      { recipient_id: "a", text: one },
      { recipient_id: "a", text: two },
    ]),
  ).toBe(`${one}\n\n${two}`);
  expect(read([one, two])).toBe(`${one}${two}`);
  expect(
    read([
      { type: "text", text: one },
      { type: "text", text: two },
    ]),
  ).toBe(one + two);
});
