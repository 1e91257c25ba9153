import { expect, it } from "vitest";
import { addUsage, noUsage, type Usage } from "./usage.ts";

const call = { inputTokens: 5, outputTokens: 3, calls: 1 };

it.each<[Partial<Usage>, Partial<Usage>, Partial<Usage>]>([
  [{}, {}, {}],
  [{ cost: 2 }, { cost: 0.5 }, { cost: 2.5 }],
  [{ cost: 0 }, { cost: 0 }, { cost: 0 }],
  // The cost of a sum is unknown when either is; of what is told apart within the tokens, what is known counts.
  [{ cost: 2 }, {}, {}],
  [{ cachedInputTokens: 4 }, {}, { cachedInputTokens: 4 }],
  [
    { cachedInputTokens: 4, thinkingTokens: 1 },
    { cachedInputTokens: 1 },
    { cachedInputTokens: 5, thinkingTokens: 1 },
  ],
])("a call with %j and one with %j are two with %j, in either order", (a, b, both) => {
  const sum = { inputTokens: 10, outputTokens: 6, calls: 2, ...both };
  expect(addUsage({ ...call, ...a }, { ...call, ...b })).toStrictEqual(sum);
  expect(addUsage({ ...call, ...b }, { ...call, ...a })).toStrictEqual(sum);
});

it("is the same with nothing added to it", () => {
  const usage = { ...call, cost: 2, thinkingTokens: 1 };
  expect(addUsage(noUsage, usage)).toStrictEqual(usage);
});
