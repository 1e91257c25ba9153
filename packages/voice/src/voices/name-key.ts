/** The words of a text as names are compared: in lower case, without accents and apostrophes, `Māori` as `maori`. */
export function nameWords(text: string): string[] {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036F'’‘ʻʼ`]/g, "")
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== "");
}

/** A name by which it is found, however it is written. */
export function nameKey(name: string): string {
  return nameWords(name).join(" ");
}
