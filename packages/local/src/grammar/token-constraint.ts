import type { GrammarMatcher } from "@mlc-ai/web-xgrammar";

/** Says which tokens may come next in one reply. */
export interface TokenConstraint {
  /** Logits with every token that may not come next at −∞. */
  apply(logits: Float32Array): Promise<Float32Array>;
  /** Moves on past a token that was allowed. */
  accept(token: number): void;
  /** Frees what it holds. */
  dispose(): void;
}

export function tokenConstraint(matcher: GrammarMatcher): TokenConstraint {
  return {
    async apply(logits) {
      const allowed = await matcher.getNextTokenBitmask();
      return logits.map((logit, id) =>
        (((allowed[id >> 5] ?? 0) >> (id & 31)) & 1) === 1 ? logit : Number.NEGATIVE_INFINITY,
      );
    },
    accept: (token) => void matcher.acceptToken(token),
    dispose: () => matcher.dispose(),
  };
}
