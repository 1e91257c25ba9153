import type { SamplingSettings } from "@sdialog/llm/engine-kit";

type Penalties = Pick<SamplingSettings, "repetitionPenalty" | "frequencyPenalty" | "presencePenalty">;

/**
 * Logits with repetition made less likely. The repetition penalty divides positive and multiplies negative logits
 * of tokens seen anywhere (Keskar et al. 2019, arXiv 1909.05858); frequency and presence penalties are subtracted
 * per occurrence and once, for generated tokens, as in OpenAI's API.
 *
 * @param seen every token of the prompt and of the reply so far
 * @param generated those of the reply, in their order
 * @returns `logits` itself when nothing is to be changed, else a copy
 */
export function penalize(
  logits: Float32Array,
  settings: Penalties,
  seen: ReadonlySet<number>,
  generated: readonly number[],
): Float32Array {
  const { repetitionPenalty, frequencyPenalty, presencePenalty } = settings;
  if (repetitionPenalty === 1 && frequencyPenalty === 0 && presencePenalty === 0) return logits;
  const result = logits.slice();
  if (repetitionPenalty !== 1) {
    for (const token of seen) {
      const logit = result[token] ?? 0;
      result[token] = logit > 0 ? logit / repetitionPenalty : logit * repetitionPenalty;
    }
  }
  if (frequencyPenalty === 0 && presencePenalty === 0) return result;
  const counted = new Set<number>();
  for (const token of generated) {
    const first = !counted.has(token);
    counted.add(token);
    result[token] = (result[token] ?? 0) - frequencyPenalty - (first ? presencePenalty : 0);
  }
  return result;
}
