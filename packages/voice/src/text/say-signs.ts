import type { NumberWords } from "./number-words.ts";
import type { SpokenWords } from "./spoken-words.ts";

/** Addresses, codes, abbreviations and signs in words. */
export function saySigns(
  text: string,
  words: SpokenWords | undefined,
  numbers: NumberWords | undefined,
): string {
  if (words === undefined) return spelledCodes(text, numbers);
  const { signs } = words;
  const spellAddress = (address: string): string =>
    address
      .replace(/^https?:\/\/(?:www\.)?/i, "")
      .replace(/\/$/, "")
      .replaceAll(/[.@/_-]/g, (sign) => ` ${signs[sign as "."]} `);
  const said = text
    .replaceAll(/\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/gi, spellAddress)
    .replaceAll(/[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g, spellAddress)
    .replaceAll(/\bwww(?:\.[\w-]+)+(?:\/[\w/-]*)?/gi, spellAddress);
  return spelledCodes(abbreviationsIn(said, words), numbers)
    .replaceAll(/\s&\s/g, ` ${signs["&"]} `)
    .replaceAll(/(?<=\d)\s*=\s*(?=\d)/g, ` ${signs["="]} `)
    .replaceAll(/(?<=\d)\s*\+\s*(?=\d)/g, ` ${signs["+"]} `)
    .replaceAll(/(?<=^|\s)#\s?(?=\d)/g, `${signs["#"]} `);
}

function abbreviationsIn(text: string, { abbreviations }: SpokenWords): string {
  return Object.entries(abbreviations).reduce((said, [short, long]) => {
    if (!said.toLowerCase().includes(short)) return said;
    const pattern = new RegExp(
      String.raw`(?<![\p{L}\p{N}])${short.replaceAll(/[.*+?^$()[\]{}|\\/]/g, String.raw`\$&`)}(?![\p{L}\p{N}])`,
      "giu",
    );
    return said.replace(pattern, (found: string, at: number) => {
      // "No. 5" is a number, "No." an answer; titles and shortened words of streets want a name beside them.
      const after = said.slice(at + found.length);
      if (short === "no." && !/^\s*\d/.test(after)) return found;
      if (short === "st." && !/^\s*\p{Lu}/u.test(after)) return "street";
      const ends = after.trim() === "" || /^\s+\p{Lu}/u.test(after);
      return ends && /^(?:etc|usw|inc|ltd|etcétera)/.test(short) ? `${long}.` : long;
    });
  }, text);
}

/** Letters mixed with digits, as orders and flights have them, are spelled: `AB-1234` → `A B 1 2 3 4`. */
function spelledCodes(text: string, numbers: NumberWords | undefined): string {
  return text.replaceAll(
    /(?<![\p{L}\p{N}.,-])(?=[A-Z\d-]*[A-Z])(?=[A-Z\d-]*\d)[A-Z\d]+(?:-[A-Z\d]+)*(?![\p{L}\p{N}])/gu,
    (code) => (code.replaceAll("-", "").length < 3 && !/\d$/.test(code) ? code : spelled(code, numbers)),
  );
}

/** Each letter and digit on its own. */
export function spelled(code: string, numbers: NumberWords | undefined): string {
  return [...code.replaceAll(/[^\p{L}\p{N}]/gu, "")]
    .map((sign) => (/\d/.test(sign) && numbers !== undefined ? numbers.toCardinal(sign) : sign))
    .join(" ");
}
