import { InvalidArgumentError } from "@sdialog/core";
import { inALanguage } from "@sdialog/core/internal";
import * as z from "zod/mini";
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

const bound = z.optional(z.int());
const count = z.int().check(z.gte(0));
const index = z.optional(count);
const range = z.strictObject({ from: bound, to: bound });
const tokens = z.union([
  z.enum(["all", "prompt", "generated", "last"]),
  z.strictObject({ prompt: range }),
  z.strictObject({ generated: z.strictObject({ from: index, to: index }) }),
]);
const tokensOrAll = z._default(tokens, "all");
const place = {
  site: z.string().check(z.minLength(1)),
  side: z._default(z.enum(["input", "output"]), "output"),
};

const schema = z.strictObject({
  capture: z._default(
    z.array(
      z.strictObject({
        ...place,
        tokens: tokensOrAll,
        reduce: z._default(z.enum(["none", "mean", "last"]), "none"),
        lens: z._default(count, 0),
        lensTokens: tokensOrAll,
      }),
    ),
    [],
  ),
  steer: z._default(
    z.array(
      z.discriminatedUnion("operation", [
        z.strictObject({
          ...place,
          operation: z.enum(["add", "ablate", "scale", "pin"]),
          direction: z.instanceof(Float32Array),
          strength: z._default(z.number(), 1),
          tokens: tokensOrAll,
        }),
        z.strictObject({
          ...place,
          operation: z.literal("function"),
          change: z.custom<ActivationChange>((value) => typeof value === "function", "a function"),
          tokens: tokensOrAll,
        }),
      ]),
    ),
    [],
  ),
});

/**
 * Checks the hooks of a request.
 * @param value `backendOptions.local`
 * @throws InvalidArgumentError naming what is wrong
 */
export function hookRequest(value: unknown): HookRequest | undefined {
  if (value === undefined) return undefined;
  const result = inALanguage(schema).safeParse(value);
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
