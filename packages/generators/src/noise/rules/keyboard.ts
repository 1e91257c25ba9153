import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { Random } from "@sdialog/core";
import { assertShare, editWords, matchCase } from "./edit-words.ts";
import type { NoiseRule } from "./noise-rule.ts";

const rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** Keys beside a key of the QWERTY layout, on its row and on the rows above and below. */
function neighbours(letter: string): string[] {
  const row = rows.findIndex((keys) => keys.includes(letter));
  const own = rows[row];
  if (own === undefined) return [];
  const column = own.indexOf(letter);
  const keys = [
    own[column - 1],
    own[column + 1],
    rows[row - 1]?.[column],
    rows[row - 1]?.[column + 1],
    rows[row + 1]?.[column - 1],
    rows[row + 1]?.[column],
  ];
  return keys.filter((key) => key !== undefined);
}

/** A finger that lands on the key beside: one letter of a word becomes its neighbour. */
export function keyboard(options: { readonly share?: number } = {}): NoiseRule {
  checkArguments("keyboard", arguments, 1);
  const { share = 0.1 } = checkOptions("keyboard", options, { share: true });
  assertShare(share, "share");
  return { name: "keyboard", apply: (text, random) => editWords(text, share, random, slip) };
}

function slip(word: string, random: Random): string | undefined {
  const letters = [...word];
  if (letters.length < 3) return undefined;
  const places = letters.flatMap((letter, index) =>
    neighbours(letter.toLowerCase()).length > 0 ? [index] : [],
  );
  if (places.length === 0) return undefined;
  const place = random.pick(places);
  const letter = letters[place] as string;
  return letters.with(place, matchCase(letter, random.pick(neighbours(letter.toLowerCase())))).join("");
}
