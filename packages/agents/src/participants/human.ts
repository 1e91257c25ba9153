import { checkArguments, checkKinds } from "@sdialog/core/internal";
import type { Participant, View } from "../participant.ts";

/**
 * A person, or whatever else writes messages from outside.
 *
 * @param ask called when it is this participant's turn; resolves to the message, or to nothing to end the conversation
 */
export function human(
  name: string,
  ask: (view: View, signal?: AbortSignal) => Promise<string | undefined>,
): Participant {
  checkArguments("human", arguments, 2);
  checkKinds("human", { name: [name, "a string"], ask: [ask, "a function"] });
  return {
    name,
    begin: () => ({
      async *reply(view, { signal }) {
        const text = await ask(view, signal);
        return text === undefined ? { text: "", stop: "stop_signal" } : { text };
      },
    }),
  };
}
