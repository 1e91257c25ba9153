import { scoreOptionNames } from "../dialog-score.ts";
import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { contentHash, type Dialog, type JsonObject } from "@sdialog/core";
import { addUsage, type Message, noUsage, type PromptTexts, resolveModel, type Usage } from "@sdialog/llm";
import { promptHashes } from "@sdialog/llm/internal";
import * as z from "zod";
import type { ScoreOptions } from "../dialog-score.ts";
import { mapConcurrently } from "../map-concurrently.ts";
import { type Answer, askJudge, type VerdictRecord } from "./ask-judge.ts";
import {
  type AnyJudgeOptions,
  checkCriterion,
  judgeConfiguration,
  judgeOptionNames,
} from "./judge-options.ts";
import { pairwiseJudgePrompt } from "./judge-prompts.ts";
import { isSilent, renderTranscript } from "./transcript.ts";

/** How a {@link LLMJudgePairwise} is told to compare. */
export interface PairwiseJudgeOptions extends AnyJudgeOptions {
  /** Templates in place of the library's: `pairwise-judge`. */
  readonly prompts?: PromptTexts<"pairwise-judge"> | undefined;
}

const pairwiseJudgeOptionNames: OptionNames<PairwiseJudgeOptions> = {
  ...judgeOptionNames,
  prompts: { "pairwise-judge": true },
};

/** Which of the two dialogues shown is better. */
export type Preference = "first" | "second" | "tie";

/** Which of two dialogues is better, asked in both orders. */
export interface PairwiseVerdict {
  /** `tie` also when the two orders contradict each other. */
  readonly winner: "a" | "b" | "tie";
  /** Whether both orders gave the same answer; a judge that prefers a position does not. */
  readonly consistent: boolean;
  /** What was said with `a` shown first, then with `b` shown first: the same position twice is a preference for it. */
  readonly preferences: readonly [Preference, Preference];
  /** The reason given with `a` shown first, then with `b` shown first. */
  readonly reasons: readonly [string, string];
  readonly records: readonly [VerdictRecord, VerdictRecord];
  /** Both calls together. */
  readonly usage: Usage;
}

const schema = z.object({
  reason: z.string().describe("What one does better than the other under the criterion, with turn numbers"),
  better: z.enum(["first", "second", "tie"]),
});

/**
 * Which of two dialogues meets a criterion better? Each pair is shown in both orders, and a preference counts only if
 * it survives the swap (Zheng et al., *Judging LLM-as-a-Judge*, NeurIPS 2023, arXiv 2306.05685).
 */
export class LLMJudgePairwise {
  readonly criterion: string;
  readonly #options: PairwiseJudgeOptions;
  readonly #template: typeof pairwiseJudgePrompt.standard;

  constructor(criterion: string, options: PairwiseJudgeOptions = {}) {
    checkArguments("new LLMJudgePairwise", arguments, 2);
    checkOptions("new LLMJudgePairwise", options, pairwiseJudgeOptionNames);
    checkCriterion("LLMJudgePairwise", criterion);
    this.criterion = criterion;
    this.#options = options;
    this.#template = pairwiseJudgePrompt.with(options.prompts?.["pairwise-judge"]);
  }

  get configuration(): JsonObject {
    const prompts = promptHashes({ "pairwise-judge": this.#template });
    const { tools = false } = this.#options;
    return { ...judgeConfiguration(this.#options), prompts, criterion: this.criterion, tools };
  }

  /**
   * The verdict on one pair. A dialogue in which nothing is said loses to one with words and ties with another such,
   * without a call.
   *
   * @throws StructuredOutputError, ModelError
   */
  async compare(a: Dialog, b: Dialog, options?: ScoreOptions): Promise<PairwiseVerdict> {
    checkOptions("LLMJudgePairwise.compare", options, scoreOptionNames);
    const [forward, backward] = await Promise.all([this.#ask(a, b, options), this.#ask(b, a, options)]);
    const inOrder = preference(forward.value.better, "a", "b");
    const swapped = preference(backward.value.better, "b", "a");
    return {
      winner: inOrder === swapped ? inOrder : "tie",
      consistent: inOrder === swapped,
      preferences: [forward.value.better, backward.value.better],
      reasons: [forward.value.reason, backward.value.reason],
      records: [forward.record, backward.record],
      usage: addUsage(forward.record.usage, backward.record.usage),
    };
  }

  /** The verdicts on many pairs, in their order, `concurrency` (4) at a time. */
  compareAll(
    pairs: readonly (readonly [a: Dialog, b: Dialog])[],
    options: ScoreOptions & { readonly concurrency?: number | undefined } = {},
  ): Promise<PairwiseVerdict[]> {
    const { concurrency = 4, ...each } = checkOptions("LLMJudgePairwise.compareAll", options, {
      concurrency: true,
      ...scoreOptionNames,
    });
    const { signal } = each;
    return mapConcurrently(pairs, ([a, b]) => this.compare(a, b, each), { concurrency, signal });
  }

  #ask(first: Dialog, second: Dialog, options?: ScoreOptions): Promise<Answer<z.output<typeof schema>>> {
    const { tools = false } = this.#options;
    const silent = [isSilent(first, tools), isSilent(second, tools)];
    const messages = this.#template.messages({
      criterion: this.criterion,
      first: renderTranscript(first, "first dialogue", { tools }),
      second: renderTranscript(second, "second dialogue", { tools }),
    });
    if (silent.includes(true)) return this.#withoutCall(silent, messages);
    return askJudge(this.#options, { name: "comparison", messages, schema }, options);
  }

  async #withoutCall(
    [isFirstSilent, isSecondSilent]: readonly boolean[],
    messages: readonly Message[],
  ): Promise<Answer<z.output<typeof schema>>> {
    const better = isFirstSilent === isSecondSilent ? "tie" : isFirstSilent === true ? "second" : "first";
    const reason = better === "tie" ? "Nothing is said in either." : "Nothing is said in the other.";
    const { id: model } = await resolveModel(this.#options.model);
    const key = contentHash({ kind: "silence", messages });
    return { value: { reason, better }, record: { model, key, cached: false, attempts: 0, usage: noUsage } };
  }
}

function preference<Name extends "a" | "b">(
  better: z.output<typeof schema>["better"],
  first: Name,
  second: Exclude<"a" | "b", Name>,
): "a" | "b" | "tie" {
  if (better === "tie") return "tie";
  return better === "first" ? first : second;
}
