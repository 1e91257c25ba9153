/** Tells the time. Everything in this package takes one, so that tests and replays can hold it still. */
export type Clock = () => Date;

/** The time of this machine: the default wherever a {@link Clock} can be given. */
export const systemClock: Clock = () => new Date();

/** Now, in UTC to the second, as SDialog writes it: `2026-11-20T10:00:00Z`. */
export function timestamp(clock: Clock): string {
  return clock()
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
}
