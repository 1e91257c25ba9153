import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { curvePath, curvePoints, type Place } from "./edge-curve.ts";
import { type EdgeNumber, freePlaces } from "./free-places.ts";

function number(line: Place[], at = line.length >> 1): EdgeNumber {
  return { ...(line[at] as Place), width: 20, height: 12, line };
}
const straight = (from: Place, to: Place): Place[] => curvePoints([[from, from, to, to]]);
const hit = (place: Place, points: readonly Place[]): boolean =>
  points.some(({ x, y }) => Math.abs(x - place.x) < 10 && Math.abs(y - place.y) < 6);

describe("freePlaces", () => {
  it("leaves a number alone that nothing crosses", () => {
    const line = straight({ x: 0, y: 0 }, { x: 0, y: 100 });
    expect(freePlaces([number(line)], [])).toEqual([
      expect.objectContaining({ x: 0, y: line[line.length >> 1]?.y }),
    ]);
  });

  it("moves a number along its own edge away from others, boxes and numbers", () => {
    const random = new Random(7);
    for (let round = 0; round < 20; round++) {
      const ends = random.shuffle([0, 1, 2, 3, 4, 5]);
      const lines = ends.map((end, start) => straight({ x: 60 * start, y: 0 }, { x: 60 * end, y: 400 }));
      const boxes = [{ x: 150, y: 200, width: 60, height: 30 }];
      const places = freePlaces(
        lines.map((line) => number(line)),
        boxes,
      );
      for (const [index, at] of places.entries()) {
        expect(hit(at, lines[index] as Place[])).toBe(true);
        for (const [other, line] of lines.entries()) if (other !== index) expect(hit(at, line)).toBe(false);
        for (const box of boxes)
          expect(Math.abs(at.x - box.x) >= 40 || Math.abs(at.y - box.y) >= 21).toBe(true);
      }
    }
  });

  it("stays on the edge where there is no free place", () => {
    const line = straight({ x: 0, y: 0 }, { x: 0, y: 50 });
    const [at] = freePlaces([number(line), number([...line])], []);
    expect(hit(at as Place, line)).toBe(true);
  });
});

it("draws a curve as a path", () => {
  const [a, b] = [
    { x: 0, y: 0 },
    { x: 1 / 3, y: 10 },
  ];
  expect(curvePath([[a, a, b, b]])).toBe("M0 0C0 0 0.33 10 0.33 10");
});
