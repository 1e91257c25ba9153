import { checkArguments, checkKinds } from "@sdialog/core/internal";
import { type Guard, passed } from "./guard.ts";

const coaching = [
  /\b(?:you|your) (?:should|need to|have to|must|can|could) (?:now |first |then )?(?:ask me|call (?:the|your) (?:tool|function|api)|use (?:the|your) (?:tool|function|api)|verify my identity|follow your (?:policy|guidelines|instructions))\b/i,
  /\b(?:the|your) next step (?:is|should be|would be) to\b/i,
  /\b(?:ask me (?:for|about) (?:my|the)|don['’]t forget to ask me)\b/i,
  /\baccording to your (?:policy|guidelines|instructions|system prompt|training)\b/i,
  /\b(?:as an ai|as a language model|as a chatbot),? you (?:should|can|could|must)\b/i,
  /\b(?:sie sollten|du solltest) (?:mich )?(?:jetzt |zuerst )?(?:nach|das werkzeug|die funktion|ihre richtlinien)\b/i,
  /\b(?:vous devriez|tu devrais) (?:me demander|utiliser (?:l['’]outil|la fonction)|suivre vos consignes)\b/i,
  /\b(?:deberías|debería|usted debe) (?:preguntarme|usar la (?:herramienta|función)|seguir sus (?:políticas|instrucciones))/i,
];

/**
 * Finds simulated users who tell the assistant how to do its work: what to ask, which tool to call. People do not, and
 * an assistant that is helped so looks better than it is. The dialogue counts them as `coaching`.
 * @param speakers names this applies to: the simulated users
 */
export function noCoaching(speakers: readonly string[]): Guard {
  checkArguments("noCoaching", arguments, 1);
  checkKinds("noCoaching", { speakers: [speakers, "a list of strings"] });
  return {
    name: "no-coaching",
    check(text, { speaker }) {
      if (!speakers.includes(speaker) || !coaching.some((pattern) => pattern.test(text))) return passed;
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
