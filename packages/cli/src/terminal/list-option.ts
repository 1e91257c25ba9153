/** Reads an option's value as a list separated by commas. */
export function listOption(text: string): string[] {
  return text
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}
