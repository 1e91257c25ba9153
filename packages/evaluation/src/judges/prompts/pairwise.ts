/** How {@link LLMJudgePairwise} puts its question around the criterion. */
export const pairwise = `Compare the two dialogues shown as "first dialogue" and "second dialogue" under the criterion below. The order in which they are shown means nothing. Say "tie" when neither is better in a way you could point to.`;
