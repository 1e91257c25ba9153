import { InvalidArgumentError } from "commander";

/** Reads an option's value as a number. @throws commander's InvalidArgumentError, reported as wrong usage */
export function decimalNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("It must be a number.");
  return value;
}
