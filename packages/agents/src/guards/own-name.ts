import { aroundValues, evading, finite, judging } from "./answer-words.ts";
import { isFormOfName } from "./first-name-forms.ts";
import { plainLetters } from "./number-words.ts";
import { isLikeWord, tellingWords } from "./other-name.ts";

interface Word {
  readonly said: string;
  readonly bare: string;
  /** Without what distinguishes no name. */
  readonly telling: readonly string[];
  /** What stands between the word before and this one. */
  readonly gap: string;
}

/**
 * Whether a text names somebody by a part of the name, with talk around it: "Mr Doyle from Leeds" and "Doyle, D as in David"
 * of Karen Doyle. It does not where another name stands before that part or directly beside it ("Kevin Doyle", "Karen
 * Miller", "Doyle, Kevin"), nor where somebody else belongs to it ("Doyle's son").
 */
export function saysOwnName(text: string, wordings: readonly string[]): boolean {
  const names = wordings.filter((wording) => /^\p{Lu}/u.test(wording)).map(tellingWords);
  const isCased = /\p{Lu}/u.test(text);
  const words = wordsOf(text);
  const isOwn = ({ said, telling }: Word): boolean =>
    (!isCased || /^\p{Lu}/u.test(said)) &&
    telling.length > 0 &&
    names.some((name) =>
      telling.every((one) => name.some((own) => isLikeWord(one, own) || isFormOfName(one, own))),
    );
  const isName = (word: Word | undefined): boolean =>
    word !== undefined && (!isCased || /^\p{Lu}/u.test(word.said)) && !isSmall(word) && !isOwn(word);
  // Any word has a capital where a sentence begins.
  const isFirst = ({ gap }: Word, at: number): boolean => isCased && (at === 0 || /[.!?…]/u.test(gap));
  const first = words.findIndex(isOwn);
  if (first === -1 || words.slice(0, first).some((word, at) => isName(word) && !isFirst(word, at)))
    return false;
  return words.every((word, at) => {
    if (!isOwn(word)) return true;
    const behind = words[at + 1];
    if (/['’]s$/iu.test(word.said)) return false;
    if (/^ +$/.test(word.gap) && isName(words[at - 1])) return false;
    if (behind === undefined || !/^,? +$/.test(behind.gap)) return true;
    // A surname may begin small: "Ana de la Cruz".
    const isSurname = names.some((name) =>
      word.telling.some((one) => isLikeWord(one, name.at(-1) as string)),
    );
    const next =
      isSurname || behind.gap.includes(",")
        ? behind
        : words.slice(at + 1, at + 1 + mostParticles).find(({ bare }) => !particles.has(bare));
    return !isName(next);
  });
}

/** The words of a text but titles. */
function wordsOf(text: string): readonly Word[] {
  let end = 0;
  return [...text.matchAll(/\p{L}[\p{L}\p{M}'’-]*/gu)].flatMap(({ 0: said, index }) => {
    const word = { said, bare: plainLetters(said), telling: tellingWords(said), gap: text.slice(end, index) };
    end = index + said.length;
    return titles.has(word.bare) ? [] : [word];
  });
}

/** Stands beside names and is none: letters that spell one, and the words of answers. */
const isSmall = ({ said, bare }: Word): boolean =>
  !/\p{L}{2}/u.test(said) || [aroundValues, evading, finite, judging].some((words) => words.has(bare));

const titles: ReadonlySet<string> = new Set(
  "mr mrs ms miss dr doctor prof herr herrn frau monsieur madame m mme senor senora don dona sr sra".split(
    " ",
  ),
);

const mostParticles = 4;
const particles: ReadonlySet<string> = new Set(
  "von van der den ter zu vom de del della di da dos du des la le los las el y of".split(" "),
);
