import { aroundValues, leadIn, pleases, polite } from "./answer-words.ts";
import { isLikeWord, tellingWords } from "./other-name.ts";

/** What is offered, up to the end of the question: "aisle or window". */
const offer =
  /(?<![\p{L}\p{N}-])(?<one>[\p{L}\p{N}-]+),? (?:or|oder|ou|o|u) (?<other>[^.,;:!?¿¡]{1,60})(?=[^.!?]{0,40}\?)/giu;

/**
 * Whether an answer takes the one of two options that a fact is not: "aisle, please" to "Aisle or window?" of a window
 * seat. Nothing where it says more than that, or the question offers nothing of the kind.
 */
export function isOtherOption(answer: string, question: string, wordings: readonly string[]): boolean {
  const own = wordings.flatMap(tellingWords);
  const asked = tellingWords(question);
  const said = tellingWords(answer.replaceAll(polite, " ").toLowerCase().replaceAll(/['’]/gu, ""));
  const lead = leadIn.exec(said.map((word) => `${word} `).join(""))?.[0].trim();
  const rest = said.slice(lead === undefined ? 0 : lead.split(" ").length);
  if (rest.some((word) => !aroundValues.has(word) && !pleases.has(word) && !isIn(asked, word))) return false;
  return [...question.matchAll(offer)].some(({ groups = {} }) => {
    const [one, other] = [groups["one"] ?? "", groups["other"] ?? ""].map((option) =>
      tellingWords(option).find((word) => !aroundValues.has(word)),
    );
    if (one === undefined || other === undefined || isIn(own, one) === isIn(own, other)) return false;
    const [right, wrong] = isIn(own, one) ? [one, other] : [other, one];
    return isIn(rest, wrong) && !isIn(rest, right);
  });
}

const isIn = (words: readonly string[], word: string): boolean =>
  words.some((other) => isLikeWord(word, other));
