import { frozenJson, madeOnce } from "@sdialog/core/internal";
import * as z from "zod/mini";
import type { $ZodIssue, $ZodShape } from "zod/v4/core";
import type { ChatResult, ModelCapabilities, ModelWarning } from "./chat-model.ts";
import { checkedProviderState } from "./checked-provider-state.ts";
import type { ToolCall } from "./message.ts";
import { modelNameOf, shortModelName } from "./model-name.ts";

/** How the fields of the contract are held to their types: refused where they are not, or left out. */
interface Holding {
  readonly object: <Shape extends $ZodShape>(shape: Shape) => z.ZodMiniObject<Shape>;
  readonly field: <Value>(type: z.ZodMiniType<Value>) => z.ZodMiniType<Value | undefined>;
}
const strict: Holding = {
  object: (shape) => z.strictObject(shape) as never,
  field: (type) => z.optional(type),
};
// An own model may return anything: a field is kept where it is of its type, at every depth.
const lenient: Holding = {
  object: (shape) => z.object(shape) as never,
  field: (type) => z.catch(z.optional(type), undefined),
};

function resultSchema({ object, field }: Holding) {
  const text = field(z.string());
  // Also those that JSON cannot hold, so that they are refused rather than lost.
  const number = field(z.custom<number>((value) => typeof value === "number"));
  const token = { token: text, logprob: number };
  const seen = field(z.array(object({ id: number, text })));
  const activations = {
    request: number,
    site: text,
    width: number,
    heads: number,
    positions: field(z.array(z.number())),
  };
  return object({
    text,
    thinking: text,
    toolCalls: field(
      z.array(object({ id: text, name: text, input: z.unknown(), providerState: z.unknown() })),
    ),
    finishReason: field(z.enum(["stop", "length", "tool_calls", "content_filter", "other"])),
    usage: field(
      object({
        inputTokens: number,
        outputTokens: number,
        cachedInputTokens: number,
        thinkingTokens: number,
        calls: number,
        cost: number,
      }),
    ),
    logprobs: field(z.array(object({ ...token, top: field(z.array(object(token))) }))),
    warnings: field(z.array(object({ setting: text, message: text }))),
    model: text,
    // What our own engine saw and computed; of others, nobody knows what they keep there.
    backendData: field(
      object({
        local: field(
          object({
            prompt: seen,
            reply: seen,
            captures: field(
              z.array(object({ ...activations, data: z.unknown(), lens: field(z.array(z.unknown())) })),
            ),
          }),
        ),
      }),
    ),
  });
}
const strictResult = madeOnce(() => resultSchema(strict));
const lenientResult = madeOnce(() => resultSchema(lenient));

const capabilitiesSchema = madeOnce(() => {
  const flag = lenient.field(z.boolean());
  return z.object({
    streaming: flag,
    tools: flag,
    jsonSchema: lenient.field(z.enum(["native", "grammar", "none"])),
    thinking: flag,
    seed: flag,
    logprobs: flag,
    stop: flag,
    contextTokens: lenient.field(z.custom<number>((value) => typeof value === "number")),
    messages: lenient.field(z.enum(["text", "fields"])),
  });
});

/**
 * A result as it may be written to a file: the fields of {@link ChatResult} and no others, whatever else a model returns.
 * What is left out, for its name or for its type, is told in its warnings.
 *
 * @throws InvalidArgumentError for what JSON cannot hold
 */
export function checkedResult(result: ChatResult): ChatResult {
  const dropped = new Set<string>();
  for (const issue of strictResult().safeParse(result).error?.issues ?? [])
    for (const path of placesOf(issue)) dropped.add(path);
  const { model, ...known } = lenientResult().parse(result);
  if (model !== undefined && model !== shortModelName(model)) dropped.add("model");
  const toolCalls = (known.toolCalls ?? []).map(({ providerState: given, ...call }, index) => {
    const providerState = checkedProviderState(given);
    if (given !== undefined && providerState === undefined) dropped.add(`toolCalls.${index}.providerState`);
    return { ...call, ...(providerState === undefined ? {} : { providerState }) };
  });
  return frozenJson({
    ...known,
    text: known.text ?? "",
    toolCalls: toolCalls as readonly ToolCall[],
    finishReason: known.finishReason ?? "other",
    usage: { inputTokens: 0, outputTokens: 0, calls: 1, ...known.usage },
    warnings: [...(known.warnings ?? []), ...[...dropped].map(leftOut)],
    model: model === undefined ? undefined : modelNameOf(shortModelName(model)),
  }) as unknown as ChatResult;
}

/** Where an issue is: a name that the contract does not know, or the field that is of another type. */
function placesOf(issue: $ZodIssue): readonly string[] {
  const path = issue.path.map(String);
  if (issue.code !== "unrecognized_keys") return [path.join(".")];
  return issue.keys.map((key) => [...path, key].join("."));
}

function leftOut(place: string): ModelWarning {
  // A name may be anything, too.
  const named = /^[A-Za-z][A-Za-z.\d]{0,60}$/.test(place) ? place : "a field";
  return {
    setting: "result",
    message: `${named}: not a field of a result, or of another type; left out of what is written`,
  };
}

/** A result as it came, with what was left out of the {@link checkedResult} that was written of it. */
export function told(result: ChatResult, written: ChatResult): ChatResult {
  const given = Array.isArray(result.warnings) ? result.warnings : [];
  const more = written.warnings.slice(given.length);
  return more.length === 0 ? result : { ...result, warnings: [...given, ...more] };
}

/** What a model can do, as it may be written to a file: the fields of {@link ModelCapabilities} and no others. */
export function checkedCapabilities(capabilities: ModelCapabilities): ModelCapabilities {
  return frozenJson(capabilitiesSchema().parse(capabilities)) as unknown as ModelCapabilities;
}
