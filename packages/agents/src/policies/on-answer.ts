import type { OrchestratorMoment } from "@sdialog/core";

/**
 * With a chance, what the speaker is told about the answer it got; otherwise something else, or nothing. There is nothing
 * to say before somebody has answered.
 */
export function onAnswer(share: number, text: string, otherwise?: string) {
  return ({ utterance, random }: OrchestratorMoment): string | undefined => {
    if (utterance === "") return undefined;
    return random.chance(share) ? text : otherwise;
  };
}
