import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { samplingSettings } from "@sdialog/llm/engine-kit";
import { describe, expect, it, vi } from "vitest";
import { bundledModel } from "../bundled-model.ts";
import { Decoder } from "../decoder/decoder.ts";
import { KeyValueCache } from "../decoder/key-value-cache.ts";
import { Reply } from "../generate/reply.ts";
import { loadTokenizer } from "../tokens/text-tokenizer.ts";
import { exactTogether } from "./exact-together.ts";
import { Scheduler } from "./scheduler.ts";

// It computes in float16, where a difference in the last digit may be one in the third.
const graphFile = fileURLToPath(new URL("../../fixtures/fused_fp16.onnx", import.meta.url));
const tokenizer = await loadTokenizer(join(bundledModel.folder, "tokenizer.json"), {});
const recommended = { temperature: 1, topP: 1, topK: 0, minP: 0, repetitionPenalty: 1, maxTokens: 20 };
const decoder = await Decoder.open({ model: "local:fixture", graphFile, threads: 1 });
const prompts = [[5, 6, 7], [40, 41, 42, 43, 44], [90], [11, 12, 13, 14], [77, 3]];

/** What each prompt is answered with. */
async function answers(batch: number, isTogether: boolean): Promise<readonly (readonly number[])[]> {
  const scheduler = new Scheduler({ batch, tolerance: 0, isTogether: () => isTogether });
  const replies = prompts.map(
    (prompt, seed) =>
      new Reply({
        prompt,
        settings: samplingSettings({ seed }, recommended),
        endTokens: new Set(),
        tokenizer,
      }),
  );
  await Promise.all(
    replies.map((reply) =>
      scheduler.run({
        reply,
        decoder,
        open: () => new KeyValueCache(decoder.cacheShape),
        cancelled: () => false,
      }),
    ),
  );
  return replies.map(({ generated }) => generated);
}

describe("Scheduler", () => {
  it("answers together what rounds on the way as it does alone, as far as that was tried", async () => {
    const together = await exactTogether(decoder, [5, 17, 42, 8], 5);
    expect(await answers(together, true)).toEqual(await answers(1, true));
  });

  it("computes apart what is not to share a pass", async () => {
    const run = vi.spyOn(decoder, "run");
    const expected = await answers(1, true);
    expect(await answers(5, false)).toEqual(expected);
    expect(run.mock.calls.every(([{ rows }]) => rows.length === 1)).toBe(true);
    run.mockRestore();
  });
});
