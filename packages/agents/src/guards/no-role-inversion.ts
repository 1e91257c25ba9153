import {
  checkArguments,
  checkKinds,
  phraseFinder,
  type Phrases,
  servingForms,
  servingPhrases,
} from "@sdialog/core/internal";
import { type Guard, passed } from "./guard.ts";
import { withoutQuotes } from "./without-quotes.ts";

const all = <Lists extends object>(lists: Readonly<Record<string, Lists>>, name: keyof Lists) =>
  Object.values(lists).flatMap((list) => list[name]) as Phrases;
const certain = phraseFinder(all(servingPhrases, "certain"), all(servingPhrases, "except"));
const formed = phraseFinder(all(servingForms, "forms"), all(servingForms, "except"));
const serves = (text: string): boolean => certain(text) || formed(text);

/**
 * For simulated users: refuses a draft in which the user has become the assistant, by what hardly anybody says but who
 * serves and by the forms of service (offers, questions on behalf of a house, what was done for another), in English,
 * German, French and Spanish. What is quoted, or handed over to be worked on, is what somebody else said.
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
