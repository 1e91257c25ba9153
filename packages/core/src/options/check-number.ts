import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/** @throws InvalidArgumentError unless an option is a whole number of at least so many */
export function checkCount(name: string, value: number, least: number): void {
  if (!(Number.isSafeInteger(value) && value >= least))
    throw new InvalidArgumentError(
      `${name} must be a whole number of at least ${least}, not ${String(value)}`,
    );
}

/** @throws InvalidArgumentError unless an option is a share or a probability */
export function checkShare(name: string, value: number): void {
  if (!(value >= 0 && value <= 1))
    throw new InvalidArgumentError(`${name} must be between 0 and 1, not ${String(value)}`);
}
