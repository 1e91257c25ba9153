import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

/**
 * Refuses options that lack what cannot be left out, also when nothing was given at all.
 *
 * @param owner what is called, as it is written: `new Conversation`
 * @throws InvalidArgumentError naming the first that is missing
 */
export function requireOptions<Options extends object>(
  owner: string,
  options: Options,
  names: readonly (keyof Options & string)[],
): void {
  const given: Options | undefined = options;
  const missing = names.find((name) => given?.[name] === undefined || given[name] === null);
  if (missing === undefined) return;
  throw new InvalidArgumentError(`${owner} needs ${missing}`, { hint: `Name it: { ${missing}: … }.` });
}
