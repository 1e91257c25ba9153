import type { SpokenLanguage } from "./spoken-language.ts";

/** A number in words before its noun. */
export function counted(number: string, noun: string, { words }: SpokenLanguage): string {
  const between = /\p{Script=Han}$/u.test(number) && /^\p{Script=Han}/u.test(noun) ? "" : " ";
  return words?.counted(number, noun) ?? `${number}${between}${noun}`;
}

/** What is said with its sign before it. */
export function signed(mark: string, said: string, language: SpokenLanguage): string {
  if (mark === "") return said;
  if (/[-−]/.test(mark)) return negativeOf(said, language);
  const name = language.words?.signs[mark as "+" | "±"];
  return name === undefined ? said : `${name} ${said}`;
}

/** What is said as less than nought. */
export function negativeOf(said: string, { numbers }: SpokenLanguage): string {
  const minus = numbers.toCardinal("-1").replace(numbers.toCardinal(1), "").trim();
  return `${minus} ${said}`;
}
