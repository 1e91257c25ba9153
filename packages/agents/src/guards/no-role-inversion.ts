import { checkArguments, checkKinds, phraseFinder, servingPhrases } from "@sdialog/core/internal";
import { type Guard, passed } from "./guard.ts";
import { withoutQuotes } from "./without-quotes.ts";

const lists = Object.values(servingPhrases);
const serves = phraseFinder(
  lists.flatMap(({ certain }) => certain),
  lists.flatMap(({ except }) => except),
);

/**
 * For simulated users: refuses a draft in which the user has become the assistant, by what nobody says but who serves,
 * in English, German, French and Spanish. What is quoted is what somebody else said.
 * @param speakers names this applies to: the simulated users
 */
export function noRoleInversion(speakers: readonly string[]): Guard {
  checkArguments("noRoleInversion", arguments, 1);
  checkKinds("noRoleInversion", { speakers: [speakers, "a list of strings"] });
  return {
    name: "no-role-inversion",
    check(text, { speaker }) {
      if (!speakers.includes(speaker) || !serves(withoutQuotes(text))) return passed;
      return {
        pass: false,
        reason: "role_leak",
        fault: "role_inversion",
        detail: "the simulated user speaks as the assistant",
      };
    },
  };
}
