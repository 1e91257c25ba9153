import { InvalidArgumentError } from "@sdialog/core";
import { checkArguments, checkContract, checkKinds, requireArguments } from "@sdialog/core/internal";
import { alternate } from "./alternate.ts";
import type { TurnTaking } from "./turn-taking.ts";

/**
 * Who may follow whom.
 *
 * @param transitions speaker → those who may speak next; nobody may follow a speaker that is not listed
 * @param choose picks among several. Default: in order
 * @throws InvalidArgumentError for an empty graph
 */
export function graph(
  transitions: Readonly<Record<string, readonly string[]>>,
  choose: TurnTaking = alternate(),
): TurnTaking {
  checkArguments("graph", arguments, 2);
  requireArguments("graph", arguments, 1);
  checkKinds("graph", { transitions: [transitions, "an object"] });
  for (const [speaker, followers] of Object.entries(transitions))
    checkKinds("graph", { [speaker]: [followers, "a list of strings"] });
  checkContract("graph", "a turn-taking policy", choose, ["next"]);
  if (Object.keys(transitions).length === 0)
    throw new InvalidArgumentError("A graph needs at least one transition");
  return {
    name: `graph(${choose.name})`,
    next(state) {
      const last = state.turns.at(-1)?.speaker ?? null;
      // Before anybody has spoken, or after an outsider's opening, anybody may speak.
      const outsider = last === null || !state.participants.some(({ name }) => name === last);
      const followers = outsider ? state.eligible : (transitions[last] ?? []);
      const eligible = state.eligible.filter((name) => followers.includes(name));
      return eligible.length === 0 ? { speaker: undefined } : choose.next({ ...state, eligible });
    },
  };
}
