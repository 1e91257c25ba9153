import { expect, it } from "vitest";
import { AnswerParts } from "./answer-parts.ts";
import { ChatbotError, chatbotErrorOf } from "./chatbot-error.ts";

const gathered = (...messages: [content: unknown, word?: string | null][]) => {
  const parts = new AnswerParts();
  const said = messages.map(([content, word]) => parts.message(content, word));
  return { said, ...parts.answer([]) };
};

it("gathers what is said, each message a paragraph, and how it ended", () => {
  expect(gathered(["One", "stop"], ["", null], ["Two"])).toEqual({
    said: ["One", "", "Two"],
    text: "One\n\nTwo",
    toolCalls: [],
    finishReason: undefined,
    thinking: "",
    warnings: [],
  });
  expect(gathered(["One", "length"], ["Two", "stop"]).finishReason).toBe("length");
  // Of a message without words, nothing was cut.
  expect(gathered(["", "length"], ["Two", "stop"]).finishReason).toBe("stop");
  expect(gathered(["One", "never heard of"]).finishReason).toBe("other");
  expect(gathered([[{ type: "refusal", refusal: "No." }]], ["Two", "stop"])).toMatchObject({
    text: "No.\n\nTwo",
    finishReason: "content_filter",
  });
});

it("keeps thoughts apart, and says once what it leaves out", () => {
  const picture = { type: "image_url", image_url: { url: "https://host/x.png" } };
  const parts = new AnswerParts();
  parts.thinking("hm");
  parts.thinking("");
  parts.message([{ type: "thinking", thinking: "so" }, { type: "text", text: "One" }, picture, picture]);
  const { text, thinking, warnings } = parts.answer([]);
  expect([text, thinking]).toEqual(["One", "hm\n\nso"]);
  expect(warnings).toEqual([
    { setting: "reply", message: expect.stringMatching(/of the kind "image/) as string },
  ]);
});

const withCode = (code: string, cause?: unknown) => Object.assign(new Error("failed", { cause }), { code });
const timeout = Object.assign(new Error("slow"), { name: "TimeoutError" });

it.each<[string, unknown, object]>([
  [
    "a refused connection",
    withCode("ECONNREFUSED"),
    { kind: "unreachable", code: "chatbot_unreachable", message: "it cannot be reached (ECONNREFUSED)" },
  ],
  [
    "one behind a fetch",
    new TypeError("fetch failed", { cause: withCode("ENOTFOUND") }),
    { kind: "unreachable" },
  ],
  ["no answer in time", timeout, { kind: "timeout", code: "chatbot_timeout" }],
  [
    "no answer of a kit in time",
    Object.assign(new Error("slow"), { name: "APIConnectionTimeoutError" }),
    { kind: "timeout" },
  ],
  [
    "a status",
    Object.assign(new Error("no"), { status: 503 }),
    { kind: "error", status: 503, message: "no" },
  ],
  ["a status in other words", Object.assign(new Error("no"), { statusCode: 429 }), { status: 429 }],
  [
    "a status of the last try",
    Object.assign(new Error("no"), { lastError: { statusCode: 500 } }),
    { status: 500 },
  ],
  ["a text", "no", { kind: "error", message: "no", status: undefined }],
  ["null", null, { kind: "error", message: "null", status: undefined }],
  ["another code", withCode("EACCES"), { kind: "error", message: "failed" }],
])("tells of %s what went wrong", (_, error, expected) => {
  expect(chatbotErrorOf(error, undefined)).toMatchObject(expected);
});

it("leaves its own errors as they are, and tells a call that was stopped from one that was too slow", () => {
  const own = new ChatbotError("no", { kind: "protocol", said: "One" });
  expect(chatbotErrorOf(own, undefined)).toBe(own);
  const stopped = AbortSignal.abort(new Error("left"));
  const slow = AbortSignal.abort(timeout);
  expect(chatbotErrorOf(new Error("x"), stopped)).toMatchObject({ kind: "error" });
  expect(chatbotErrorOf(new Error("x"), slow)).toMatchObject({ kind: "timeout" });
  const itself = Object.assign(new Error("x"), { lastError: undefined as unknown });
  itself.lastError = itself;
  expect(chatbotErrorOf(itself, undefined).status).toBeUndefined();
});
