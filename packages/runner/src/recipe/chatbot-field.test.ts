import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { chatbot, Conversation, scripted } from "@sdialog/agents";
import { SDialogError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { chatbotOf, chatbotSpecSchema } from "./chatbot-field.ts";
import { describeIssue } from "./check-recipe.ts";

const secret = "8Vb2Nq6Lx0Tn5Rc1";
const keyed = [
  `https://hooks.example/services/T0/${secret}`,
  `https://hooks.example/services/T0/SECRET`,
  `https://api.telegram.org/bot12345:${secret}/send`,
  `https://user:${secret}@bot.example/chat`,
  `https://bot.example/chat?token=${secret}`,
  `wss://bot.example/${secret}/chat`,
  "https://bot.example/chat?code=SECRET",
  "https://bot.example/chat/3f2b8c1e-9d4a-4b7e-8f1a-2c3d4e5f6a7b",
  "https://bot.example/chat/a1b2c3d4e5f6",
];

describe("a chatbot's address in a recipe", () => {
  it.each(keyed)("that holds a key is refused as a text and as an option, and not repeated: %#", (url) => {
    for (const spec of [url, { type: "webhook", url }]) {
      const { error } = chatbotSpecSchema.safeParse(spec);
      expect(error?.message).toMatch(/must not be written in a recipe: name an environment variable/);
      expect(error?.message).not.toContain(secret);
      expect(error?.message).not.toContain("SECRET");
    }
  });

  it.each([
    ["${BOT_URL}", "openai", { BOT_URL: `https://bot.example/v1/${secret}` }],
    ["${BOT_URL}", "websocket", { BOT_URL: `wss://bot.example/${secret}` }],
    ["https://hooks.example/services/${HOOK}", "openai", { HOOK: `T0/${secret}` }],
  ])("%s keeps the name of the variable, and reaches what it holds by %s", (url, _type, environment) => {
    const spec = chatbotSpecSchema.parse(url);
    expect(JSON.stringify(spec)).not.toContain(secret);
    const made = chatbotOf(spec, "chatbot", environment);
    expect(made.name).toMatch(/\.example/);
    expect(JSON.stringify(made.distinction)).not.toContain(secret);
    expect(() => chatbotOf(spec, "chatbot", {})).toThrow(/the environment variable \w+ is not set/);
  });

  it.each(["https://bot.example/chat", "http://localhost:5005/webhooks/rest/webhook", "ws://localhost:8080"])(
    "%s is kept as it is",
    (url) => {
      expect(chatbotSpecSchema.parse(url)).toBe(url);
    },
  );

  it("is an address", () => {
    expect(chatbotSpecSchema.safeParse("bot").success).toBe(false);
    const [issue] = chatbotSpecSchema.safeParse(["http://a", "http://b"]).error?.issues ?? [];
    expect(describeIssue(chatbotSpecSchema, issue!, ["chatbot"]).message).toBe(
      "chatbot: is one chatbot; a test names several as `chatbots: { first: …, second: … }`",
    );
    expect(() => chatbotOf("${X}", "chatbot", { X: "no address" })).toThrow(SDialogError);
  });
});

/** Values nobody would take for keys by their looks. */
const values = [
  "98765432109",
  "902817",
  "9f3ac27b",
  "blue-horse-tree",
  "hunter",
  "s3cr3t",
  "парольЖ123й",
  "correct horse",
];

describe("what the variables of a chatbot hold", () => {
  it.each(values)("is taken out of answers and errors, whatever it looks like: %s", async (value) => {
    const server = createServer((request, response) => {
      request.resume().on("end", () => {
        const pin = Buffer.from(String(request.headers["x-pin"] ?? ""), "latin1").toString();
        const said = `You sent ${pin}, ${Buffer.from(value).toString("base64")} and ${decodeURIComponent(request.url ?? "")}.`;
        response.writeHead(request.url?.startsWith("/fail") ? 401 : 200, {
          "content-type": "application/json",
        });
        response.end(JSON.stringify({ reply: said, error: { message: said } }));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    try {
      const { port } = server.address() as AddressInfo;
      for (const path of ["talk", "fail"]) {
        const spec = {
          type: "webhook",
          url: `http://127.0.0.1:${port}/${path}?code=\${CODE}`,
          headers: { "x-pin": "${PIN}" },
          body: { m: "{{message}}", pin: "${VALUE}" },
          answer: "reply",
        };
        const code = encodeURIComponent(value);
        const bot = chatbotOf(chatbotSpecSchema.parse(spec), "chatbot", {
          CODE: code,
          PIN: /^[ -~]+$/.test(value) ? value : "none",
          VALUE: value,
        });
        const talk = new Conversation({
          participants: [scripted("Ann", ["Hi."]), chatbot(bot)],
          maxTurns: 2,
        });
        const came = inspect(await talk.run({ seed: 1 }).catch((error: unknown) => error), { depth: 20 });
        expect(came).toContain("[redacted]");
        expect(came).not.toContain(value);
      }
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe("what a chatbot of a recipe is sent", () => {
  const url = "https://bot.example/chat";
  it.each([
    { headers: { "x-shop": secret } },
    { headers: { "Ocp-Apim-Subscription": secret } },
    { headers: { authorization: "Bearer hunter" } },
    { headers: { authorization: `${secret}\${TOKEN}` } },
    { apiKey: `${secret}\${TOKEN}` },
    { body: { m: "{{message}}", pwd: secret } },
    { body: { m: "{{message}}", pwd: "short" } },
    { body: { m: "{{message}}", pin: 4711 } },
    { body: { m: "{{message}}", k: secret } },
    { body: { m: "{{message}}", k: `${secret} {{session}}` } },
    { body: { m: "{{message}}", k: secret.toLowerCase() } },
    { body: { m: "{{message}}", k: "abcd efgh ijkl mnop" } },
    { body: { m: "{{message}}", deep: [{ auth: { user: secret } }] } },
    { body: `{{message}} ${secret}` },
    { type: "of-a-module", access: secret },
    // Passwords are short, too, and names under which they stand may be harmless.
    { body: { m: "{{message}}", note: "letmein" } },
    { body: { m: "{{message}}", k: "s3cr3t" } },
    { body: { text: "{{message}}", id: "hunter2" } },
    { body: { text: "{{message}}", opts: [["x", "qwerty"]] } },
    { body: { text: "{{message}}", note: "letmein {{session}}" } },
    { body: "hunter2 {{message}}" },
    { type: "of-a-module", access: "letmein" },
    { headers: { authorization: "letmein ${TOKEN}" } },
  ])("is refused where it may be a key, and not repeated: %j", (options) => {
    const { error } = chatbotSpecSchema.safeParse({ type: "webhook", url, ...options });
    expect(error?.message).toMatch(/must not be written in a recipe: name an environment variable/);
    expect(error?.message).not.toContain(secret);
  });

  it.each([
    { headers: { accept: "application/json;version=2024", "Accept-Language": "de-DE,de;q=0.9" } },
    { headers: { authorization: "Bearer ${TOKEN}", "x-shop": "${SHOP}" } },
    { body: { m: "{{message}}", session: "user-{{session}}", stream: false, max_tokens: 100, id: "o1" } },
    { body: { text: "User says: {{message}}", lang: "en-US", version: "v2", shop: "Green Lane", n: 4 } },
    { body: { m: "{{message}}", messages: [{ role: "user", channel: "web chat" }], pwd: "${PWD_OF_BOT}" } },
    { answer: "data.reply.0.text", systemPrompt: "You answer in 20 words, as a shop in Oslo4711 would." },
  ])("is kept as it is where it is plain, or the name of a variable: %j", (options) => {
    const spec = { type: "webhook", url, ...options };
    expect(chatbotSpecSchema.parse(spec)).toEqual(spec);
  });

  it("has its variables filled in, at any depth of the body", () => {
    const spec = chatbotSpecSchema.parse({
      type: "webhook",
      url,
      body: { m: "{{message}}", a: [{ k: "${K}" }] },
    });
    expect(chatbotOf(spec, "chatbot", { K: "abc" }).distinction).toMatchObject({
      body: { m: "{{message}}", a: [{ k: "abc" }] },
    });
    // What lets somebody in is not kept.
    expect(JSON.stringify(chatbotOf(spec, "chatbot", { K: secret }).distinction)).not.toContain(secret);
    expect(() => chatbotOf(spec, "chatbot", {})).toThrow(/the environment variable K is not set/);
  });
});
