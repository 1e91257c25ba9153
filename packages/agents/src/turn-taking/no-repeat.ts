import { checkArguments, requireArguments } from "@sdialog/core/internal";
import type { TurnTaking } from "./turn-taking.ts";

/** Nobody speaks twice in a row. */
export function noRepeat(inner: TurnTaking): TurnTaking {
  checkArguments("noRepeat", arguments, 1);
  requireArguments("noRepeat", arguments, 1);
  return {
    name: inner.name,
    next: (state) =>
      inner.next({
        ...state,
        eligible: state.eligible.filter((name) => name !== state.turns.at(-1)?.speaker),
      }),
  };
}
