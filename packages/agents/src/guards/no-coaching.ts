import { checkArguments, checkKinds, phraseFinder } from "@sdialog/core/internal";
import { coachingPhrases, noCoachingPhrases } from "./coaching-phrases.ts";
import { type Guard, passed } from "./guard.ts";

const coaches = phraseFinder(coachingPhrases, noCoachingPhrases);

/**
 * Finds simulated users who tell the assistant how to do its work: what to ask, which tool to call. People do not, and
 * an assistant that is helped so looks better than it is. The dialogue counts them as `coaching`. Phrases of English,
 * German, French and Spanish.
 * @param speakers names this applies to: the simulated users
 */
export function noCoaching(speakers: readonly string[]): Guard {
  checkArguments("noCoaching", arguments, 1);
  checkKinds("noCoaching", { speakers: [speakers, "a list of strings"] });
  return {
    name: "no-coaching",
    check(text, { speaker }) {
      if (!speakers.includes(speaker) || !coaches(text)) return passed;
      return {
        pass: false,
        reason: "role_leak",
        fault: "coaching",
        detail: "tells the assistant how to do its work",
        leniency: "retry",
      };
    },
  };
}
