import { madeOnce } from "@sdialog/core/internal";
import { type ComparedAnswer, type Place, withoutPlaces } from "./compared-answer.ts";

const things =
  "(?:digits|numbers|figures|characters|letters|signs|ones|ziffern|stellen|zeichen|zahlen|chiffres|caracteres|signes|cifras|digitos|numeros)";
const few = String.raw`(?:\d{1,2}|few|couple of|paar|quelques)`;
const are = "(?: (?:are|is|sind|ist|lauten|sont|son))?";

const counted = (words: string): string =>
  String.raw`\b(?:${few} (?:${words})(?: ${things})?|(?:${words})(?: ${few})? ${things}|(?:${words}) ${few})(?![\p{L}\p{N}])${are}`;

/** How one says that a part is told, by where it stands; "the last 4 are", "les 4 derniers chiffres sont". */
const parts = madeOnce(() => ({
  end: new RegExp(
    String.raw`\b(?:ends|finish(?:es)?) (?:in|with|on)\b|\bending(?: (?:in|with|on))?\b|\b(?:endet|hort) (?:auf|mit)\b|\b(?:se )?(?:termine|finit|finissant|terminant) (?:par|en)\b|\b(?:termina|acaba|terminad[oa]|acabad[oa]) (?:en|con|por)\b|${counted("last|final|letzten?|derni(?:er|ere)s?|ultim[oa]s?")}`,
    "u",
  ),
  start: new RegExp(
    String.raw`\b(?:starts|starting|begins|beginning) (?:with|in)\b|\b(?:beginnt|anfang|fangt(?: es| sie)?) mit\b|\b(?:commence|debute|commencant) par\b|\b(?:empieza|comienza|empezando) (?:por|con|en)\b|${counted("first|1st|1th|ersten?|premi(?:er|ere)s?|primer[oa]s?")}`,
    "u",
  ),
  // Where it stands is not told.
  anywhere:
    /\b(?:(?:can )?only (?:read|see|make out|have|remember|know)|can (?:just )?(?:read|make out)|the rest|part of (?:it|the)|(?:lesen|erkennen|entziffern) kann ich nur|kann (?:ich )?nur|nur (?:noch )?(?:lesen|erkennen|entziffern)|der rest|le reste|(?:je )?(?:ne )?(?:lis|vois) que|el resto|solo (?:leo|veo|puedo leer|se lee))\b/u,
}));

/**
 * Compares what is told for a part of a code with the code: its end ("the last 4 are 471B"), its beginning, or what of it
 * can be read. Nothing where no part is told.
 *
 * @param said the answer as `withDigits` gives it
 * @param bares the codes that are right, in letters and digits alone
 * @param spelt what is read out sign by sign
 */
export function partOfCode(
  said: string,
  bares: readonly string[],
  { question, spelt }: { readonly question: string; readonly spelt: readonly Run[] },
): ComparedAnswer | undefined {
  const { end, start, anywhere } = parts();
  const told = (text: string): "end" | "start" | "anywhere" | undefined =>
    end.test(text) ? "end" : start.test(text) ? "start" : anywhere.test(text) ? "anywhere" : undefined;
  const where = told(said) ?? told(question);
  if (where === undefined) return undefined;
  const cues = [end, start, anywhere].flatMap((cue) => {
    const found = cue.exec(said);
    return found === null ? [] : [{ start: found.index, end: found.index + found[0].length }];
  });
  const written = runsIn(withoutPlaces(said, [...cues, ...spelt]));
  const runs = [...spelt, ...written];
  const isPart = (way: string): boolean =>
    bares.some((bare) =>
      where === "end" ? bare.endsWith(way) : where === "start" ? bare.startsWith(way) : bare.includes(way),
    );
  const right = runs.filter(({ ways }) => ways.some(isPart));
  if (right.length > 0) return { verdict: "same", read: right };
  // Another number may be of anything, unless it stands right behind the words for it, or nothing else does.
  const ahead = cues.length === 0 ? [0] : cues.map((cue) => cue.end);
  const behind = runs.filter((run) =>
    ahead.some((at) => at <= run.start && !/[\p{L}\p{N}]/u.test(said.slice(at, run.start))),
  );
  return behind.length > 0 && where !== "anywhere" ? { verdict: "other", read: behind } : undefined;
}

interface Run extends Place {
  /** All that it can be. */
  readonly ways: readonly string[];
}

const hasDigit = ({ 0: word }: RegExpExecArray): boolean => /\d/.test(word);

const shortest = 3;
const isShort = (word: RegExpExecArray | undefined): boolean =>
  word !== undefined && word[0].length <= shortest;

/** One digit would be of many codes. */
const leastSigns = 2;

/** Signs that may be of a code: words with digits, and short ones beside them, with all that these may be. */
function runsIn(said: string): readonly Run[] {
  return [...said.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]+(?:[ ./()-]{1,2}[\p{L}\p{N}]+)*/gu)].flatMap(
    ({ 0: text, index }) => {
      const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
      const first = words.findIndex(hasDigit);
      const last = words.findLastIndex(hasDigit);
      if (first === -1) return [];
      const starts = [first, ...(isShort(words[first - 1]) ? [first - 1] : [])];
      const ends = [last, ...(isShort(words[last + 1]) ? [last + 1] : [])];
      const ways = starts.flatMap((from) =>
        ends.map((to) =>
          words
            .slice(from, to + 1)
            .map(([word]) => word)
            .join(""),
        ),
      );
      const opening = words[Math.min(...starts)] as RegExpExecArray;
      const closing = words[Math.max(...ends)] as RegExpExecArray;
      return [
        {
          start: index + opening.index,
          end: index + closing.index + closing[0].length,
          ways: ways.filter((way) => way.length >= leastSigns),
        },
      ];
    },
  );
}
