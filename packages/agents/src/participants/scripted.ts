import { checkArguments, checkKinds } from "@sdialog/core/internal";
import type { Participant } from "../participant.ts";

/** Says these lines, one a turn, and ends the conversation when asked for more. */
export function scripted(name: string, lines: readonly string[]): Participant {
  checkArguments("scripted", arguments, 2);
  checkKinds("scripted", { name: [name, "a string"], lines: [lines, "a list of strings"] });
  return {
    name,
    begin: () => ({
      async *reply({ turns, me }) {
        const text = lines[turns.filter(({ speaker }) => speaker === me).length];
        return text === undefined ? { text: "", stop: "stop_signal" } : { text };
      },
    }),
  };
}
