import { isSecretName, madeOnce } from "@sdialog/core/internal";
import * as z from "zod/mini";
import type { ToolCall } from "./message.ts";
import { isRegistered } from "./is-registered.ts";

/** Signed reasoning, as each of our backends has it. */
const ownShapes = madeOnce((): Readonly<Record<string, z.ZodMiniType>> => ({
  google: z.string(),
  bedrock: z.object({ text: z.string(), signature: z.optional(z.string()) }),
  anthropic: z.array(
    z.union([
      z.object({ type: z.literal("thinking"), thinking: z.string(), signature: z.string() }),
      z.object({ type: z.literal("redacted_thinking"), data: z.string() }),
    ]),
  ),
}));
/** Names under which packages of the AI SDK keep what their providers want back. */
const wantedBack = /signature|encrypted|redacted|item_?id/i;

/**
 * What a provider wants back with a call, as it may be written to a file: of our own backends and of the AI SDK what is
 * known to be signed reasoning, of other registered backends all but secrets and headers, and of models that nobody
 * registered nothing, since they may keep anything there.
 */
export function checkedProviderState(state: unknown): ToolCall["providerState"] {
  const { success, data: given } = z.object({ backend: z.string(), data: z.unknown() }).safeParse(state);
  if (!success) return undefined;
  const { backend, data } = given;
  const own = ownShapes()[backend];
  if (own !== undefined) {
    const known = own.safeParse(data);
    return known.success ? { backend, data: known.data } : undefined;
  }
  if (backend === "ai-sdk") return { backend, data: filtered(data, (name) => wantedBack.test(name)) };
  if (!isRegistered(backend)) return undefined;
  return { backend, data: filtered(data, (name) => !isSecretName(name) && name !== "headers") };
}

/** A copy without the texts and numbers whose names do not pass, at any depth. */
function filtered(data: unknown, passes: (name: string) => boolean): unknown {
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) return data.map((item) => filtered(item, passes));
  return Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => {
      const isNested = typeof value === "object" && value !== null;
      return passes(name) || (isNested && !isSecretName(name) && name !== "headers")
        ? [[name, filtered(value, passes)]]
        : [];
    }),
  );
}
