import { InvalidArgumentError } from "@sdialog/core";
import { checkOptions, nearestName, type OptionNames } from "@sdialog/core/internal";
import { type Material, materials, octaveBands } from "./materials.ts";

/** A place or a distance along the three axes of a room, in metres from the corner where they begin. */
export type Position = readonly [x: number, y: number, z: number];

/** The six walls: `west` and `east` bound x, `south` and `north` y, `floor` and `ceiling` z. */
export const walls = ["west", "east", "south", "north", "floor", "ceiling"] as const;
/** One of the six. */
export type Wall = (typeof walls)[number];

/** A rectangular room. */
export interface RoomOptions {
  /** Length, width and height in metres. */
  readonly size: Position;
  /** What all walls are made of, or each: `{ floor: "carpet", walls: "plasterboard" }`, where `walls` is the rest. */
  readonly materials: Material | Readonly<Partial<Record<Wall | "walls", Material>>>;
  /** Whether air swallows sound too. Default: true. */
  readonly air?: boolean | undefined;
}

/** The names of {@link RoomOptions}. */
export const roomOptionNames: OptionNames<RoomOptions> = { size: true, materials: true, air: true };

/** A room with nothing left open. */
export interface Room {
  readonly size: Position;
  /** Absorption of each wall in each octave band, in the order of `walls`. */
  readonly absorption: readonly (readonly number[])[];
  readonly air: boolean;
}

const bands = octaveBands.length;
const smallest = 0.3;
const largest = 200;

/** A room as it was described. @throws InvalidArgumentError for a size or an absorption there cannot be, or an unknown material */
export function completeRoom(options: RoomOptions): Room {
  const { size, materials: given, air = true } = checkOptions("room", options, roomOptionNames);
  if (
    !Array.isArray(size) ||
    size.length !== 3 ||
    size.some((length) => !(length >= smallest && length <= largest))
  )
    throw new InvalidArgumentError(`A room's size is three lengths from ${smallest} to ${largest} metres`);
  const each =
    typeof given === "object" && !Array.isArray(given)
      ? (given as Partial<Record<Wall | "walls", Material>>)
      : { walls: given as Material };
  const unknown = Object.keys(each).find((name) => name !== "walls" && !walls.includes(name as Wall));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`A room has no wall called "${unknown}"`, {
      hint: `Walls: ${walls.join(", ")}; walls for the rest.`,
    });
  return { size, air, absorption: walls.map((wall) => absorptionOf(wall, each[wall] ?? each.walls)) };
}

function absorptionOf(wall: Wall, material: Material | undefined): readonly number[] {
  if (material === undefined)
    throw new InvalidArgumentError(`Nothing says what the ${wall} of the room is made of`);
  if (typeof material === "string" && !Object.hasOwn(materials, material)) {
    const names = Object.keys(materials);
    const nearest = nearestName(material, names);
    throw new InvalidArgumentError(`There is no material called "${String(material)}"`, {
      hint: nearest === undefined ? `Known: ${names.join(", ")}.` : `Did you mean "${nearest}"?`,
    });
  }
  const values: readonly number[] =
    typeof material === "number"
      ? Array.from({ length: bands }, () => material)
      : typeof material === "string"
        ? materials[material]
        : material;
  if (values.length !== bands || values.some((value) => !(value > 0 && value <= 1)))
    throw new InvalidArgumentError(
      `Absorption is above 0 and at most 1: one number, or one for each of ${bands} octave bands`,
    );
  return values;
}

/** @throws InvalidArgumentError for a place outside of the room, or within a centimetre of a wall */
export function checkInside({ size }: Room, place: Position, what: string): void {
  const inside =
    place.length === 3 &&
    place.every((value, axis) => value >= 0.01 && value <= (size[axis] as number) - 0.01);
  if (!inside)
    throw new InvalidArgumentError(`${what} is not inside the room`, {
      hint: `It is ${size.join(" × ")} metres.`,
    });
}
