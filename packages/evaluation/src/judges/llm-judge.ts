import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { scoreOptionNames } from "../dialog-score.ts";
import type { Dialog, JsonObject } from "@sdialog/core";
import type { Message } from "@sdialog/llm";
import { promptHashes } from "@sdialog/llm/internal";
import * as z from "zod";
import type { Assessment, DialogScore, ScoreOptions, ScoreValue } from "../dialog-score.ts";
import { mapConcurrently } from "../map-concurrently.ts";
import { askJudge, type VerdictRecord } from "./ask-judge.ts";
import { type JudgeMaterial, judgeMessages } from "./judge-messages.ts";
import { judgePrompt } from "./judge-prompts.ts";
import { isSilent } from "./transcript.ts";
import { checkCriterion, judgeConfiguration, type JudgeOptions, judgeOptionNames } from "./judge-options.ts";

/** The name of a judge, and whether it gives reasons. */
export interface LLMJudgeOptions extends JudgeOptions {
  /** In kebab-case; each kind of judge has its own. */
  readonly name?: string | undefined;
  /** Whether the judge writes down its reasons, before the verdict. */
  readonly feedback?: boolean | undefined;
}

/** The names of {@link LLMJudgeOptions}. */
export const llmJudgeOptionNames: OptionNames<LLMJudgeOptions> = {
  name: true,
  feedback: true,
  ...judgeOptionNames,
};

/** What a ready-made judge takes. */
export interface PresetJudgeOptions extends LLMJudgeOptions {
  /** Replaces the text that says what is judged and by which rules. */
  readonly criterion?: string | undefined;
}

/** The names of {@link PresetJudgeOptions}. */
export const presetJudgeOptionNames: OptionNames<PresetJudgeOptions> = {
  criterion: true,
  ...llmJudgeOptionNames,
};

/** What makes one judge different from another. */
export interface JudgeDefinition<Schema extends z.ZodObject> {
  readonly name: string;
  readonly criterion: string;
  /** The answer, without the reason. Its values must be JSON. */
  readonly schema: Schema;
  /** The answer as a number. */
  readonly value: (answer: z.output<Schema>) => ScoreValue;
  readonly direction?: DialogScore["direction"];
  /** What the criterion refers to (a persona, a goal); `null` when this dialogue has none and cannot be judged. */
  readonly material?: ((dialog: Dialog) => JudgeMaterial | null) | undefined;
  /** Whether tool calls and results are shown, unless the options say otherwise. Default: false. */
  readonly tools?: boolean | undefined;
}

/** The names of {@link JudgeDefinition}. */
export const judgeDefinitionNames: OptionNames<JudgeDefinition<z.ZodObject>> = {
  name: true,
  criterion: true,
  schema: true,
  value: true,
  direction: true,
  material: true,
  tools: true,
};

/** What a judge says of one dialogue. */
export type Verdict<Value> = Readonly<Value> & {
  /** `null` unless the judge was made with `feedback`. */
  readonly reason: string | null;
  readonly record: VerdictRecord;
};

/**
 * A language model that answers one question about each dialogue, in a shape of your choice.
 *
 * ```ts no-run
 * const politeness = new LLMJudge(
 *   {
 *     name: "politeness",
 *     criterion: "Name the least polite speaker and rate the tone from 1 (hostile) to 5 (warm).",
 *     schema: z.object({ speaker: z.string(), tone: z.number().int().min(1).max(5) }),
 *     value: ({ tone }) => tone,
 *   },
 *   { model: "openai:gpt-4.1" },
 * );
 * const { speaker, tone } = await politeness.judge(dialog);
 * ```
 */
export class LLMJudge<Schema extends z.ZodObject> implements DialogScore {
  readonly name: string;
  readonly direction: DialogScore["direction"];
  readonly #definition: JudgeDefinition<Schema>;
  readonly #options: LLMJudgeOptions;
  readonly #template: typeof judgePrompt.standard;

