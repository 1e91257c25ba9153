/** A text with every line break, and the white space around it, as one space. Takes time linear in its length. */
export function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, (space) => (/[\r\n]/.test(space) ? " " : space));
}
