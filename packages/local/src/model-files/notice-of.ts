import type { ModelDescription } from "./model-description.ts";

/** What is said of the model that travels with this package. */
export const pocketNotice =
  "local:pocket is a small demonstration model (5.7 million parameters): much of what it says is recalled from its training dialogues, and its facts are invented.";

/** What people should know about a model before they use what it says; `undefined` when there is nothing. */
export function noticeOf({ id, graphFile, otherWeights, recommended }: ModelDescription): string | undefined {
  if (id === "local:pocket") return pocketNotice;
  const notices: string[] = [];
  if (otherWeights.length > 0) {
    const name = graphFile.split(/[\\/]/).at(-1);
    notices.push(
      `${id} computes with ${name}, the most exact weights in its folder. ${otherWeights.join(", ")} are there, too: choose one by writing ${id}#${otherWeights.at(-1)}.`,
    );
  }
  if (recommended.assumed === true)
    notices.push(
      `The folder of ${id} recommends no sampling settings: usual ones are assumed. Set temperature and repetitionPenalty if it repeats itself or talks nonsense.`,
    );
  return notices.length === 0 ? undefined : notices.join(" ");
}
