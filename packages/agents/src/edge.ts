import type { Seed } from "@sdialog/core";

/** Tells the time. Everything in this package takes one, so that tests and replays can hold it still. */
export type Clock = () => Date;

/** The time of this machine: the default wherever a {@link Clock} can be given. */
export const systemClock: Clock = () => new Date();

/** A random seed, for conversations that were not given one. It is recorded in the dialogue. */
export function freshSeed(): Seed & number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) & 0x7fffffff;
}
