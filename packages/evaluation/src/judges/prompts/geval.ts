/** First step: evidence on both sides, so that the step does not argue for a high score before one is given. */
export const gevalEvidence = `Do not give a score yet. State what in the dialogue speaks for it and what speaks against it, with turn numbers, and what the criterion would lead one to expect but is missing. Then say in one sentence to what extent the criterion is met. Eight sentences at most.`;

/** Second step: the score alone, so that its token's probability can be read. */
export function gevalRating(min: number, max: number): string {
  return `Now rate to what extent the criterion is met, as a whole number from ${min} (not at all) to ${max} (entirely). Answer with the number and nothing else.`;
}
