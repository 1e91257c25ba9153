/** Runs of characters between white space. */
export function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

export function capitalize(text: string): string {
  const [first = "", ...rest] = text;
  return first.toUpperCase() + rest.join("").toLowerCase();
}

export function titleCase(text: string): string {
  return text.replaceAll(/[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu, capitalize);
}

export function strip(text: string, characters?: string): string {
  if (characters === undefined) return text.trim();
  const letters = [...text];
  const keeps = (letter: string): boolean => !characters.includes(letter);
  const start = letters.findIndex(keeps);
  return start === -1 ? "" : letters.slice(start, letters.findLastIndex(keeps) + 1).join("");
}

export function replaceText(
  text: string,
  search: string | RegExp,
  replacement: string,
  count: number,
): string {
  if (typeof search !== "string") return text.replace(search, replacement);
  if (search === "" || count <= 0) return text;
  const parts = text.split(search);
  return [parts.slice(0, count + 1).join(replacement), ...parts.slice(count + 1)].join(search);
}
