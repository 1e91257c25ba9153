/**
 * A text in parts of at most so many UTF-16 units, for providers that take no more at once: between sentences where that is
 * possible, else between words, else anywhere.
 */
export function splitText(text: string, most: number): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const head = rest.slice(0, most + 1);
    const sentence = Math.max(
      ...[...head.matchAll(/[.!?…](?=\s)|[。！？]/gu)].map((match) => match.index + match[0].length),
      0,
    );
    const word = head.lastIndexOf(" ");
    const whole = /[\uD800-\uDBFF]/.test(rest.charAt(most - 1)) ? most - 1 : most;
    const at = sentence > most / 4 ? sentence : word > 0 ? word : whole;
    parts.push(rest.slice(0, at).trim());
    rest = rest.slice(at).trim();
  }
  return rest === "" ? parts : [...parts, rest];
}
