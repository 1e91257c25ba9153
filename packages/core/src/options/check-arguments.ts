import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

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
