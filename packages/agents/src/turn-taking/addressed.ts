import { checkArguments, checkContract } from "@sdialog/core/internal";
import { alternate } from "./alternate.ts";
import { mentions } from "./mentions.ts";
import type { TurnTaking } from "./turn-taking.ts";

/**
 * Whoever was addressed by name speaks next: the last eligible participant the previous message mentions.
 * @param otherwise decides when nobody was addressed. Default: in order
 */
export function addressed(otherwise: TurnTaking = alternate()): TurnTaking {
  checkArguments("addressed", arguments, 1);
  checkContract("addressed", "a turn-taking policy", otherwise, ["next"]);
  return {
    name: `addressed(${otherwise.name})`,
    next(state) {
      const last = state.turns.at(-1);
      const names = state.participants.map(({ name }) => name);
      const called = mentions(last?.text ?? "", names).filter(
        (name) => name !== last?.speaker && state.eligible.includes(name),
      );
      return called.length > 0 ? { speaker: called.at(-1) } : otherwise.next(state);
    },
  };
}
