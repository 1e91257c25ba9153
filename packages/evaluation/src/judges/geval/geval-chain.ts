import { deriveSeed } from "@sdialog/core";
import {
  addUsage,
  type ChatModel,
  type ChatRequest,
  type ChatResult,
  type Message,
  ModelError,
  type ModelSettings,
  noUsage,
  type Usage,
} from "@sdialog/llm";
import { replyWords, spokenPart, stoppedReply } from "@sdialog/llm/internal";
import { mapConcurrently } from "../../map-concurrently.ts";
import {
  readScore,
  type ScoreDistribution,
  scoreDistribution,
  scoreProbabilities,
} from "./score-distribution.ts";

/** One explanation and the score that follows from it. */
export interface GEvalChain extends ScoreDistribution {
  /** What the model wrote before it scored. */
  readonly explanation: string;
  /** Whether probabilities were read from the model or estimated from replies. */
  readonly mode: "logprobs" | "samples";
  /** Why they had to be estimated. */
  readonly fallback: string | null;
  /** The share of probability (or of replies) that fell on scores, before it was made to sum to 1. */
  readonly mass: number;
}

export interface GEvalCall {
  readonly model: ChatModel;
  /** With a seed whenever the model takes one. */
  readonly settings: ModelSettings;
  /** The criterion with its material. */
  readonly question: readonly Message[];
  /** Asks for the explanation, then for the score. */
  readonly steps: { readonly evidence: string; readonly rating: string };
  readonly scores: readonly number[];
  /** Replies to estimate from where there are no probabilities. */
  readonly samples: number;
  readonly minimumMass: number;
  readonly retries: number;
  readonly signal?: AbortSignal | undefined;
}

/** Calls of the model under way at a time, for the chains and samples of one dialogue. */
export const callsAtOnce = 4;

interface Counted<Value> {
  readonly value: Value;
  readonly usage: Usage;
}

/** Asks for an explanation, then for the score given that explanation. @throws ModelError */
export async function runChain(call: GEvalCall): Promise<Counted<GEvalChain>> {
  const asked = appended(call.question, call.steps.evidence);
  const explanation = await explain(call, asked);
  const messages: readonly Message[] = [
    ...asked,
    { role: "assistant", content: explanation.value },
    { role: "user", content: call.steps.rating },
  ];
  const rating = await rate(call, messages);
  const chain = { ...rating.value, explanation: explanation.value };
  return { value: chain, usage: addUsage(explanation.usage, rating.usage) };
}

function appended(question: readonly Message[], text: string): readonly Message[] {
  const last = question.at(-1) as Message;
  return [...question.slice(0, -1), { ...last, content: `${last.content}\n\n${text}` }];
}

async function explain(call: GEvalCall, messages: readonly Message[]): Promise<Counted<string>> {
  let usage = noUsage;
  for (let attempt = 1; attempt <= call.retries + 1; attempt++) {
    const result = await generate(call, { messages, ...seeded(call, "explanation", attempt) });
    usage = addUsage(usage, result.usage);
    const said = spokenPart(result.text)?.trim() ?? "";
    if (said !== "") return { value: said, usage };
  }
  throw new ModelError(`wrote no explanation in ${call.retries + 1} attempts`, {
    kind: "empty_response",
    model: call.model.id,
  });
}

type Rating = Omit<GEvalChain, "explanation">;

async function rate(call: GEvalCall, messages: readonly Message[]): Promise<Counted<Rating>> {
  const read = call.model.capabilities.logprobs ? await readRating(call, messages) : noProbabilities;
  if (typeof read.value !== "string") return { value: read.value, usage: read.usage };
  const estimate = await estimateRating(call, messages, read.value);
  return { value: estimate.value, usage: addUsage(read.usage, estimate.usage) };
}

const noProbabilities: Counted<string> = { value: "the model reports no probabilities", usage: noUsage };

