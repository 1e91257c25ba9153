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

  /** Replies to the prompts, each with what became of it. */
  async function carriedOut(scheduler: Scheduler, isCancelled: (at: number, reply: Reply) => boolean) {
    const replies = prompts.map(
      (prompt, seed) =>
        new Reply({
          prompt,
          settings: samplingSettings({ seed }, recommended),
          endTokens: new Set(),
          tokenizer,
        }),
    );
    const ends = await Promise.allSettled(
      replies.map((reply, at) =>
        scheduler.run({
          reply,
          decoder,
          open: () => new KeyValueCache(decoder.cacheShape),
          cancelled: () => isCancelled(at, reply),
        }),
      ),
    );
    return {
      ends: ends.map(({ status }) => status),
      lengths: replies.map(({ generated }) => generated.length),
    };
  }

  it.each([true, false])(
    "ends who is cancelled where they are, and answers the others (together: %s)",
    async (isTogether) => {
      const scheduler = new Scheduler({ batch: 3, tolerance: 0, isTogether: () => isTogether });
      const { ends, lengths } = await carriedOut(
        scheduler,
        (at, { generated }) => at === 4 || (at === 1 && generated.length >= 5),
      );
      expect(ends).toEqual(prompts.map(() => "fulfilled"));
      expect(lengths).toEqual([20, 5, 20, 20, 0]);
    },
  );

  it("fails who shared a pass that fails, and answers whoever comes after", async () => {
    const scheduler = new Scheduler({ batch: 2, tolerance: 0, isTogether: () => true });
    const original = decoder.run.bind(decoder);
    let passes = 0;
    const run = vi.spyOn(decoder, "run").mockImplementation((...args) => {
      if (++passes === 4) return Promise.reject(new Error("out of memory"));
      return original(...args);
    });
    const first = await carriedOut(scheduler, () => false);
    run.mockRestore();
    expect(first.ends.filter((end) => end === "rejected").length).toBeGreaterThanOrEqual(1);
    expect(first.ends.filter((end) => end === "rejected").length).toBeLessThanOrEqual(2);
    for (const [at, end] of first.ends.entries()) if (end === "fulfilled") expect(first.lengths[at]).toBe(20);
    expect((await carriedOut(scheduler, () => false)).lengths).toEqual([20, 20, 20, 20, 20]);
  });
});
