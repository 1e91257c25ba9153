import type { AudioNote } from "./segment.ts";

/** How many of something were to be heard, and how many are. */
export interface PlacedCount {
  readonly wanted: number;
  readonly placed: number;
}

/** What was asked for of the timing, and what of it there was room for. */
export type TimingCounts = Readonly<Record<"overlaps" | "interruptions" | "backchannels", PlacedCount>>;

/** What is counted, before anything is. */
export const nothingCounted: TimingCounts = {
  overlaps: { wanted: 0, placed: 0 },
  interruptions: { wanted: 0, placed: 0 },
  backchannels: { wanted: 0, placed: 0 },
};

const names = ["overlaps", "interruptions", "backchannels"] as const;

/** What is counted in two places, together. */
export function bothCounts(one: TimingCounts, other: TimingCounts): TimingCounts {
  const sum = (name: (typeof names)[number]): PlacedCount => ({
    wanted: one[name].wanted + other[name].wanted,
    placed: one[name].placed + other[name].placed,
  });
  return {
    overlaps: sum("overlaps"),
    interruptions: sum("interruptions"),
    backchannels: sum("backchannels"),
  };
}

/** What is heard less often than it was to be, in words: "3 of 5 interruptions have a place". */
export function describeMissed(counts: TimingCounts): string[] {
  return missedIn(counts).map(({ message }) => message);
}

const reasons: TimingNotes = {
  overlaps: { what: "overlaps_missed", name: "overlaps", why: "whoever speaks next has still to finish" },
  interruptions: {
    what: "interruptions_missed",
    name: "interruptions",
    why: "a turn of one word cannot be cut off",
  },
  backchannels: {
    what: "backchannels_missed",
    name: "back-channels",
    why: "listeners have no room in the turns of others, or nobody listens",
  },
};
type TimingNotes = Readonly<
  Record<
    (typeof names)[number],
    { readonly what: AudioNote["what"]; readonly name: string; readonly why: string }
  >
>;

/** A note for each kind of which fewer are heard than were to be. */
export function missedIn(counts: TimingCounts): AudioNote[] {
  return names.flatMap((kind) => {
    const { wanted, placed } = counts[kind];
    const { what, name, why } = reasons[kind];
    return placed >= wanted
      ? []
      : [{ what, wanted, placed, message: `${placed} of ${wanted} ${name} have a place: ${why}` }];
  });
}
