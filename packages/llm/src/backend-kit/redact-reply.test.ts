import { describe, expect, it } from "vitest";
import type { ChatChunk, ChatResult } from "../chat-model.ts";
import { redactChunks, redactResult } from "./redact-reply.ts";
import { Secrets } from "./secrets.ts";

const key = "sent-0123456789";
const secrets = Secrets.of({}, {});
secrets.noteSent({ "x-api-key": key, "x-title": "My harbour" });

async function redactedChunks(...chunks: readonly ChatChunk[]): Promise<ChatChunk[]> {
  async function* coming(): AsyncGenerator<ChatChunk> {
    yield* chunks;
  }
  return Array.fromAsync(redactChunks(coming(), secrets));
}

const text = (delta: string): ChatChunk => ({ type: "text", delta });
const call = (said: string) => ({ id: "1", name: "look", input: { at: said } });

describe("a reply that repeats the key", () => {
  it("is handed on without it, in every part", () => {
    const result: ChatResult = {
      text: `You sent ${key}.`,
      thinking: `They sent ${key}`,
      toolCalls: [call(key), call("sea")],
      finishReason: "stop",
      usage: { inputTokens: 1, outputTokens: 1, calls: 1 },
      warnings: [{ setting: "reply", message: `key ${key} for My harbour` }],
      model: `model-of-${key}`,
    };
    expect(redactResult(result, secrets)).toEqual({
      ...result,
      text: "You sent [redacted].",
      thinking: "They sent [redacted]",
      toolCalls: [call("[redacted]"), call("sea")],
      warnings: [{ setting: "reply", message: "key [redacted] for [redacted]" }],
      model: "model-of-[redacted]",
    });
    const { thinking: _, ...without } = result;
    expect(redactResult(without, secrets)).not.toHaveProperty("thinking");
    expect(redactResult({ ...result, text: "My harbour" }, secrets).text).toBe("My harbour");
  });

  it.each([1, 2, 3, 7])("is handed on without it when it comes in pieces of %i", async (size) => {
    const whole = `You sent ${key}, and again ${key}`;
    const pieces = whole.match(new RegExp(`.{1,${size}}`, "g")) ?? [];
    const chunks = await redactedChunks(...pieces.map(text));
    const said = chunks.map((chunk) => ("delta" in chunk ? chunk.delta : "")).join("");
    expect(said).toBe("You sent [redacted], and again [redacted]");
  });

  it("holds back only what may be a key's beginning, and no longer than it may", async () => {
    expect(await redactedChunks(text("I went se"), text("nt-minded home"))).toEqual([
      text("I went "),
      text("sent-minded home"),
    ]);
    expect(
      await redactedChunks(text("all se"), { type: "thinking", delta: "hm" }, text("sent"), {
        type: "tool-call",
        call: call(key),
      }),
    ).toEqual([
      text("all "),
      text("se"),
      { type: "thinking", delta: "hm" },
      text("sent"),
      { type: "tool-call", call: call("[redacted]") },
    ]);
    expect(await redactedChunks(text("ends in sent"))).toEqual([text("ends in "), text("sent")]);
  });

  it("hands on what it held back when the reply breaks off, and then the error", async () => {
    async function* broken(): AsyncGenerator<ChatChunk> {
      yield text("all se");
      throw new Error("broken off");
    }
    const said: ChatChunk[] = [];
    const reading = async (): Promise<void> => {
      for await (const chunk of redactChunks(broken(), secrets)) said.push(chunk);
    };
    await expect(reading()).rejects.toThrow("broken off");
    expect(said).toEqual([text("all "), text("se")]);
  });

  it("hands pieces on as they came where there is nothing to hide", async () => {
    const piece = text("All is well.");
    expect((await redactedChunks(piece))[0]).toBe(piece);
  });
});
