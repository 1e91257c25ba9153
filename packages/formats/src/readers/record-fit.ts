import * as z from "zod";
import type { PlacedRecord } from "./record-parts.ts";

/** A record, and what it should look like. */
export interface ShapedRecord extends Pick<PlacedRecord, "value" | "parts" | "leftOut" | "bent"> {
  readonly shape: z.ZodType;
}

/** What records of the right keys show, though none is as it should be: less than any format shows by a sound one. */
const bentFit = 0.6;
/** What one that is sound among others shows. */
const soundFit = 0.65;

/** How well records fit, from 0 to 1: as many as are sound, and where none is, by the keys that they have. */
export function recordFitOf(records: readonly ShapedRecord[]): number {
  if (records.length === 0) return 0;
  const fits = records.map(oneFit);
  const mean = fits.reduce((sum, each) => sum + each, 0) / fits.length;
  return fits.some((each) => each > bentFit) ? soundFit + (1 - soundFit) * mean : mean;
}

function oneFit({ value, shape, parts, leftOut, bent }: ShapedRecord): number {
  const { error } = shape.safeParse(value);
  const hasGoodParts = parts === 0 || leftOut < parts;
  if (error === undefined && hasGoodParts) return parts === 0 ? 1 : 1 - (leftOut / parts) * 0.5;
  // A list of parts none of which is sound shows no more than their keys do.
  const [part] = hasGoodParts ? [] : bent;
  return Math.max(
    ...options(shape).map((option) => keyFit(keysOf(option, value), part && partKeys(part))),
    0,
  );
}

interface Keys {
  readonly required: number;
  readonly present: number;
  /** At how many different places something is wrong below them. */
  readonly wrong: number;
  /** The keys of a member of one of its lists. */
  readonly inside?: Keys | undefined;
}

function keyFit(own: Keys | undefined, parts: Keys | undefined): number {
  if (own === undefined) return 0;
  const members = parts ?? own.inside;
  const required = own.required + (members?.required ?? 0);
  const present = own.present + (members?.present ?? 0);
  if (required === 0) return 0;
  const deep = Math.max(own.wrong - 1, 0) * 0.06;
  return own.present < own.required
    ? (0.4 * present) / required
    : Math.max(0.4, bentFit * Math.cbrt(present / required) - deep);
}

function partKeys({ shape, value }: PlacedRecord["bent"][number]): Keys | undefined {
  return options(shape)
    .map((option) => keysOf(option, value))
    .toSorted((a, b) => (b?.present ?? 0) - (a?.present ?? 0))[0];
}

/** The shapes of which a record may have any. */
function options(shape: z.ZodType): z.ZodType[] {
  return shape instanceof z.ZodUnion ? (shape.options as z.ZodType[]).flatMap(options) : [shape];
}

/**
 * How many of the keys that a shape requires are there, with something of the right kind at its top; of lists of objects
 * also in the first member with something wrong. Nothing for what is not an object, or is refused as a whole.
 */
function keysOf(shape: z.ZodType, value: unknown): Keys | undefined {
  if (shape instanceof z.ZodArray)
    return Array.isArray(value) ? { required: 0, present: 0, wrong: 0 } : undefined;
  if (!(shape instanceof z.ZodObject) || typeof value !== "object" || value === null) return undefined;
  const issues = shape.safeParse(value).error?.issues ?? [];
  // What is asked of the whole is not so, although each key is as it should be.
  if (issues.some(({ path, code }) => path.length === 0 && code === "custom")) return undefined;
  const fields = Object.entries(shape.shape as Record<string, z.ZodType>);
  const required = fields.filter(([, field]) => !field.safeParse(undefined).success).map(([key]) => key);
  const missing = new Set(issues.filter(({ path }) => path.length === 1).map(({ path }) => path[0]));
  const deep = issues.filter(({ path }) => path.length > 1);
  const wrong = new Set(
    deep.map(({ path }) => path.map((step) => (typeof step === "number" ? "*" : step)).join(".")),
  );
  const inside = deep.map(({ path: [key, at] }) => memberKeys(shape, value, [key, at])).find(Boolean);
  return {
    required: required.length,
    present: required.filter((key) => Object.hasOwn(value, key) && !missing.has(key)).length,
    wrong: wrong.size,
    ...(inside === undefined ? {} : { inside }),
  };
}

/** The keys of one member of one of a record's lists. */
function memberKeys(
  shape: z.ZodObject,
  value: object,
  [key, at]: readonly [PropertyKey | undefined, PropertyKey | undefined],
): Keys | undefined {
  if (typeof key !== "string" || typeof at !== "number") return undefined;
  const { [key]: field } = shape.shape as Record<string, z.ZodType>;
  if (!(field instanceof z.ZodArray)) return undefined;
  return keysOf(field.element as z.ZodType, (Reflect.get(value, key) as unknown[])[at]);
}
