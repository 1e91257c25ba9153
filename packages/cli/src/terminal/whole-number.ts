import { InvalidArgumentError } from "commander";

/** Reads an option's value as a whole number of at least 0. @throws commander's InvalidArgumentError, reported as wrong usage */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError("It must be a whole number of at least 0.");
  return value;
}
