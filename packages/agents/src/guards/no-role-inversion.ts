import { checkArguments, checkKinds } from "@sdialog/core/internal";
import { type Guard, passed } from "./guard.ts";

const servesOthers = [
  /\bhow (?:can|may) i (?:help|assist) you\b/i,
  /\bwhat can i (?:help|assist) you with\b/i,
  /\b(?:i'm|i am) here to (?:help|assist)\b/i,
  /\bas an? (?:ai|artificial intelligence|language model|virtual assistant|ai assistant)\b/i,
  /\b(?:is there|do you have) anything else (?:i can|you(?:'d| would) like me to) (?:help|assist|do)\b/i,
];

/**
 * For simulated users: refuses a draft in which the user has become the assistant.
 * @param speakers names this applies to: the simulated users
 */
export function noRoleInversion(speakers: readonly string[]): Guard {
  checkArguments("noRoleInversion", arguments, 1);
  checkKinds("noRoleInversion", { speakers: [speakers, "a list of strings"] });
  return {
    name: "no-role-inversion",
    check(text, { speaker }) {
      if (!speakers.includes(speaker) || !servesOthers.some((pattern) => pattern.test(text))) return passed;
      return {
        pass: false,
        reason: "role_leak",
        fault: "role_inversion",
        detail: "the simulated user speaks as the assistant",
      };
    },
  };
}
