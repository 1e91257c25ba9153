import type { Place } from "./edge-curve.ts";

/** A rectangle by its middle. */
export interface Area extends Place {
  readonly width: number;
  readonly height: number;
}

/** The number of an edge, where the layout put it, and the line it belongs to. */
export interface EdgeNumber extends Area {
  /** Places along the edge, close together. */
  readonly line: readonly Place[];
}

/**
 * A place for each number at which nothing but its own edge runs through it, and no box or other number covers it: where
 * the layout put it, or else as near to that as can be along its edge. Where an edge offers no such place, the one with
 * the least in its way.
 */
export function freePlaces(numbers: readonly EdgeNumber[], boxes: readonly Area[]): Place[] {
  const lines = numbers.map(({ line }) => ({ line, extent: extentOf(line) }));
  const places: Area[] = numbers.map(({ x, y, width, height }) => ({ x, y, width, height }));
  for (const [index, number] of numbers.entries()) {
    const inTheWay = (area: Area): number => {
      const crossing = lines.filter(
        ({ line, extent }, other) =>
          other !== index && overlap(area, extent) && line.some((point) => isWithin(point, area)),
      );
      const covering = [...boxes, ...places.filter((_, other) => other !== index)];
      return crossing.length + covering.filter((other) => overlap(area, other)).length;
    };
    let best = places[index] as Area;
    let least = inTheWay(best);
    for (const point of least === 0 ? [] : nearestFirst(number)) {
      const area = { ...best, ...point };
      const hits = inTheWay(area);
      if (hits < least) [best, least] = [area, hits];
      if (least === 0) break;
    }
    places[index] = best;
  }
  return places;
}

function nearestFirst({ x, y, line }: EdgeNumber): Place[] {
  const distance = (point: Place): number => Math.hypot(point.x - x, point.y - y);
  return line.toSorted((a, b) => distance(a) - distance(b));
}

function isWithin(point: Place, { x, y, width, height }: Area): boolean {
  return Math.abs(point.x - x) < width / 2 && Math.abs(point.y - y) < height / 2;
}

function overlap(a: Area, b: Area): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
}

function extentOf(line: readonly Place[]): Area {
  const [xs, ys] = [line.map(({ x }) => x), line.map(({ y }) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left + 1, height: bottom - top + 1 };
}
