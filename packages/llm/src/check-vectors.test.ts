import { describe, expect, it } from "vitest";
import { checkVectors, embedChecked } from "./check-vectors.ts";
import type { EmbeddingModel } from "./embedding-model.ts";
import { noUsage } from "./usage.ts";

const texts = ["one", "two", "three"];
const good = [1, 0];

describe("checkVectors", () => {
  it.each([
    ["NaN", [good, [Number.NaN, 1], good], 'text 2, "two", holds NaN'],
    ["an infinity", [good, good, [1, -Infinity]], 'text 3, "three", holds -Infinity'],
    ["null", [[null, 1], good, good], 'text 1, "one", holds null'],
    ["another length first", [[1], good, good], 'text 1, "one", has 1 numbers'],
    ["another length last", [good, good, [1, 2, 3]], 'text 3, "three", has 3 numbers'],
    ["nothing", [good, [], good], 'text 2, "two", is empty'],
    ["no list", [good, "AAAA", good], 'text 2, "two", is not a list'],
    ["no vector", [good, undefined, good], 'text 2, "two", is not a list'],
    ["fewer vectors", [good, good], "2 vectors came back for 3 texts"],
    ["more vectors", [good, good, good, good], "4 vectors came back for 3 texts"],
  ])("names the text for %s", (_, vectors, message) => {
    expect(() => checkVectors("own", texts, vectors as number[][])).toThrow(message);
  });

  it("takes vectors of one length, zero ones too", () => {
    expect(checkVectors("own", texts, [good, [0, 0], Float32Array.of(2, 3)])).toBe(2);
    expect(checkVectors("own", [], [])).toBeUndefined();
  });

  it("shows a long text in part, on one line", () => {
    const long = `a\nb${"x".repeat(500)}`;
    expect(() => checkVectors("own", [long], [[]])).toThrow(/"a bx{56}…"/);
  });
});

describe("embedChecked", () => {
  it("holds a model to the length of its first vectors", async () => {
    const lengths = [2, 2, 3];
    const model: EmbeddingModel = {
      specVersion: 1,
      id: "own",
      embed: (of) => {
        const length = lengths.shift() as number;
        return Promise.resolve({ vectors: of.map(() => new Float32Array(length)), usage: noUsage });
      },
    };
    await embedChecked(model, texts);
    await embedChecked(model, texts);
    await expect(embedChecked(model, texts)).rejects.toMatchObject({
      kind: "malformed_response",
      message: expect.stringContaining('text 1, "one", has 3 numbers, and the others have 2') as string,
    });
  });
});
