import { checkArguments, checkKinds, phraseFinder } from "@sdialog/core/internal";
import { coachingPhrases, noCoachingPhrases } from "./coaching-phrases.ts";
import { type Guard, passed } from "./guard.ts";

const phrased = phraseFinder(coachingPhrases, noCoachingPhrases);

/** Tools have names that nobody knows but who was told them: "use get_user_details". */
const namesTool =
  /\b(?:use|using|call|calling|try|run|invoke|with|tool|function|need is|benutzen?|verwenden?|rufen?|utilise[rz]?|appele[rz]|usar?|utilizar?|llamar?|usando)\b[^.!?\n@]{0,40}(?<![\p{L}\p{N}_@.])\p{Ll}{2,20}(?:_\p{Ll}{1,20}){1,5}(?![\p{L}\p{N}_@])/iu;

const coaches = (text: string): boolean => phrased(text) || namesTool.test(text);

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
