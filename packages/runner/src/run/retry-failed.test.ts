import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { type ChatRequest, ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, inject, it } from "vitest";
import { resultContents } from "../testing/dialog-contents.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { retryFailed } from "./retry-failed.ts";
import { runRecipe } from "./run-recipe.ts";

const says = ({ messages, output, seed = 0 }: ChatRequest): string => {
  if (output?.name === "adapted_message") return JSON.stringify({ message: `In short: ${seed}?` });
  if (output?.name === "feedback")
    return JSON.stringify({ satisfied: seed % 3 === 0, message: `And ${seed}?` });
  // Now and then what is said is no good, so that tries and substitutes come into it.
  const talks = /\b(Ann|Bob)\b/.test(messages[0]?.content ?? "");
  return seed % (talks ? 2 : 9) === 0 ? "" : `${seed} after ${messages.length}.`;
};
const recipes = {
  dialogues: {
    kind: "dialogues",
    maxTurns: 4,
    personas: [{ name: "Ann" }, { name: "Bob", role: ["a", "b"] }],
  },
  interactions: {
    kind: "interactions",
    perPersona: 2,
    turnRetries: 0,
    retries: 0,
    queries: Array.from({ length: 16 }, (_, index) => `Question ${index}?`),
  },
};

/** Fails in the calls that `fails` says, counted from 0, until it is `mended`. */
function unreliable(fails: (call: number) => boolean) {
  let calls = 0;
  let mended = false;
  const model = scriptedModel(
    (request) => {
      if (!mended && fails(calls++)) throw new ModelError("no", { kind: "invalid_request", model: "x:1" });
      return says(request);
    },
    { id: "x:1" },
  );
  return { models: { "x:1": model }, mend: () => (mended = true) };
}

describe.each(Object.entries(recipes))("retryFailed on %s", (_kind, kind) => {
  const recipe = { retries: 6, ...kind, count: 4, model: "x:1", seed: 12 };

  it("gives what the first try would have given, whichever calls failed, and however often", async () => {
    const folder = await temporaryFolder();
    await runRecipe(recipe, { out: join(folder, "sound"), models: unreliable(() => false).models });
    const expected = await resultContents(join(folder, "sound"));
    expect(expected).toHaveLength(4);
    const tries = await readFile(join(folder, "sound", "dialogues.jsonl"), "utf8");
    expect(tries).toMatch(recipe.kind === "dialogues" ? /"attempts":[2-9]/ : /"substitute":0/);
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 }),
        fc.constantFrom(1, 8),
        async (failing, concurrency) => {
          const out = join(folder, String(number++));
          const { models, mend } = unreliable((call) => failing.includes(call));
          let left = (await runRecipe({ ...recipe, concurrency }, { out, models })).failed;
          for (let again = 0; again < 3 && left > 0; again++)
            left = (await retryFailed(out, { models })).failed;
          mend();
          if (left > 0) left = (await retryFailed(out, { models })).failed;
          expect(left).toBe(0);
          expect(await resultContents(out)).toEqual(expected);
        },
      ),
      // Tasks of whose failures some come while the failed ones are retried, so that others could be replaced too early.
      {
        numRuns: inject("sweeping") ? 15 : 4,
        seed: 1,
        examples: [
          [[2, 13, 14], 1],
          [[3, 1, 4, 2, 0], 1],
        ],
      },
    );
  });
});

it("replaces refused results while a model still fails only when asked to", async () => {
  const folder = await temporaryFolder();
  const recipe = { ...recipes.interactions, count: 4, model: "x:1", seed: 12, concurrency: 1 };
  const sound = join(folder, "sound");
  await runRecipe(recipe, { out: sound, models: { "x:1": scriptedModel(says, { id: "x:1" }) } });
  const lines = (await readFile(join(sound, "dialogues.jsonl"), "utf8")).trim().split("\n");
  const planned = lines.find((line) => !line.includes('"substitute":')) ?? "";
  const [, query = ""] = /"original_query":"([^"]+)"/.exec(planned) ?? [];
  const model = scriptedModel(
    (request) => {
      if (JSON.stringify(request.messages).includes(query))
        throw new ModelError("no", { kind: "invalid_request", model: "x:1" });
      return says(request);
    },
    { id: "x:1" },
  );
  const out = join(folder, "failing");
  const models = { "x:1": model };
  const first = await runRecipe(recipe, { out, models });
  expect(first.failed).toBeGreaterThan(1);
  expect((await retryFailed(out, { models })).failed).toBe(first.failed);
  expect((await retryFailed(out, { models, despiteFailures: true })).failed).toBe(1);
});

it("asks anew where the content filter stopped the reply that was to be read", async () => {
  const folder = await temporaryFolder();
  const recipe = { ...recipes.interactions, retries: 6, count: 4, model: "x:1", seed: 12, concurrency: 1 };
  let isFiltering = true;
  let calls = 0;
  const model = scriptedModel(
    (request) => {
      calls++;
      return isFiltering ? { text: "", finishReason: "content_filter" } : says(request);
    },
    { id: "x:1" },
  );
  const out = join(folder, "filtered");
  const models = { "x:1": model };
  const first = await runRecipe(recipe, { out, models });
  expect(first.reasons).toEqual({ filtered: 4 });
  isFiltering = false;
  calls = 0;
  expect((await retryFailed(out, { models })).done).toBeGreaterThan(2);
  expect(calls).toBeGreaterThan(4);
});
