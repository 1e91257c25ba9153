import { describe, expect, it } from "vitest";
import { sharedWords } from "./shared-words.ts";

const responses = [
  "Could I get your name, please?",
  "Could I get the date, please?",
  "Thank you and goodbye.",
];

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array): number =>
    x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe("sharedWords", () => {
  it("finds the response that shares the telling words", async () => {
    const model = sharedWords(responses);
    const { vectors } = await model.embed([...responses, "Please give me the DATE of your flight."]);
    const said = vectors[3] as Float32Array;
    const similarities = vectors.slice(0, 3).map((vector) => cosine(said, vector));
    expect(similarities.indexOf(Math.max(...similarities))).toBe(1);
    expect(cosine(vectors[0] as Float32Array, vectors[0] as Float32Array)).toBeCloseTo(1);
  });

  it("gives nothing to a text without any of the words", async () => {
    const { vectors } = await sharedWords(responses).embed(["Xylophone!", ""]);
    expect(vectors.every((vector) => vector.every((value) => value === 0))).toBe(true);
  });
});
