/** The word by which a goal-directed user says that its goal is reached. */
export const goalWord = "FINISH";

/** Tells whether a reply says that the goal is reached. */
export type GoalSignal = (reply: string) => boolean;

/** The word in capitals, as the first or the last word: "Finish the poem please" is a request. */
export const strictGoalSignal: GoalSignal = (reply) => outerWords(reply).includes(goalWord);

/** The word in capitals or capitalised, as the first or the last word: the rule of the original implementation. */
export const literalGoalSignal: GoalSignal = (reply) =>
  outerWords(reply).some((word) => word === "FINISH" || word === "Finish");

function outerWords(reply: string): string[] {
  const words = reply.split(/\s+/).filter((word) => word !== "");
  return [words[0], words.at(-1)]
    .filter((word) => word !== undefined)
    .map((word) => word.replaceAll(/[!-/:-@[-`{-~]/g, ""));
}

/** What a reply says besides the signal: the reply itself without one, nothing where it holds only the word. */
export function withoutGoalWord(reply: string, reached: GoalSignal): string {
  if (!reached(reply)) return reply;
  const word = String.raw`[^\s\p{L}\p{N}]*finish[^\s\p{L}\p{N}]*`;
  return reply.replace(new RegExp(`^\\s*${word}(?=\\s|$)|(?<=^|\\s)${word}\\s*$`, "giu"), "").trim();
}
