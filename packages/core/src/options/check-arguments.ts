import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

const ordinals = ["first", "second", "third", "fourth"];

/**
 * Refuses what is passed by position after the last parameter there is: options are named and stand in one object, so
 * anything after it is lost.
 *
 * @param owner what is called, as it is written: `new Agent`, `withRecording`
 * @param given all that it was called with: its `arguments`
 * @param most how many parameters it has
 * @throws InvalidArgumentError telling how many there were, never their values; `undefined` is not a mistake
 */
export function checkArguments(owner: string, given: ArrayLike<unknown>, most: number): void {
  if (
    given.length <= most ||
    Array.from(given)
      .slice(most)
      .every((value) => value === undefined)
  )
    return;
  const takes = most === 0 ? "no arguments" : most === 1 ? "one argument" : `${most} arguments`;
  throw new InvalidArgumentError(`${owner} takes ${takes}, and was given ${given.length}`, {
    hint: most === 0 ? "Leave them out." : "Name the others in the object of options, if it has them.",
  });
}

/**
 * Refuses a call without what it cannot do without, before it fails somewhere else in words of the language. Called when the
 * options are known to be right: who misspelled one is told of that first.
 *
 * @param least how many arguments there must be
 * @throws InvalidArgumentError naming the first that is missing
 */
export function requireArguments(owner: string, given: ArrayLike<unknown>, least: number): void {
  for (let place = 0; place < least; place++) {
    const value = given[place];
    if (value !== undefined && value !== null) continue;
    const needs = least === 1 ? "an argument" : `${least} arguments`;
    throw new InvalidArgumentError(`${owner} needs ${needs}: the ${ordinals[place]} is ${String(value)}`);
  }
}
