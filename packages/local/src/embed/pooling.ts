import * as z from "zod/mini";
import { readJsonFile } from "../model-files/read-json-file.ts";
import { fileIn } from "../platform/node-platform.ts";

/** How token vectors become one vector per text. */
export interface Pooling {
  /** Their mean, the first (`[CLS]`) or the last. */
  readonly tokens: "mean" | "first" | "last";
  /** Whether the result is brought to length 1. */
  readonly normalize: boolean;
}

const poolingSchema = z.looseObject({
  pooling_mode_cls_token: z.optional(z.boolean()),
  pooling_mode_lasttoken: z.optional(z.boolean()),
});
const modulesSchema = z.array(z.looseObject({ type: z.string() }));

/** What a sentence-transformers folder says about pooling; the plain mean where it says nothing. */
export async function readPooling(folder: string): Promise<Pooling> {
  const pooling =
    poolingSchema.safeParse(await readJsonFile(fileIn(folder, "1_Pooling/config.json"))).data ?? {};
  const modules = modulesSchema.safeParse(await readJsonFile(fileIn(folder, "modules.json"))).data ?? [];
  return {
    tokens: pooling.pooling_mode_cls_token ? "first" : pooling.pooling_mode_lasttoken ? "last" : "mean",
    normalize: modules.some(({ type }) => type.endsWith(".Normalize")),
  };
}

/** @param states [tokens, width] */
export function pooled(states: Float32Array, width: number, { tokens, normalize }: Pooling): Float32Array {
  const count = states.length / width;
  const vector =
    tokens === "first"
      ? states.slice(0, width)
      : tokens === "last"
        ? states.slice(-width)
        : meanRow(states, width, count);
  if (!normalize) return vector;
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function meanRow(states: Float32Array, width: number, count: number): Float32Array {
  const sum = new Float64Array(width);
  for (let index = 0; index < states.length; index++) {
    sum[index % width] = (sum[index % width] as number) + (states[index] as number);
  }
  return Float32Array.from(sum, (value) => value / count);
}
