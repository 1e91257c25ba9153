import { frozenJson, isSecretName } from "@sdialog/core/internal";
import * as z from "zod";
import type { ChatResult, ModelCapabilities } from "./chat-model.ts";
import { modelNameOf } from "./model-name.ts";
import { providerOf } from "./provider-of.ts";

/** A field that is kept where it is of its type, and left out where it is not: an own model may return anything. */
const kept = <Value>(type: z.ZodType<Value>) => type.optional().catch(undefined);
const text = kept(z.string());
const flag = kept(z.boolean());
// Also those that JSON cannot hold, so that they are refused rather than lost.
const number = kept(z.custom<number>((value) => typeof value === "number"));

// Of an object, only the fields named here are kept, at every depth.
const resultSchema = z.object({
  text,
  thinking: text,
  toolCalls: kept(
    z.array(
      z.object({
        id: text,
        name: text,
        input: z.unknown(),
        providerState: kept(z.object({ backend: z.string(), data: z.unknown() })),
      }),
    ),
  ),
  finishReason: kept(z.enum(["stop", "length", "tool_calls", "content_filter", "other"])),
  usage: kept(
    z.object({
      inputTokens: number,
      outputTokens: number,
      cachedInputTokens: number,
      thinkingTokens: number,
      calls: number,
      cost: number,
    }),
  ),
  logprobs: kept(
    z.array(
      z.object({
        token: text,
        logprob: number,
        top: kept(z.array(z.object({ token: text, logprob: number }))),
      }),
    ),
  ),
  warnings: kept(z.array(z.object({ setting: text, message: text }))),
  model: text,
  backendData: kept(z.record(z.string(), z.unknown())),
});

const capabilitiesSchema = z.object({
  streaming: flag,
  tools: flag,
  jsonSchema: kept(z.enum(["native", "grammar", "none"])),
  thinking: flag,
  seed: flag,
  logprobs: flag,
  stop: flag,
  contextTokens: number,
  messages: kept(z.enum(["text", "fields"])),
});

/**
 * A result as it may be written to a file: the fields of {@link ChatResult} and no others, whatever else a model returns.
 * Of `backendData`, what stands under the model's own backend and under `local` is kept, without its keys.
 *
 * @param id of the model that returned it
 * @throws InvalidArgumentError for what JSON cannot hold
 */
export function knownResult(result: ChatResult, id: string): ChatResult {
  const { backendData, model, ...known } = resultSchema.parse(result);
  const own = Object.entries(backendData ?? {}).filter(
    ([name]) => name === "local" || name === providerOf(id),
  );
  return frozenJson({
    ...known,
    model: model === undefined ? undefined : modelNameOf(model),
    backendData: own.length === 0 ? undefined : withoutKeys(Object.fromEntries(own)),
  }) as unknown as ChatResult;
}

/** What a model can do, as it may be written to a file: the fields of {@link ModelCapabilities} and no others. */
export function knownCapabilities(capabilities: ModelCapabilities): ModelCapabilities {
  return frozenJson(capabilitiesSchema.parse(capabilities)) as unknown as ModelCapabilities;
}

/** A copy without what stands under the name of a secret. Our own engine's tokens are parts of what was said. */
function withoutKeys(data: Readonly<Record<string, unknown>>): unknown {
  const { local, ...others } = frozenJson(data) as Readonly<Record<string, unknown>>;
  const safe = JSON.parse(JSON.stringify(others), (name, value: unknown) =>
    isSecretName(name) || name === "headers" ? undefined : value,
  ) as object;
  return { ...safe, local };
}
