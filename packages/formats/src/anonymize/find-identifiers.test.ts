import * as fc from "fast-check";
import { expect, it } from "vitest";
import { apart, findIdentifiers } from "./find-identifiers.ts";

it.each([
  ["Order 123456 came.", ["number 123456"]],
  ["Room 12345 is free.", []],
  ["Ticket AB-1234 is open.", ["id AB-1234"]],
  ["Seat A-123 is taken.", []],
  ["On 2024-03-12 it rained.", []],
])("of %j, %j tells who it was", (text, found) => {
  expect(findIdentifiers(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)).toEqual(
    found,
  );
});

it("takes every UUID for an id, whichever its digits", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uuid(),
        fc.stringMatching(/^[a-f]{8}(-[a-f]{4}){3}-[a-f]{12}$/),
        fc.stringMatching(/^\d{8}(-\d{4}){3}-\d{12}$/),
      ),
      (id) => {
        expect(findIdentifiers(`Case ${id}.`)).toEqual([{ kind: "id", start: 5, end: 5 + id.length }]);
      },
    ),
  );
});

it("makes one of what overlaps, of the kind that came first, and loses no letter of any", () => {
  const place = fc
    .tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 6 }))
    .map(([start, length]) => ({ start, end: start + length }));
  fc.assert(
    fc.property(fc.array(place, { maxLength: 8 }), (places) => {
      const given = places.map((each, at) => ({ ...each, kind: String(at) }));
      const found = apart(given);
      const covered = (list: readonly { start: number; end: number }[]): boolean[] =>
        Array.from({ length: 30 }, (_, at) => list.some(({ start, end }) => at >= start && at < end));
      expect(covered(found)).toEqual(covered(places));
      for (const [index, { start, end, kind }] of found.entries()) {
        expect(start).toBeGreaterThanOrEqual(found[index - 1]?.end ?? 0);
        const earliest = given.find((each) => each.start >= start && each.end <= end);
        expect(kind).toBe(earliest?.kind);
      }
    }),
  );
});
