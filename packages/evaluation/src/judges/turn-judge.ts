import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog, JsonObject } from "@sdialog/core";
import type { Message, PromptTexts } from "@sdialog/llm";
import { promptHashes } from "@sdialog/llm/internal";
import * as z from "zod";
import { type Assessment, type DialogScore, type ScoreOptions, scoreOptionNames } from "../dialog-score.ts";
import { askJudge, type VerdictRecord } from "./ask-judge.ts";
import { type JudgeMaterial, judgeMessages } from "./judge-messages.ts";
import { turnJudgePrompt } from "./judge-prompts.ts";
import { checkCriterion, judgeConfiguration } from "./judge-options.ts";
import { type LLMJudgeOptions, llmJudgeOptionNames } from "./llm-judge.ts";
import { isSilent } from "./transcript.ts";

/** Which turns are judged, and by what. */
export interface TurnJudgeDefinition {
  readonly name: string;
  readonly criterion: string;
  /** The turns that are judged, counted from 1. */
  readonly turns: (dialog: Dialog) => readonly number[];
  /** What the criterion refers to (a persona, topics); `null` when this dialogue has none and cannot be judged. */
  readonly material?: ((dialog: Dialog) => JudgeMaterial | null) | undefined;
}

const turnDefinitionNames: OptionNames<TurnJudgeDefinition> = {
  name: true,
  criterion: true,
  turns: true,
  material: true,
};

/** The name of a judge of turns, and whether it gives reasons. */
export interface LLMTurnJudgeOptions extends Omit<LLMJudgeOptions, "prompts"> {
  /** Templates in place of the library's: `turn-judge`. */
  readonly prompts?: PromptTexts<"turn-judge"> | undefined;
}

/** The names of {@link LLMTurnJudgeOptions}. */
export const llmTurnJudgeOptionNames: OptionNames<LLMTurnJudgeOptions> = {
  ...llmJudgeOptionNames,
  prompts: { "turn-judge": true },
};

/** What a judge says of each turn it was asked about. */
export interface TurnVerdicts {
  /** In the order of the dialogue; `turn` counts from 1. */
  readonly turns: readonly {
    readonly turn: number;
    readonly positive: boolean;
    /** `null` unless the judge was made with `feedback`. */
    readonly reason: string | null;
  }[];
  readonly record: VerdictRecord;
}

/**
 * A language model that says of each of some turns whether a criterion holds, in one call per dialogue. As a score, the
 * share of those for which it does, in [0, 1]; `null`, without a call, when there is none to judge, or the dialogue lacks
 * what is judged. Details hold the turns it does not hold for.
 */
export class LLMJudgeTurns implements DialogScore {
  readonly name: string;
  readonly direction = "higher";
  readonly #definition: TurnJudgeDefinition;
  readonly #options: LLMTurnJudgeOptions;
  readonly #template: typeof turnJudgePrompt.standard;

  constructor(definition: TurnJudgeDefinition, options: LLMTurnJudgeOptions = {}) {
    checkArguments("new LLMJudgeTurns", arguments, 2);
    if (new.target === LLMJudgeTurns) checkOptions("new LLMJudgeTurns", options, llmTurnJudgeOptionNames);
    checkOptions(`The definition of ${new.target.name}`, definition ?? null, turnDefinitionNames);
    checkCriterion(new.target.name, definition.criterion);
    this.name = options.name ?? definition.name;
    this.#definition = definition;
    this.#options = options;
    this.#template = turnJudgePrompt.with(options.prompts?.["turn-judge"]);
  }

