import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundledModel } from "../bundled-model.ts";
import { loadTokenizer } from "../tokens/text-tokenizer.ts";
import { Reply } from "./reply.ts";
import { samplingSettings } from "@sdialog/llm/engine-kit";

const tokenizer = await loadTokenizer(join(bundledModel.folder, "tokenizer.json"), {});
const recommended = { temperature: 0, topP: 1, topK: 0, minP: 0, repetitionPenalty: 1, maxTokens: 80 };
const end = 3;

/** Generates with logits that always favour the next token of `wanted`. */
async function generate(
  wanted: string,
  { endCircles, ...asked }: { stop?: string[]; maxTokens?: number; endCircles?: boolean },
): Promise<{ reply: Reply; deltas: string[] }> {
  const deltas: string[] = [];
  const reply = new Reply({
    prompt: [1, 2],
    settings: samplingSettings(asked, recommended),
    endTokens: new Set([end]),
    tokenizer,
    topLogprobs: 1,
    endCircles,
    onText: (delta) => deltas.push(delta),
  });
  for (const token of [...tokenizer.encode(wanted), end]) {
    if (reply.finishReason !== undefined) break;
    const logits = new Float32Array(5000);
    logits[token] = 10;
    const choice = await reply.choose(logits, 1e-3);
    expect(choice).toEqual({ token, certain: true });
    reply.accept(choice.token, logits);
  }
  return { reply, deltas };
}

describe("Reply", () => {
  it("ends with the end token, which is not part of the text", async () => {
    const { reply, deltas } = await generate("Good morning!", {});
    expect(reply.text).toBe("Good morning!");
    expect(deltas.join("")).toBe("Good morning!");
    expect(reply.finishReason).toBe("stop");
    expect(reply.logprobs).toHaveLength(reply.generated.length);
  });

  it("ends before a stop string", async () => {
    const { reply, deltas } = await generate("Good morning! How are you?", { stop: ["How are"] });
    expect(reply.text).toBe("Good morning! ");
    expect(deltas.join("")).toBe("Good morning! ");
    expect(reply.finishReason).toBe("stop");
  });

  it("ends when it is long enough", async () => {
    const { reply } = await generate("One two three four five", { maxTokens: 3 });
    expect(reply.generated).toHaveLength(3);
    expect(reply.finishReason).toBe("length");
  });

  it("ends, where it is to, once it says the same over and over", async () => {
    const circle = "I am fine, thank you. ".repeat(40);
    const { reply } = await generate(circle, { maxTokens: 400, endCircles: true });
    expect(reply).toMatchObject({ finishReason: "length", wentInCircles: true });
    expect(reply.generated.length).toBeLessThan(60);
    const { reply: other } = await generate(circle, { maxTokens: 100 });
    expect(other).toMatchObject({ finishReason: "length", wentInCircles: false });
    expect(other.generated).toHaveLength(100);
  });
});
