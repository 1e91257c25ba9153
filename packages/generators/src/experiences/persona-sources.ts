import { checkArguments, requireArguments } from "@sdialog/core/internal";
import { InvalidArgumentError, type Random } from "@sdialog/core";
import { personAsGiven } from "./as-given.ts";
import type { ExperiencePersona, UnnamedPersona } from "./experience.ts";

/** Supplies the people of an experience. `index` is the experience's number. */
export type PersonaSource = (random: Random, count: number, index: number) => readonly ExperiencePersona[];

/**
 * People for experiences, `count` different ones at a time, from a pool such as a hub of personas.
 * @throws InvalidArgumentError for what is not a person; when drawn from, if the pool is too small
 */
export function sampledPersonas(pool: readonly UnnamedPersona[]): PersonaSource {
  checkArguments("sampledPersonas", arguments, 1);
  requireArguments("sampledPersonas", arguments, 1);
  const people = pool.map((person, position) => personAsGiven(person, `pool[${position}]`));
  return (random, count) => {
    if (people.length < count)
      throw new InvalidArgumentError(`The pool holds ${people.length} people, but ${count} are needed`);
    return named(random.sample(people, count), random);
  };
}

/**
 * People who belong together, reused as they are, each group once before any comes again: for example the interlocutors
 * of an existing dataset.
 * @throws InvalidArgumentError when there are no groups, and for what is not a person
 */
export function reusedPersonas(groups: readonly (readonly UnnamedPersona[])[]): PersonaSource {
  checkArguments("reusedPersonas", arguments, 1);
  requireArguments("reusedPersonas", arguments, 1);
  if (groups.length === 0) throw new InvalidArgumentError("There are no people to reuse");
  const people = groups.map((group, number) =>
    group.map((person, position) => personAsGiven(person, `groups[${number}][${position}]`)),
  );
  return (random, _count, index) => named(people[index % people.length] as readonly UnnamedPersona[], random);
}

/** A person from descriptive sentences, as persona hubs write them. */
export function describedPersona(name: string, description: string): ExperiencePersona {
  return { name, description };
}

/** First names of people of any gender, since a description may say which. */
const names =
  "Alex Ariel Blake Cameron Casey Charlie Dana Drew Eden Elliot Emery Finley Frankie Harper Hayden Jamie Jesse Jordan Jules Kai Kerry Kim Lee Logan Lou Marion Max Micah Morgan Nico Noel Parker Quinn Reese Riley Robin Rowan Sam Sasha Sidney Skyler Taylor Toni Tracy".split(
    " ",
  );

/** The people with names of their own: those who have none are given one that nobody else in the group has. */
function named(people: readonly UnnamedPersona[], random: Random): readonly ExperiencePersona[] {
  const taken = new Set(people.map(({ name }) => name));
  const free = random.fork("names").sample(
    names.filter((name) => !taken.has(name)),
    people.length,
  );
  return people.map((person, position) => ({ ...person, name: person.name ?? (free[position] as string) }));
}
