import type { CheckedConversation, OwnVerdict } from "../scenario/checked-conversation.ts";
import { turnsOf, whole } from "./speech-checks.ts";

/** Letters below which a text is too short to tell its language. */
const fewestLetters = 20;

/** The bot speaks one language. Turns that are too short to tell are passed over, and counted. */
export async function checkLanguage(language: string, talk: CheckedConversation): Promise<OwnVerdict> {
  const turns = turnsOf(talk, "bot");
  const long = turns.filter(({ text }) => (text.match(/\p{L}/gu) ?? []).length >= fewestLetters);
  if (long.length === 0) return { passed: null, reason: "no answer is long enough to tell its language" };
  // Its tables take a third of a second to load, and most tests need none.
  const { detectAll } = await import("tinyld");
  const other = long.flatMap((turn) => {
    const [best] = detectAll(turn.text);
    return best === undefined || best.lang === language ? [] : [{ turn, lang: best.lang }];
  });
  const short = turns.length - long.length;
  const passedOver = short === 0 ? "" : `; ${short} answers are too short to tell`;
  return {
    passed: other.length === 0,
    reason:
      other.length === 0
        ? `every answer is in ${language}${passedOver}`
        : `${other.length} of ${long.length} answers are in ${[...new Set(other.map(({ lang }) => lang))].join(", ")}${passedOver}`,
    evidence: other.map(({ turn }) => whole(turn)),
  };
}
