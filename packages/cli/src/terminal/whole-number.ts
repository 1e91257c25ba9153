import { InvalidArgumentError } from "commander";

/** Reads an option's value as a whole number of at least 0. @throws commander's InvalidArgumentError, reported as wrong usage */
export function wholeNumber(text: string): number {
  return atLeast(0, text);
}

/** As {@link wholeNumber}, of at least 1. */
export function positiveNumber(text: string): number {
  return atLeast(1, text);
}

function atLeast(least: number, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(value) || value < least)
    throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
  return value;
}