  /** @throws InvalidArgumentError for a definition that lacks something, or holds what definitions do not have */
  constructor(definition: JudgeDefinition<Schema>, options: LLMJudgeOptions = {}) {
    checkArguments("new LLMJudge", arguments, 2);
    if (new.target === LLMJudge) checkOptions("new LLMJudge", options, llmJudgeOptionNames);
    checkOptions(`The definition of ${new.target.name}`, definition ?? null, judgeDefinitionNames);
    checkCriterion(new.target.name, definition.criterion);
    this.name = options.name ?? definition.name;
    this.direction = definition.direction;
    this.#definition = definition;
    this.#options = options;
    this.#template = judgePrompt.with(options.prompts?.judge);
  }

  get configuration(): JsonObject {
    const { criterion } = this.#definition;
    const { feedback = false } = this.#options;
    const prompts = promptHashes({ judge: this.#template });
    return { ...judgeConfiguration(this.#options), prompts, criterion, feedback, tools: this.#tools };
  }

  /** Exactly what the model is sent for a dialogue. @throws InvalidArgumentError when the dialogue lacks what is judged */
  messages(dialog: Dialog): readonly Message[] {
    const { criterion } = this.#definition;
    const material = this.#material(dialog);
    return judgeMessages(
      { name: this.name, template: this.#template, criterion, material, tools: this.#tools },
      dialog,
    );
  }

  /**
   * The verdict on one dialogue.
   *
   * @throws InvalidArgumentError when the dialogue lacks what is judged
   * @throws StructuredOutputError when no reply of the model fitted within the retries
   * @throws ModelError when the call failed
   */
  async judge(dialog: Dialog, options?: ScoreOptions): Promise<Verdict<z.output<Schema>>> {
    checkOptions("LLMJudge.judge", options, scoreOptionNames);
    const { schema } = this.#definition;
    // The reason stands first: a model that writes the verdict first can only defend it afterwards.
    const asked =
      this.#options.feedback === true ? z.object({ reason: reasonSchema, ...schema.shape }) : schema;
    const question = { name: "verdict", messages: this.messages(dialog), schema: asked };
    const { value, record } = await askJudge(this.#options, question, options);
    return { reason: null, ...(value as z.output<Schema>), record };
  }

  /**
   * The verdicts on many dialogues, in their order, each judged by itself, `concurrency` (8) at a time; `null`, without a
   * call, for a dialogue that lacks what is judged or in which nothing is said.
   *
   * @throws StructuredOutputError when no reply of the model fitted within the retries
   * @throws ModelError when a call failed
   */
  judgeAll(
    dialogs: readonly Dialog[],
    options: ScoreOptions & { readonly concurrency?: number | undefined } = {},
  ): Promise<(Verdict<z.output<Schema>> | null)[]> {
    const { concurrency = 8, ...each } = checkOptions("LLMJudge.judgeAll", options, {
      concurrency: true,
      ...scoreOptionNames,
    });
    const { signal } = each;
    return mapConcurrently(
      dialogs,
      async (dialog) => (this.#canJudge(dialog) ? await this.judge(dialog, each) : null),
      { concurrency, signal },
    );
  }

  /** The verdict as a number; `null`, without a call, when the dialogue lacks what is judged or nothing is said in it. */
  async score(dialog: Dialog, options?: ScoreOptions): Promise<ScoreValue> {
    checkOptions("LLMJudge.score", options, scoreOptionNames);
    return (await this.assess(dialog, options)).value;
  }

  async assess(dialog: Dialog, options?: ScoreOptions): Promise<Assessment> {
    checkOptions("LLMJudge.assess", options, scoreOptionNames);
    if (!this.#canJudge(dialog)) return { value: null };
    const { reason, record, ...answer } = await this.judge(dialog, options);
    return {
      value: this.#definition.value(answer as z.output<Schema>),
      ...(reason === null ? {} : { reason }),
      details: { ...(answer as JsonObject), model: record.model, key: record.key },
    };
  }

  get #tools(): boolean {
    return this.#options.tools ?? this.#definition.tools ?? false;
  }

  #canJudge(dialog: Dialog): boolean {
    return this.#material(dialog) !== null && !isSilent(dialog, this.#tools);
  }

  #material(dialog: Dialog): JudgeMaterial | null {
    return this.#definition.material === undefined ? {} : this.#definition.material(dialog);
  }
}

const reasonSchema = z
  .string()
  .describe("The evidence for and against, with turn numbers, in at most four sentences");
