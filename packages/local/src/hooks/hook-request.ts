import { InvalidArgumentError } from "@sdialog/core";
import * as z from "zod";
import type { Side } from "../sites/site.ts";
import type { ActivationChange, Edit } from "../steering/edit.ts";
import type { TokenSelector } from "../steering/token-selector.ts";

/** Activations to be kept while a reply is generated. */
export interface CaptureRequest {
  /** A module path; `*` matches one part. */
  readonly site: string;
  readonly side: Side;
  readonly tokens: TokenSelector;
  /** Keep every selected token, their mean, or the last of them. */
  readonly reduce: "none" | "mean" | "last";
  /** How many tokens to list that the model would say next if the rest of its layers were left out; 0 for none. */
  readonly lens: number;
  /** For which of the kept tokens; each takes as long as a pass through the output projection. */
  readonly lensTokens: TokenSelector;
}

/** What `backendOptions.local` of a chat request may hold. */
export interface HookRequest {
  readonly capture: readonly CaptureRequest[];
  /** In the order they apply. */
  readonly steer: readonly Edit[];
}

const bound = z.number().int().optional();
const index = z.number().int().nonnegative().optional();
const range = z.strictObject({ from: bound, to: bound });
const tokens = z.union([
  z.enum(["all", "prompt", "generated", "last"]),
  z.strictObject({ prompt: range }),
  z.strictObject({ generated: z.strictObject({ from: index, to: index }) }),
]);
const place = { site: z.string().min(1), side: z.enum(["input", "output"]).default("output") };

const schema = z.strictObject({
  capture: z
    .array(
      z.strictObject({
        ...place,
        tokens: tokens.default("all"),
        reduce: z.enum(["none", "mean", "last"]).default("none"),
        lens: z.number().int().nonnegative().default(0),
        lensTokens: tokens.default("all"),
      }),
    )
    .default([]),
  steer: z
    .array(
      z.discriminatedUnion("operation", [
        z.strictObject({
          ...place,
          operation: z.enum(["add", "ablate", "scale", "pin"]),
          direction: z.instanceof(Float32Array),
          strength: z.number().default(1),
          tokens: tokens.default("all"),
        }),
        z.strictObject({
          ...place,
          operation: z.literal("function"),
          change: z.custom<ActivationChange>((value) => typeof value === "function", "a function"),
          tokens: tokens.default("all"),
        }),
      ]),
    )
    .default([]),
});

/**
 * Checks the hooks of a request.
 * @param value `backendOptions.local`
 * @throws InvalidArgumentError naming what is wrong
 */
export function hookRequest(value: unknown): HookRequest | undefined {
  if (value === undefined) return undefined;
  const result = schema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InvalidArgumentError(
      `backendOptions.local: ${[issue?.path.join("."), issue?.message].filter(Boolean).join(": ")}`,
      {
        hint: 'It takes { capture: [{ site, side, tokens, reduce, lens, lensTokens }], steer: [{ site, side, operation, direction, strength, tokens }, or { site, side, operation: "function", change, tokens }] }.',
      },
    );
  }
  return result.data as HookRequest;
}
