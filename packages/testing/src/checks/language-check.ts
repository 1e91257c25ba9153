import type { CheckedConversation, OwnVerdict } from "../scenario/checked-conversation.ts";
import { languageCode } from "../text/languages.ts";
import { languageJudge } from "../text/language-judge.ts";
import { turnsOf, whole } from "./speech-checks.ts";

/**
 * The bot speaks one language: no answer, and not all of them together, is in another one for sure. Answers of which
 * nobody can say are passed over, and counted.
 */
export async function checkLanguage(language: string, talk: CheckedConversation): Promise<OwnVerdict> {
  const turns = turnsOf(talk, "bot");
  const judge = await languageJudge(languageCode(language) ?? language);
  const judged = turns.map((turn) => ({ turn, verdict: judge(turn.text) }));
  const other = judged.flatMap(({ turn, verdict }) =>
    verdict.is === "other" ? [{ turn, code: verdict.code }] : [],
  );
  const unsure = judged.filter(({ verdict }) => verdict.is === "unsure").length;
  const counted = unsure === 0 ? "" : `; the language of ${unsure} of ${turns.length} answers is unclear`;
  if (other.length > 0) {
    const codes = [...new Set(other.map(({ code }) => code))].join(", ");
    return {
      passed: false,
      reason: `${other.length} of ${turns.length} answers are in ${codes}${counted}`,
      evidence: other.map(({ turn }) => whole(turn)),
    };
  }
  const together = judge(turns.map(({ text }) => text).join("\n"));
  if (together.is === "other")
    return {
      passed: false,
      reason: `the answers together are in ${together.code}${counted}`,
      evidence: turns.map(whole),
    };
  if (unsure < turns.length)
    return { passed: true, reason: `every clear answer is in ${language}${counted}` };
  if (together.is === "it")
    return { passed: true, reason: `the answers together are in ${language}${counted}` };
  return { passed: null, reason: "no answer is long enough, or clear enough, to tell its language" };
}
