import { describe, expect, it } from "vitest";
import { highest, tokenLogprob } from "./token-logprob.ts";

describe("tokenLogprob", () => {
  it("gives natural logarithms of softmax probabilities, most probable first", () => {
    const logits = Float32Array.from([0.1, 0.7, 0.2], (p) => Math.log(p) + 5);
    const result = tokenLogprob(logits, 2, 2, (id) => `t${id}`);
    expect(result.token).toBe("t2");
    expect(Math.exp(result.logprob)).toBeCloseTo(0.2, 5);
    expect(result.top.map(({ token }) => token)).toEqual(["t1", "t2"]);
    expect(Math.exp(result.top[0]!.logprob)).toBeCloseTo(0.7, 5);
  });
});

describe("highest", () => {
  it("lists the highest, ties by id", () => {
    expect(highest(Float32Array.of(1, 3, 2, 3), 3)).toEqual([1, 3, 2]);
    expect(highest(Float32Array.of(1, 3), 5)).toEqual([1, 0]);
    expect(highest(Float32Array.of(1, 3), 0)).toEqual([]);
  });
});