  get configuration(): JsonObject {
    const { feedback = false, tools = false } = this.#options;
    const { criterion } = this.#definition;
    const prompts = promptHashes({ "turn-judge": this.#template });
    return { ...judgeConfiguration(this.#options), prompts, criterion, feedback, tools };
  }

  /** Exactly what the model is sent for a dialogue. @throws InvalidArgumentError when the dialogue lacks what is judged */
  messages(dialog: Dialog): readonly Message[] {
    const { criterion } = this.#definition;
    const { tools } = this.#options;
    const turns = this.#turns(dialog);
    const material = this.#material(dialog);
    const shown = material === null || turns.length === 0 ? null : { ...material, "turns to judge": turns };
    return judgeMessages(
      { name: this.name, template: this.#template, criterion, material: shown, tools },
      dialog,
    );
  }

  /**
   * The verdict on each turn.
   *
   * @throws InvalidArgumentError when the dialogue lacks what is judged, or has no turn to judge
   * @throws StructuredOutputError when no reply of the model fitted within the retries: one verdict for each turn
   * @throws ModelError when the call failed
   */
  async judge(dialog: Dialog, options?: ScoreOptions): Promise<TurnVerdicts> {
    checkOptions("LLMJudgeTurns.judge", options, scoreOptionNames);
    const schema = verdictSchema(this.#turns(dialog), this.#options.feedback === true);
    const question = { name: "verdicts", messages: this.messages(dialog), schema };
    const { value, record } = await askJudge(this.#options, question, options);
    const turns = value.verdicts
      .toSorted((a, b) => a.turn - b.turn)
      .map(({ turn, positive, reason = null }) => ({ turn, positive, reason }));
    return { turns, record };
  }

  async score(dialog: Dialog, options?: ScoreOptions): Promise<number | null> {
    checkOptions("LLMJudgeTurns.score", options, scoreOptionNames);
    return (await this.assess(dialog, options)).value;
  }

  async assess(
    dialog: Dialog,
    options?: ScoreOptions,
  ): Promise<Assessment & { readonly value: number | null }> {
    checkOptions("LLMJudgeTurns.assess", options, scoreOptionNames);
    const silent = isSilent(dialog, this.#options.tools === true);
    if (silent || this.#turns(dialog).length === 0 || this.#material(dialog) === null) return { value: null };
    const { turns, record } = await this.judge(dialog, options);
    const failed = turns.filter(({ positive }) => !positive);
    const reasons = failed.flatMap(({ turn, reason }) =>
      reason === null ? [] : [`Turn ${turn}: ${reason}`],
    );
    return {
      value: (turns.length - failed.length) / turns.length,
      ...(reasons.length === 0 ? {} : { reason: reasons.join("\n") }),
      details: {
        judged: turns.length,
        failed: failed.map(({ turn }) => turn),
        model: record.model,
        key: record.key,
      },
    };
  }

  #turns(dialog: Dialog): readonly number[] {
    return this.#definition.turns(dialog).filter((turn) => dialog.turns[turn - 1]?.text.trim() !== "");
  }

  #material(dialog: Dialog): JudgeMaterial | null {
    return this.#definition.material === undefined ? {} : this.#definition.material(dialog);
  }
}

/** One verdict for each of the turns. */
function verdictSchema(turns: readonly number[], feedback: boolean) {
  const asked = new Set(turns);
  return z.object({
    verdicts: z
      .array(
        z.object({
          turn: z.number().int().describe("The number of the turn"),
          // The reason stands before the verdict: a model that writes the verdict first can only defend it afterwards.
          ...(feedback ? { reason: z.string().describe("The evidence, in one sentence") } : {}),
          positive: z.boolean().describe("Whether the criterion holds for the turn"),
        }) as z.ZodType<{ turn: number; reason?: string; positive: boolean }>,
      )
      .refine(
        (verdicts) =>
          verdicts.length === asked.size &&
          new Set(verdicts.map(({ turn }) => turn)).size === asked.size &&
          verdicts.every(({ turn }) => asked.has(turn)),
        `Give exactly one verdict for each of these turns: ${turns.join(", ")}`,
      ),
  });
}

/** The turns of a speaker, or of everybody, from the `first` of the dialogue on that may be judged. */
export function turnsOf(dialog: Dialog, speaker: string | undefined, first = 1): number[] {
  const wanted = speaker?.toLowerCase();
  return dialog.turns.flatMap((turn, index) =>
    index + 1 >= first && (wanted === undefined || turn.speaker?.toLowerCase() === wanted) ? [index + 1] : [],
  );
}
