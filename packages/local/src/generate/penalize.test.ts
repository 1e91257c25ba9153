import { describe, expect, it } from "vitest";
import { penalize } from "./penalize.ts";

const none = { repetitionPenalty: 1, frequencyPenalty: 0, presencePenalty: 0 };

describe("penalize", () => {
  const logits = Float32Array.of(2, -2, 4, 1);

  it("leaves logits alone when nothing is asked", () => {
    expect(penalize(logits, none, new Set([0, 1]), [1])).toBe(logits);
  });

  it("divides positive and multiplies negative logits of seen tokens", () => {
    expect([...penalize(logits, { ...none, repetitionPenalty: 2 }, new Set([0, 1]), [1])]).toEqual([
      1, -4, 4, 1,
    ]);
    expect([...logits]).toEqual([2, -2, 4, 1]);
  });

  it("subtracts per occurrence and once, for generated tokens only", () => {
    const settings = { ...none, frequencyPenalty: 0.5, presencePenalty: 1 };
    expect([...penalize(logits, settings, new Set([0, 2, 3]), [2, 2, 3])]).toEqual([2, -2, 2, -0.5]);
  });
});
