import { InvalidArgumentError, type Random } from "@sdialog/core";
import type { ExperiencePersona } from "./experience.ts";

/** People for experiences, `count` different ones at a time, from a pool such as a hub of personas. @throws InvalidArgumentError when the pool is too small */
export function sampledPersonas(
  pool: readonly ExperiencePersona[],
): (random: Random, count: number) => readonly ExperiencePersona[] {
  return (random, count) => {
    if (pool.length < count)
      throw new InvalidArgumentError(`The pool holds ${pool.length} people, but ${count} are needed`);
    return random.sample(pool, count);
  };
}

/** People who belong together, reused as they are, each group once before any comes again: for example the interlocutors of an existing dataset. @throws InvalidArgumentError when there are no groups */
export function reusedPersonas(
  groups: readonly (readonly ExperiencePersona[])[],
): (random: Random, count: number, index: number) => readonly ExperiencePersona[] {
  if (groups.length === 0) throw new InvalidArgumentError("There are no people to reuse");
  return (_random, _count, index) => groups[index % groups.length] as readonly ExperiencePersona[];
}

/** A person from descriptive sentences, as persona hubs write them. */
export function describedPersona(name: string, description: string): ExperiencePersona {
  return { name, description };
}
