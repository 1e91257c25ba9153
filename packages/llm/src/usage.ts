/** What a call cost. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Input tokens the provider served from its cache (part of `inputTokens`). */
  readonly cachedInputTokens?: number | undefined;
  /** Output tokens spent on reasoning (part of `outputTokens`). */
  readonly thinkingTokens?: number | undefined;
  /** Number of model calls this sums up. */
  readonly calls: number;
  /** US dollars; left out when the price is unknown, which is not the same as free. */
  readonly cost?: number | undefined;
}

/** The usage of nothing, which sums start from: no calls, and a cost that is known to be 0. */
export const noUsage: Usage = { inputTokens: 0, outputTokens: 0, calls: 0, cost: 0 };

/** The sum of two usages. The cost of the sum is unknown when either is. */
export function addUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    ...sumOptional("cachedInputTokens", a, b),
    ...sumOptional("thinkingTokens", a, b),
    calls: a.calls + b.calls,
    ...(a.cost === undefined || b.cost === undefined ? {} : { cost: a.cost + b.cost }),
  };
}

function sumOptional(key: "cachedInputTokens" | "thinkingTokens", a: Usage, b: Usage): Partial<Usage> {
  return a[key] === undefined && b[key] === undefined ? {} : { [key]: (a[key] ?? 0) + (b[key] ?? 0) };
}
