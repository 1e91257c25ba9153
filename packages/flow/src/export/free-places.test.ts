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

  it("moves no further than it must, and to the nearer side", () => {
    const line = straight({ x: 0, y: 0 }, { x: 0, y: 200 });
    const at = (y: number): EdgeNumber => ({ x: 0, y, width: 20, height: 12, line });
    // A box of 30 reaches 15 to either side of 100, and the number 6.
    for (const [from, expected] of [
      [95, 79],
      [105, 121],
      [78, 78],
      [121, 121],
    ] as const) {
      const [place] = freePlaces([at(from)], [{ x: 0, y: 100, width: 60, height: 30 }]);
      expect(Math.abs((place?.y ?? 0) - expected)).toBeLessThan(3);
    }
  });

  it.each([
    ["beside it", { x: 19, y: 50 }, 20, false],
    ["beside it, touching", { x: 20, y: 50 }, 20, true],
    ["above it", { x: 0, y: 40 }, 12, false],
    ["above it, touching", { x: 0, y: 38 }, 12, true],
    ["around it", { x: 0, y: 50 }, 2, false],
  ])("leaves a number where a box is %s only when nothing overlaps", (_what, box, size, stays) => {
    const line = straight({ x: 0, y: 0 }, { x: 0, y: 100 });
    const own: EdgeNumber = { x: 0, y: 50, width: 20, height: 12, line };
    const [place] = freePlaces([own], [{ ...box, width: size, height: size === 20 ? 12 : size }]);
    expect(place?.y === 50).toBe(stays);
  });

  it("makes way for another edge that crosses, and for none that only passes by", () => {
    const line = straight({ x: 0, y: 0 }, { x: 0, y: 100 });
    const own: EdgeNumber = { x: 0, y: 50, width: 20, height: 12, line };
    const other = (y: number, x = 0): EdgeNumber => {
      const across = straight({ x: x - 60, y }, { x: x + 60, y });
      return { ...(across[0] as Place), width: 20, height: 12, line: across };
    };
    for (const [crossing, stays] of [
      [other(50), false],
      [other(54), false],
      [other(57), true],
      [other(43), true],
      [other(50, 200), true],
      [other(50, -71), true],
    ] as const) {
      const [place] = freePlaces([own, crossing], []);
      expect([place?.y === 50, Math.abs((place?.y ?? 0) - crossing.y) >= 6 || stays]).toEqual([stays, true]);
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
