import { scoreOptionNames } from "../../dialog-score.ts";
import { contentHash, deriveSeed, type Dialog, InvalidArgumentError, type JsonObject } from "@sdialog/core";
import { checkArguments, frozenJson, type OptionNames, checkOptions } from "@sdialog/core/internal";
import { addUsage, noUsage, type PromptTexts, resolveModel } from "@sdialog/llm";
import { promptHashes } from "@sdialog/llm/internal";
import { remember } from "../../cache/remember.ts";
import type { Assessment, DialogScore, ScoreOptions, ScoreValue } from "../../dialog-score.ts";
import { mapConcurrently } from "../../map-concurrently.ts";
import type { VerdictRecord } from "../ask-judge.ts";
import {
  checkCriterion,
  judgeConfiguration,
  type JudgeOptions,
  judgeSettings,
  judgeOptionNames,
} from "../judge-options.ts";
import { type JudgeMaterial, judgeMessages } from "../judge-messages.ts";
import { gEvalEvidencePrompt, gEvalRatingPrompt, judgePrompt } from "../judge-prompts.ts";
import { isSilent } from "../transcript.ts";
import { callsAtOnce, type GEvalCall, type GEvalChain, runChain } from "./geval-chain.ts";
import { scoreDistribution, type ScoreDistribution } from "./score-distribution.ts";

type GEvalPrompts = PromptTexts<"judge" | "g-eval-evidence" | "g-eval-rating">;

const templatesOf = (texts: GEvalPrompts = {}) => ({
  judge: judgePrompt.with(texts.judge),
  "g-eval-evidence": gEvalEvidencePrompt.with(texts["g-eval-evidence"]),
  "g-eval-rating": gEvalRatingPrompt.with(texts["g-eval-rating"]),
});

/** The range of the scores, what they are estimated from, and what the model is told. */
export interface GEvalOptions extends JudgeOptions {
  /** In kebab-case. Default: `geval`. */
  readonly name?: string | undefined;
  /** Lowest score. Default: 1. */
  readonly min?: number | undefined;
  /** Highest score. Default: 5. */
  readonly max?: number | undefined;
  /** Explanations to average over. Default: 1. Several are drawn at temperature 1 unless one is given. */
  readonly chains?: number | undefined;
  /** Replies to estimate from when a model shows no probabilities. Default: 20. */
  readonly samples?: number | undefined;
  /** Estimate from replies also when scores hold less than this share of the probability. Default: 0.8. */
  readonly minimumMass?: number | undefined;
  /** Templates in place of the library's: `judge`, `g-eval-evidence`, `g-eval-rating`. */
  readonly prompts?: GEvalPrompts | undefined;
  /** What the criterion refers to; `null` for a dialogue that cannot be judged. */
  readonly material?: ((dialog: Dialog) => JudgeMaterial | null) | undefined;
}

/** The names of {@link GEvalOptions}. */
export const gEvalOptionNames: OptionNames<GEvalOptions> = {
  name: true,
  min: true,
  max: true,
  chains: true,
  samples: true,
  minimumMass: true,
  material: true,
  ...judgeOptionNames,
  prompts: { judge: true, "g-eval-evidence": true, "g-eval-rating": true },
};

/** A score weighted by probability, and everything it was made from. */
export interface GEvalVerdict extends ScoreDistribution {
  /** `samples` when any chain was estimated from replies. */
  readonly mode: GEvalChain["mode"];
  readonly chains: readonly GEvalChain[];
  readonly record: VerdictRecord;
}

/**
 * Rates one aspect in two steps, evidence first and then the score, and takes the mean of the scores weighted by
 * their probability: Σ s·p(s) (Liu et al., *G-Eval*, EMNLP 2023, arXiv 2303.16634). Probabilities are read from
 * the score's token and renormalised over the legal scores; where a model shows none, they are estimated from
 * replies, and the verdict says so.
 */
export class GEval implements DialogScore {
  readonly name: string;
  readonly direction = "higher";
  readonly criterion: string;
  readonly #options: GEvalOptions;
  readonly #templates: ReturnType<typeof templatesOf>;
  readonly #scores: readonly number[];

