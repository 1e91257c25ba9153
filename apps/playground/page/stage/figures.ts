import type { Turn } from "@sdialog/core";
import type { TurnFigures } from "../../src/protocol/stage.ts";

/** What turns are and took, in a line: `12 words, 140 tokens in, 21 out, 1.2 s, $0.0004`. */
export function figuresText(turns: readonly Turn[], figures: TurnFigures | undefined): string {
  const words = turns.reduce((sum, { text }) => sum + (text.match(/\S+/g) ?? []).length, 0);
  const parts = [`${words} ${words === 1 ? "word" : "words"}`];
  if (figures !== undefined) {
    const { tokens, milliseconds, cost } = figures;
    if (tokens !== null)
      parts.push(`${tokens.input.toLocaleString()} tokens in, ${tokens.output.toLocaleString()} out`);
    parts.push(milliseconds < 1000 ? `${milliseconds} ms` : `${(milliseconds / 1000).toFixed(1)} s`);
    if (tokens !== null) parts.push(costText(cost));
  }
  return parts.join(", ");
}

/** The figures of several turns together; the cost is not known when one is not. */
export function sumOf(all: readonly TurnFigures[]): TurnFigures | undefined {
  if (all.length === 0) return undefined;
  const counted = all.flatMap(({ tokens, cost }) => (tokens === null ? [] : [{ ...tokens, cost }]));
  const sum = (of: (one: (typeof counted)[number]) => number): number =>
    counted.reduce((total, one) => total + of(one), 0);
  return {
    milliseconds: all.reduce((total, { milliseconds }) => total + milliseconds, 0),
    tokens:
      counted.length === 0 ? null : { input: sum(({ input }) => input), output: sum(({ output }) => output) },
    cost: counted.some(({ cost }) => cost === null) ? null : sum(({ cost }) => cost ?? 0),
  };
}

function costText(cost: number | null): string {
  if (cost === null) return "cost not known";
  if (cost === 0) return "free";
  return `$${cost < 0.01 ? cost.toPrecision(2) : cost.toFixed(2)}`;
}
