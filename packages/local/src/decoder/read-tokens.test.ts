import { fileURLToPath } from "node:url";
import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { SteeringPlan } from "../steering/steering-plan.ts";
import { Decoder } from "./decoder.ts";
import { KeyValueCache } from "./key-value-cache.ts";
import { mostReadAtOnce, readTokens } from "./read-tokens.ts";

const graphFile = fileURLToPath(new URL("../../fixtures/scoped.onnx", import.meta.url));
const site = { path: "model.layers.1", side: "output" } as const;

describe("readTokens", () => {
  it.each([1, mostReadAtOnce, mostReadAtOnce + 1, 2 * mostReadAtOnce + 70])(
    "reads %i tokens in pieces as it would in one, steered, too",
    async (count) => {
      const hooks = { capture: [], steer: [site] };
      const decoder = await Decoder.open({ model: "local:fixture", graphFile, threads: 1, hooks });
      const random = new Random(`tokens ${count}`);
      const tokens = Array.from({ length: count }, () => random.integer(0, 95));
      const direction = Float32Array.from({ length: 32 }, (_, index) => Math.sin(index + 1));
      const edit = {
        ...site,
        site: site.path,
        operation: "add",
        direction,
        strength: 1,
        tokens: "prompt",
      } as const;
      const plan = new SteeringPlan([edit], () => decoder.resolve(site).map(({ tensor }) => tensor));
      const marks = tokens.map((_, at) => (at % 3 === 0 ? "" : plan.mark(at, count)));

      const cache = new KeyValueCache(decoder.cacheShape);
      const piecewise = (await readTokens(decoder, cache, { tokens, marks, plan })).logits(0).slice();
      const rows = [{ tokens, cached: 0 }];
      const whole = await decoder.run({ rows, keep: false, steering: { plan, marks: [marks] } });
      const error = whole.logits(0).map((logit, id) => Math.abs(logit - piecewise[id]!));
      expect(Math.max(...error)).toBeLessThan(1e-4);
      expect(cache.tokens).toEqual(tokens);
      expect(cache.marks).toEqual(marks);
    },
  );
});
