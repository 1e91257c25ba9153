import { expect, it } from "vitest";
import { fallsShort } from "./run-outcomes.ts";

it.each([
  [0, 0, 0.5, false],
  [0, 0, 1, false],
  [1, 1, 0.5, false],
  [1, 2, 0.5, true],
  [0, 1, 0, false],
  [0, 1, 0.1, true],
  [3, 0, 1, false],
])(
  "%i reached and %i missed of which a share of %d had to be reached: too few: %s",
  (reached, missed, required, short) => {
    expect(fallsShort({ reached, missed, required, unjudged: 0, outcomes: {}, faults: {} })).toBe(short);
  },
);
