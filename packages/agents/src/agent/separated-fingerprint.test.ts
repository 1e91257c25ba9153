import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compose, type ModelMiddleware, withCache } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { expect, it, onTestFinished } from "vitest";
import { thinkingPattern } from "./thinking-pattern.ts";
import { thinkingTags } from "./thinking-tags.ts";

/** Ways to take thoughts out of a reply, of which no two need do the same. */
const ways: Readonly<Record<string, readonly ModelMiddleware[]>> = {
  nothing: [],
  "the usual tags": [thinkingTags()],
  "another tag": [thinkingTags("plan")],
  "both tags": [thinkingTags(), thinkingTags("plan")],
  "a pattern": [thinkingPattern(/plan/)],
  "the pattern with a flag": [thinkingPattern(/plan/i)],
  "the pattern, then the tag": [thinkingPattern(/plan/), thinkingTags("plan")],
  "the tag, then the pattern": [thinkingTags("plan"), thinkingPattern(/plan/)],
};

it("a cache around a model keeps its replies apart by what is taken out of them", async () => {
  const directory = await mkdtemp(join(tmpdir(), "sdialog-thinking-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const model = scriptedModel(() => "<think>a</think><plan>b</plan>Hi.");
  const request = { messages: [{ role: "user", content: "Hello" }], seed: 1 } as const;
  for (const round of ["asked", "kept"])
    for (const [way, layers] of Object.entries(ways)) {
      const bare = compose(...layers)(model);
      const { text } = await compose(withCache({ directory }))(bare).generate(request);
      expect([round, way, text]).toEqual([round, way, (await bare.generate(request)).text]);
    }
  // Each way without the cache in both rounds, and through it in the first.
  expect(model.requests).toHaveLength(3 * Object.keys(ways).length);
});
