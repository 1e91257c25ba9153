import { Random } from "@sdialog/core";
import { expect, it } from "vitest";
import { MinHash, signatureSimilarity } from "./min-hash.ts";

it("estimates the Jaccard similarity within its error, and the same one for the same seed", () => {
  const hash = new MinHash(256, 7);
  const random = new Random(1);
  for (const share of [0, 0.2, 0.5, 0.8, 1]) {
    const common = Math.round((200 * share) / (1 + share));
    const own = (name: string) => Array.from({ length: 100 - common }, (_, index) => `${name}${index}`);
    const both = Array.from({ length: common }, () => `both ${random.next()}`);
    const [a, b] = [
      [...both, ...own("a")],
      [...both, ...own("b")],
    ];
    const jaccard = common / (200 - common);
    const estimate = signatureSimilarity(hash.signature(a), hash.signature(b));
    // Four standard errors of a mean of 256 draws.
    expect(Math.abs(estimate - jaccard)).toBeLessThanOrEqual(4 * Math.sqrt(0.25 / 256));
    expect(new MinHash(256, 7).signature(a)).toEqual(hash.signature(a));
  }
  expect(new MinHash(256, 8).signature(["a"])).not.toEqual(hash.signature(["a"]));
});
