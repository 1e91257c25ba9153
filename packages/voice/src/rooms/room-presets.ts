import { InvalidArgumentError, type Random } from "@sdialog/core";
import { nearestName } from "@sdialog/core/internal";
import type { MaterialName } from "./materials.ts";
import type { Position, RoomOptions } from "./room.ts";

/** How far a room that is drawn goes on behind what it must hold, in metres. */
const margin = 0.3;

/** Rooms that people talk in. */
export const roomPresets = {
  office: {
    size: [4.2, 3.4, 2.7],
    materials: { floor: "carpet", ceiling: "plasterboard", west: "glass", walls: "furnished" },
  },
  "meeting room": {
    size: [7.5, 5.2, 2.9],
    materials: { floor: "carpet", ceiling: "acoustic ceiling", north: "glass", walls: "plasterboard" },
  },
  kitchen: {
    size: [3.8, 2.9, 2.5],
    materials: {
      floor: "tiles",
      ceiling: "plaster",
      east: "glass",
      west: "furnished",
      north: "furnished",
      walls: "plaster",
    },
  },
  "living room": {
    size: [5.6, 4.3, 2.5],
    materials: { floor: "parquet", ceiling: "plaster", south: "curtain", walls: "furnished" },
  },
  bathroom: {
    size: [2.6, 2.1, 2.4],
    materials: { floor: "tiles", ceiling: "plasterboard", west: "furnished", walls: "tiles" },
  },
  car: {
    size: [2.4, 1.5, 1.2],
    materials: { floor: "carpet", ceiling: "upholstery", west: "glass", east: "upholstery", walls: "glass" },
  },
  hall: { size: [24, 15, 8], materials: { floor: "audience", ceiling: "wood panelling", walls: "plaster" } },
  classroom: {
    size: [9, 7, 3.2],
    materials: { floor: "linoleum", ceiling: "acoustic ceiling", west: "glass", walls: "plaster" },
  },
} as const satisfies Readonly<Record<string, RoomOptions>>;

/** A room by name. */
export type RoomName = keyof typeof roomPresets;

/** A room by its name. @throws InvalidArgumentError with the nearest name */
export function roomPreset(name: string): RoomOptions {
  const names = Object.keys(roomPresets);
  if (!Object.hasOwn(roomPresets, name)) {
    const nearest = nearestName(name, names);
    throw new InvalidArgumentError(`There is no room called "${name}"`, {
      hint: nearest === undefined ? `Known: ${names.join(", ")}, random.` : `Did you mean "${nearest}"?`,
    });
  }
  return roomPresets[name as RoomName];
}

/**
 * A room drawn at random: 2.5 to 10 metres long, of materials that walls, floors and ceilings are made of.
 *
 * @param holding places that must be inside of it: it is larger where they ask for that
 */
export function randomRoom(random: Random, holding: readonly Position[] = []): RoomOptions {
  const between = (low: number, high: number): number =>
    Math.round((low + (high - low) * random.next()) * 100) / 100;
  const atLeast = (drawn: number, axis: 0 | 1 | 2): number =>
    Math.max(drawn, ...holding.map((place) => Math.round((place[axis] + margin) * 100) / 100));
  const pick = (...names: MaterialName[]): MaterialName => random.pick(names);
  const wall = (): MaterialName =>
    pick("brick", "plaster", "plasterboard", "glass", "curtain", "furnished", "wood panelling");
  return {
    size: [atLeast(between(2.5, 10), 0), atLeast(between(2.5, 8), 1), atLeast(between(2.3, 4), 2)],
    materials: {
      floor: pick("parquet", "linoleum", "tiles", "carpet"),
      ceiling: pick("plaster", "plasterboard", "acoustic ceiling", "concrete"),
      west: wall(),
      east: wall(),
      south: wall(),
      north: wall(),
    },
  };
}
