/** Criterion of {@link LLMJudgeGoalSuccess}. */
export const goalSuccess = `Decide whether the goal stated in "goal" was reached within this dialogue.
Break the goal into what must have been said, given or done for it to count as reached, and find the turn for each part. Promises to do it later, plausible intentions and a friendly ending are not enough; nor does a speaker's claim that it is done count when the dialogue shows otherwise.
Answer positive only if every part was reached.`;
