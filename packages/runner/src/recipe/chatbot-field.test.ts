import { SDialogError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { chatbotOf, chatbotSpecSchema } from "./chatbot-field.ts";

const secret = "8Vb2Nq6Lx0Tn5Rc1";
const keyed = [
  `https://hooks.example/services/T0/${secret}`,
  `https://hooks.example/services/T0/SECRET`,
  `https://api.telegram.org/bot12345:${secret}/send`,
  `https://user:${secret}@bot.example/chat`,
  `https://bot.example/chat?token=${secret}`,
  `wss://bot.example/${secret}/chat`,
];

describe("a chatbot's address in a recipe", () => {
  it.each(keyed)("that holds a key is refused as a text and as an option, and not repeated: %#", (url) => {
    for (const spec of [url, { type: "webhook", url }]) {
      const { error } = chatbotSpecSchema.safeParse(spec);
      expect(error?.message).toMatch(/must not stand in a recipe: name an environment variable/);
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
    expect(() => chatbotOf("${X}", "chatbot", { X: "no address" })).toThrow(SDialogError);
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
    expect(error?.message).toMatch(/must not stand in a recipe: name an environment variable/);
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
    expect(chatbotOf(spec, "chatbot", { K: secret }).distinction).toMatchObject({
      body: { m: "{{message}}", a: [{ k: secret }] },
    });
    expect(() => chatbotOf(spec, "chatbot", {})).toThrow(/the environment variable K is not set/);
  });
});
