import * as fc from "fast-check";
import { expect, it } from "vitest";
import { turnsInOrder } from "./turns-in-order.ts";

const at = (...times: unknown[]) => times.map((time, index) => ({ speaker: "A", text: String(index), time }));
const order = (...times: unknown[]) => {
  const ordered = turnsInOrder(at(...times));
  return `${ordered.order} ${ordered.turns.map(({ text }) => text).join("")}`;
};

// Each before the next one, on one clock.
it.each([
  [
    "1970-01-02 00:00",
    "1970-01-02 00:00:00.5",
    "1970-01-02 00:00:01",
    "1970-01-02 00:01",
    "1970-02-01 00:00",
  ],
  ["2024-01-01T00:00", "2024-1-31 0:00", "2024/12/01 10:00", "2024.12.31 23:59:60", "2025-01-01  24:00"],
  [
    "2024-03-12T10:00+02:00",
    "2024-03-12T10:00+01",
    "2024-03-12T10:00+0030",
    "2024-03-12T10:00Z",
    "2024-03-12 10:00 -0130",
  ],
  ["999999999", 1_000_000_000, 1_000_000_001_500, "1000000002", "1000000002.5"],
])("%j, %j, %j, %j and %j follow each other", (...times) => {
  const reversed = times.toReversed();
  expect(order(...times)).toBe("kept 01234");
  expect(order(...reversed)).toBe("changed 43210");
  expect(order(times[0], ...times)).toBe("kept 012345");
});

it.each([
  "",
  undefined,
  "9:00",
  "2024-00-10 10:00",
  "2024-13-10 10:00",
  "2024-10-00 10:00",
  "2024-10-32 10:00",
  "2024-10-10 25:00",
  "2024-10-10 10:60",
  "2024-10-10 10:00:61",
  "2024-10/10 10:00",
  "12345678",
])("a time such as %j tells nothing", (time) => {
  expect(order("2024-10-10 10:00", time)).toBe("unknown 01");
  expect(order(time)).toBe("kept 0");
});

it("does not compare a time with a zone with one without", () => {
  expect(order("2024-10-10 10:00", "2024-10-10 09:00Z")).toBe("unknown 01");
});

it("puts any times in order, and leaves those of one time as they stand", () => {
  const times = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 9 });
  fc.assert(
    fc.property(times, (hours) => {
      const { turns } = turnsInOrder(at(...hours.map((hour) => `2024-10-10 ${hour}:00`)));
      const expected = hours.map((hour, index) => ({ hour, index })).toSorted((a, b) => a.hour - b.hour);
      expect(turns.map(({ text }) => Number(text))).toEqual(expected.map(({ index }) => index));
    }),
    { numRuns: 50 },
  );
});
