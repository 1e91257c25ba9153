const patterns = [
  /\bhttps?:\/\/[^\s<>"]*[^\s<>".,;:!?)]/g,
  /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /\{[^{}]*\}|\[[^[\]]*\]|<[^<>]*>|`[^`]*`/g,
  /\d+(?:[.,:/-]\d+)*/g,
];

/** The parts of a text that a rewording must keep letter by letter: links, addresses, placeholders, code, numbers. */
export function protectedParts(text: string): string[] {
  return [...new Set(patterns.flatMap((pattern) => text.match(pattern) ?? []))];
}