/** The rating, or why the reply's probabilities do not give one. */
async function readRating(call: GEvalCall, messages: readonly Message[]): Promise<Counted<Rating | string>> {
  let usage = noUsage;
  for (let attempt = 1; attempt <= call.retries + 1; attempt++) {
    const request = {
      messages,
      ...shortReply(call),
      logprobs: { top: 20 },
      ...seeded(call, "score", attempt),
    };
    const result = await generate(call, request).catch(refusedProbabilities);
    if (result === null) return { value: "the model refused to report probabilities", usage };
    usage = addUsage(usage, result.usage);
    if (result.logprobs === undefined) return { value: noProbabilities.value, usage };
    if (readScore(result, call.scores) === null) continue;
    const probabilities = scoreProbabilities(result.logprobs, call.scores, result);
    if (probabilities === null)
      return {
        value: "the probabilities reported are invalid, or belong to other words than the reply",
        usage,
      };
    const mass = [...probabilities.values()].reduce((sum, p) => sum + p, 0);
    if (mass < call.minimumMass) {
      return { value: `scores held only ${mass.toFixed(3)} of the probability`, usage };
    }
    return { value: { ...scoreDistribution(probabilities), mode: "logprobs", fallback: null, mass }, usage };
  }
  const replies = call.retries === 0 ? "the reply" : `${call.retries + 1} replies`;
  return { value: `no score in ${replies}`, usage };
}

/** Some models of a provider that reports probabilities reject the request for them. */
function refusedProbabilities(error: unknown): null {
  if (ModelError.isInstance(error) && (error.kind === "unsupported" || error.kind === "invalid_request"))
    return null;
  throw error;
}

/** The rating estimated from many replies; those without a score are left out, never counted as 0. */
async function estimateRating(
  call: GEvalCall,
  messages: readonly Message[],
  fallback: string,
): Promise<Counted<Rating>> {
  const indices = Array.from({ length: call.samples }, (_, index) => index);
  const results = await mapConcurrently(
    indices,
    (index) => generate(call, { messages, ...shortReply(call), ...seeded(call, "sample", index) }),
    { concurrency: callsAtOnce, signal: call.signal },
  );
  const counts = new Map(call.scores.map((score) => [score, 0]));
  let readable = 0;
  for (const result of results) {
    const score = readScore(result, call.scores);
    if (score === null) continue;
    counts.set(score, (counts.get(score) ?? 0) + 1);
    readable++;
  }
  if (readable === 0) {
    const said = results.find(({ text }) => text.trim() !== "")?.text ?? "";
    const one = said === "" ? "" : `; one of them: ${replyWords(said)}`;
    throw new ModelError(`gave no score from ${call.scores.join(", ")} in ${call.samples} replies${one}`, {
      kind: "malformed_response",
      model: call.model.id,
      said,
      hint: "Use a model that follows instructions more closely.",
    });
  }
  const usage = results.reduce((sum, result) => addUsage(sum, result.usage), noUsage);
  const mass = readable / call.samples;
  return { value: { ...scoreDistribution(counts), mode: "samples", fallback, mass }, usage };
}

/** At temperature 1, so that what is read or drawn is the model's own distribution. */
function shortReply(call: GEvalCall): Partial<ChatRequest> {
  const thinking = call.model.capabilities.thinking ? { thinking: false } : {};
  const { maxTokens = 16 } = call.settings;
  return { temperature: 1, topP: undefined, topK: undefined, minP: undefined, maxTokens, ...thinking };
}

function seeded({ settings }: GEvalCall, step: string, index: number): Pick<ModelSettings, "seed"> {
  return settings.seed === undefined ? {} : { seed: deriveSeed(settings.seed, step, index) };
}

async function generate(call: GEvalCall, request: Partial<ChatRequest>): Promise<ChatResult> {
  const { model, settings, signal } = call;
  const result = await model.generate({ messages: [], ...settings, ...request, signal });
  if (result.finishReason === "content_filter") {
    throw new ModelError(stoppedReply(result.text), {
      kind: "content_filter",
      model: model.id,
    });
  }
  return result;
}
