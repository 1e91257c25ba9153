import { aroundModel } from "./around-model.ts";
import type { ChatChunk, ChatModel, ChatResult, ModelWarning } from "./chat-model.ts";
import type { Usage } from "./usage.ts";

/** No request holds as many tokens, nor does any number of them that a run could make. */
const mostTokens = 1e9;

/** Whether somebody says nothing where a count may be said. */
export function isUntold(told: unknown): boolean {
  return told === undefined || told === null || told === "";
}

/** A count of tokens, whatever a server writes for one, a text of digits too; nothing for what is not one. */
export function countOf(told: unknown): number | undefined {
  const count = amountOf(told);
  return Number.isInteger(count) && (count as number) <= mostTokens ? count : undefined;
}

/** What is not less than nothing and has an end: dollars, say. */
function amountOf(told: unknown): number | undefined {
  const amount = typeof told === "string" && told !== "" ? Number(told) : told;
  return typeof amount === "number" && Number.isFinite(amount) && amount >= 0 ? amount : undefined;
}

/** The sum of counts, as far as any are told; nothing when none is, and `NaN` when one of them is no count. */
export function sumOfCounts(...told: readonly unknown[]): number | undefined {
  const counts = told.filter((one) => !isUntold(one)).map((one) => countOf(one) ?? Number.NaN);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

/** What to say of a count that is not one. */
function noCount(teller: string, name: string, told: unknown, taken = 0): ModelWarning {
  const given = String(told).slice(0, 40);
  return {
    setting: "usage",
    message: `the ${teller} counted ${given} as ${name}, which is not a count: taken as ${taken}`,
  };
}

/**
 * What a server told of a part of a usage, by its name.
 *
 * @param warn is told of what is not a count; it is taken as 0
 */
export function toldCount(
  name: keyof Usage,
  told: unknown,
  warn: (setting: string, message: string) => void,
): number {
  const count = name === "cost" ? amountOf(told) : countOf(told);
  if (count !== undefined) return count;
  const { setting, message } = noCount("server", name, told);
  warn(setting, message);
  return 0;
}

/** The parts of a usage, and what stands for one that is told as no count. */
const parts: readonly (readonly [name: keyof Usage, otherwise: number])[] = [
  ["inputTokens", 0],
  ["outputTokens", 0],
  ["cachedInputTokens", 0],
  ["thinkingTokens", 0],
  // Whoever answered was called.
  ["calls", 1],
  ["cost", 0],
];

/** A result whose counts are counts: itself, where they are. */
function counted(result: ChatResult): ChatResult {
  const told: { readonly [Name in keyof Usage]?: unknown } = (result.usage as Usage | null | undefined) ?? {};
  const warnings: ModelWarning[] = [];
  const known = { inputTokens: 0, outputTokens: 0, calls: 1 };
  for (const [name, otherwise] of parts) {
    if (isUntold(told[name])) continue;
    const count = name === "cost" ? amountOf(told[name]) : countOf(told[name]);
    if (count !== told[name]) warnings.push(noCount("model", name, told[name], count ?? otherwise));
    Object.assign(known, { [name]: count ?? otherwise });
  }
  const isWhole = Object.keys(known).every((name) => !isUntold(told[name as keyof Usage]));
  if (!isWhole)
    warnings.push({ setting: "usage", message: "the model did not say how many tokens were used" });
  if (warnings.length === 0) return result;
  return { ...result, usage: known, warnings: [...knownWarnings(result.warnings), ...warnings] };
}

/** The warnings of an own model: a text in their place would be taken apart into its letters. */
function knownWarnings(told: unknown): readonly ModelWarning[] {
  if (Array.isArray(told)) return told as ModelWarning[];
  return isUntold(told) ? [] : [{ setting: "result", message: "warnings: not a list, so left out" }];
}

/** By their `generate`, which models that are spread into others keep. */
const knownCalls = new WeakSet<ChatModel["generate"]>();
const guardedModels = new WeakMap<ChatModel, ChatModel>();

/** Makes a model known whose results hold nothing but counts where counts belong. */
export function usageIsChecked(model: ChatModel): ChatModel {
  knownCalls.add(model.generate);
  return model;
}

/**
 * A model in whose results every count is one: what an own model returns else is taken as 0 with a warning, as what a
 * server says is. Itself, where that is known of it, and otherwise always the same for the same model.
 */
export function withCheckedUsage(model: ChatModel): ChatModel {
  if (knownCalls.has(model.generate)) return model;
  const before = guardedModels.get(model);
  if (before !== undefined) return before;
  const calls: Pick<ChatModel, "generate" | "stream"> = {
    generate: (request) => countedReply(model.generate(request)),
    stream: (request) => countedStream(model.stream(request)),
  };
  const guarded = usageIsChecked(aroundModel(model, calls));
  guardedModels.set(model, guarded);
  return guarded;
}

/** A reply in which every count is one. */
export async function countedReply(pending: Promise<ChatResult>): Promise<ChatResult> {
  return counted(await pending);
}

/** A stream in whose result every count is one. */
export async function* countedStream(chunks: AsyncIterable<ChatChunk>): AsyncIterable<ChatChunk> {
  for await (const chunk of chunks)
    yield chunk.type === "finish" ? { type: "finish", result: counted(chunk.result) } : chunk;
}