  /** @throws InvalidArgumentError for bounds that hold fewer than two whole numbers, or counts below 1 */
  constructor(criterion: string, options: GEvalOptions = {}) {
    checkArguments("new GEval", arguments, 2);
    checkOptions("new GEval", options, gEvalOptionNames);
    checkCriterion("GEval", criterion);
    const { min = 1, max = 5, chains = 1, samples = 20 } = options;
    if (!(Number.isSafeInteger(min) && Number.isSafeInteger(max) && min < max)) {
      throw new InvalidArgumentError(
        `min and max must be whole numbers, min below max: not ${min} and ${max}`,
      );
    }
    if (!(Number.isSafeInteger(chains) && chains > 0 && Number.isSafeInteger(samples) && samples > 0)) {
      throw new InvalidArgumentError(
        `chains and samples must be positive whole numbers: not ${chains} and ${samples}`,
      );
    }
    this.name = options.name ?? "geval";
    this.criterion = criterion;
    this.#options = options;
    this.#templates = templatesOf(options.prompts);
    this.#scores = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  }

  get configuration(): JsonObject {
    const { chains = 1, samples = 20, minimumMass = 0.8 } = this.#options;
    return {
      ...judgeConfiguration(this.#options),
      prompts: promptHashes(this.#templates),
      criterion: this.criterion,
      scores: this.#scores,
      chains,
      samples,
      minimumMass,
      tools: this.#options.tools ?? false,
    };
  }

  /** @throws InvalidArgumentError when the dialogue lacks what is judged; ModelError when the model fails or never gives a score */
  async judge(dialog: Dialog, options: ScoreOptions = {}): Promise<GEvalVerdict> {
    checkOptions("GEval.judge", options, scoreOptionNames);
    const { cache } = this.#options;
    const call = await this.#call(dialog, options);
    const { model, signal: _signal, ...asked } = call;
    const { chains: n = 1 } = this.#options;
    const key = contentHash({ kind: "geval", model: model.id, ...asked, chains: n });
    let usage = noUsage;
    const { value: chains, cached } = await remember(cache, key, async () => {
      const runs = await mapConcurrently(
        Array.from({ length: n }, (_, index) => index),
        (index) => runChain({ ...call, settings: chainSettings(call.settings, index) }),
        { concurrency: callsAtOnce, signal: options.signal },
      );
      usage = runs.reduce((sum, run) => addUsage(sum, run.usage), noUsage);
      return runs.map(({ value }) => value);
    });
    return verdict(chains, { model: model.id, key, cached, attempts: usage.calls, usage });
  }

  /** The weighted score; `null` when the dialogue lacks what is judged. */
  async score(dialog: Dialog, options?: ScoreOptions): Promise<ScoreValue> {
    checkOptions("GEval.score", options, scoreOptionNames);
    return (await this.assess(dialog, options)).value;
  }

  async assess(dialog: Dialog, options?: ScoreOptions): Promise<Assessment> {
    checkOptions("GEval.assess", options, scoreOptionNames);
    const { tools = false } = this.#options;
    if (this.#material(dialog) === null || isSilent(dialog, tools)) return { value: null };
    const { record, chains, ...found } = await this.judge(dialog, options);
    return {
      value: found.expected,
      reason: chains.map(({ explanation }) => explanation).join("\n\n"),
      details: frozenJson({ ...found, chains, model: record.model, key: record.key }) as JsonObject,
    };
  }

  async #call(dialog: Dialog, { seed = 0, signal }: ScoreOptions): Promise<GEvalCall> {
    const { samples = 20, minimumMass = 0.8, retries = 2, chains = 1, temperature } = this.#options;
    const model = await resolveModel(this.#options.model);
    const settings = judgeSettings(this.#options);
    const chance = model.capabilities.seed ? { seed: settings.seed ?? deriveSeed(seed, "judge") } : {};
    return {
      model,
      settings: {
        ...settings,
        ...(chains > 1 && temperature === undefined ? { temperature: 1 } : {}),
        ...chance,
      },
      question: judgeMessages(
        {
          name: this.name,
          template: this.#templates.judge,
          criterion: `Criterion: ${this.criterion}`,
          material: this.#material(dialog),
          tools: this.#options.tools,
        },
        dialog,
      ),
      steps: this.#steps(),
      scores: this.#scores,
      samples,
      minimumMass,
      retries,
      signal,
    };
  }

  #steps(): GEvalCall["steps"] {
    const { min = 1, max = 5 } = this.#options;
    const { criterion } = this;
    return {
      evidence: this.#templates["g-eval-evidence"].render({ criterion }),
      rating: this.#templates["g-eval-rating"].render({ criterion, min, max }),
    };
  }

  #material(dialog: Dialog): JudgeMaterial | null {
    return this.#options.material === undefined ? {} : this.#options.material(dialog);
  }
}

function chainSettings(settings: GEvalCall["settings"], chain: number): GEvalCall["settings"] {
  return settings.seed === undefined
    ? settings
    : { ...settings, seed: deriveSeed(settings.seed, "chain", chain) };
}

/** The mean of the chains' distributions. */
function verdict(chains: readonly GEvalChain[], record: VerdictRecord): GEvalVerdict {
  const weights = new Map<number, number>();
  for (const { distribution } of chains) {
    for (const [score, p] of Object.entries(distribution)) {
      weights.set(Number(score), (weights.get(Number(score)) ?? 0) + p);
    }
  }
  const ascending = new Map([...weights].sort(([a], [b]) => a - b));
  const mode = chains.every((chain) => chain.mode === "logprobs") ? "logprobs" : "samples";
  return { ...scoreDistribution(ascending), mode, chains, record };
}
