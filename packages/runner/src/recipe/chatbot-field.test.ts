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
