import { describe, expect, it } from "vitest";
import { checkModelName, isPublicName } from "./model-name.ts";

describe("isPublicName", () => {
  it.each([
    "mine:sk-or-v1-0123456789abcdef0123456789abcdef",
    "openai:sk-0123456789abcdef0123456789abcdef",
    "hf_abcdefghij0123456789",
    "sk-proj-Zq7Xk2Pv9Lm4Rt8WZq7Xk2",
    "openai:m?key=abc",
    "mine:http://u:p@host",
  ])("is not: %s, and it is refused without being told", (name) => {
    expect(isPublicName(name)).toBe(false);
    expect(() => checkModelName(name)).toThrow(/may not hold a key/);
    expect(() => checkModelName(name)).not.toThrow(name);
  });

  it.each([
    "openai:gpt-4o-mini-2024-07-18",
    "huggingface:hf-internal-testing/tiny-random-llama3",
    "openrouter:qwen/qwen-2.5-72b-instruct:free",
    "ollama:sk-chatterbox-of-many-words-v2",
    "local:pocket",
  ])("is: %s", (name) => expect(isPublicName(name)).toBe(true));
});
