import { type Guard, passed } from "./guard.ts";

/** A guard for the messages of some speakers only, for example the simulated user's. */
export function forSpeakers(speakers: readonly string[], guard: Guard): Guard {
  return {
    name: guard.name,
    check: (text, moment) => (speakers.includes(moment.speaker) ? guard.check(text, moment) : passed),
  };
}
