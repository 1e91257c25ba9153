import { ModelError } from "../errors/model-error.ts";

/**
 * Longest reply that is read, in UTF-16 units, reasoning and arguments of tools included. Nobody says as much in a turn, and
 * whatever looks for keys, tags, the end of the conversation or repetitions in a text holds up everything else in the process meanwhile.
 */
export const longestReply = 1_000_000;

/** Most tools that one reply calls where nobody says otherwise: as many as OpenAI lets a request offer. */
export const mostToolCalls = 128;

/** @throws ModelError `too_large` for a reply that calls more tools than `most` */
export function refuseManyCalls(calls: number, most: number, model: string): void {
  if (calls > most)
    throw new ModelError(`the reply calls more than ${most} tools`, {
      kind: "too_large",
      model,
      hint: "Either the model does not stop, or it really calls that many; if so, raise maxToolCalls, an option of its backend.",
    });
}

/** @throws ModelError `too_large` for a reply of more characters than {@link longestReply} */
export function refuseLongReply(length: number, model: string): void {
  if (length > longestReply)
    throw new ModelError(`the reply is longer than ${longestReply} characters`, {
      kind: "too_large",
      model,
      hint: "The model does not stop: set maxTokens, or use another model.",
    });
}
