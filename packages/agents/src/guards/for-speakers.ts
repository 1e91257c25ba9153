import { checkArguments, checkContract } from "@sdialog/core/internal";
import { type Guard, passed } from "./guard.ts";

/**
 * A guard for the messages of some speakers only, for example the simulated user's.
 * @param speakers their names, or a function that tells by a name whether it is one of them
 */
export function forSpeakers(speakers: readonly string[] | ((name: string) => boolean), guard: Guard): Guard {
  checkArguments("forSpeakers", arguments, 2);
  checkContract("forSpeakers", "a guard", guard, ["check"]);
  const isMeant = typeof speakers === "function" ? speakers : (name: string) => speakers.includes(name);
  return {
    name: guard.name,
    check: (text, moment) => (isMeant(moment.speaker) ? guard.check(text, moment) : passed),
    hear: (moment) => (isMeant(moment.speaker) ? guard.hear?.(moment) : undefined) ?? ((events) => events),
  };
}
