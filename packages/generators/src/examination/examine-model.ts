import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { deriveSeed, InvalidArgumentError } from "@sdialog/core";
import {
  type ChatModel,
  type ModelProbe,
  type ModelRef,
  type PromptTexts,
  probeModel,
  resolveModel,
  wrapModel,
} from "@sdialog/llm";
import {
  examinationPromptNames,
  type ExaminationTask,
  examinationTasks,
  type TryOutcome,
} from "./examination-tasks.ts";

/** How a model did at one kind of task. */
export interface TaskTally {
  /** Tries that came to an end within the time, or took longer than their share of it. */
  readonly tried: number;
  /** Tries in which the library got what it asked for, its own retries included. */
  readonly succeeded: number;
  /** Drafts in which the prompt, a template or another speaker's part showed. */
  readonly leaks: number;
  /** Drafts that looped or repeated what had been said. */
  readonly repetitions: number;
}

/** What a model can do and how it did at the tasks that the library gives to models. */
export interface ModelExamination extends ModelProbe {
  /** Task → how it went with the form of replies enforced, where the model has that. */
  readonly tasks: Readonly<Record<ExaminationTask, TaskTally>>;
  /** The same with the form only told in words; only for tasks that have one. */
  readonly withoutSchema: Readonly<Partial<Record<ExaminationTask, TaskTally>>>;
}

/** How long and how often a model is tried. */
export interface ExamineModelOptions {
  /** Tries of each task. Default: 8. */
  readonly tries?: number | undefined;
  /**
   * No try is begun after this many seconds, and one that runs is broken off and not counted. The first try of each task
   * has its share of them, however slow those before it were, and one that takes longer has failed. Default: 120.
   */
  readonly seconds?: number | undefined;
  readonly seed?: number | undefined;
  /** Templates in place of the library's, of the prompts that the tasks have: {@link examinationPromptNames}. */
  readonly prompts?: PromptTexts<(typeof examinationPromptNames)[number]> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after each try. */
  readonly onTry?: ((done: ExaminationStep) => void) | undefined;
}

/** A try that has ended. */
export interface ExaminationStep {
  readonly task: ExaminationTask;
  /** Whether the form of replies was enforced. */
  readonly enforced: boolean;
  readonly succeeded: boolean;
  /** Why it did not succeed. */
  readonly reason?: string | undefined;
}

const examineModelOptionNames: OptionNames<ExamineModelOptions> = {
  tries: true,
  seconds: true,
  seed: true,
  prompts: Object.fromEntries(examinationPromptNames.map((name) => [name, true])) as Record<
    (typeof examinationPromptNames)[number],
    true
  >,
  signal: true,
  onTry: true,
};

/**
 * Gives a model the tasks that the library gives to models — a persona, an experience, a user's feedback, a goal-directed
 * user, the choice of a speaker, whole dialogues — one try of each in turn until the tries or the time are used up.
 *
 * @throws ModelError when the model cannot be reached; the signal's reason when cancelled
 */
export async function examineModel(
  ref: ModelRef | undefined,
  options: ExamineModelOptions = {},
): Promise<ModelExamination> {
  checkOptions("examineModel", options, examineModelOptionNames);
  const { tries = 8, seconds = 120, seed = 1, prompts = {}, signal, onTry } = options;
  if (!(Number.isInteger(tries) && tries >= 1) || !(seconds > 0))
    throw new InvalidArgumentError(
      `tries must be a whole number of at least 1 and seconds more than 0, not ${tries} and ${seconds}`,
    );
  const model = await resolveModel(ref);
  const began = performance.now();
  const left = (): number => seconds * 1000 - (performance.now() - began);
  const probe = await probeModel(model, { signal });
  const enforced = probe.jsonSchema === "honoured" ? model : withoutSchema(model);
  const sittings = Object.keys(examinationTasks).flatMap((name) => {
    const task = name as ExaminationTask;
    const plain = { task, model: enforced, isAgain: false, tally: new Tally() };
    const again = probe.jsonSchema === "honoured" && examinationTasks[task].structured;
    return again
      ? [plain, { task, model: withoutSchema(model), isAgain: true, tally: new Tally() }]
      : [plain];
  });
  rounds: for (let round = 0; round < tries; round++) {
    for (const [position, { task, model: asked, isAgain, tally }] of sittings.entries()) {
      if (round > 0 && left() <= 0) break rounds;
      // At first everything gets its share of the time, so that a slow model is seen at every task.
      const share =
        round === 0 ? Math.max(left() / (sittings.length - position), seconds * leastShare) : left();
      const patience = AbortSignal.timeout(Math.max(1, Math.ceil(share)));
      const any = AbortSignal.any([patience, ...(signal === undefined ? [] : [signal])]);
      let outcome: TryOutcome;
      try {
        outcome = await examinationTasks[task].attempt(asked, deriveSeed(seed, task, round), any, prompts);
      } catch (error) {
        signal?.throwIfAborted();
        if (!any.aborted) throw error;
        if (round > 0) break rounds;
        outcome = {
          succeeded: false,
          leaks: 0,
          repetitions: 0,
          reason: `took over ${Math.ceil(share / 1000)} s`,
        };
      }
      tally.add(outcome);
      const held = probe.jsonSchema === "honoured" && !isAgain;
      onTry?.({ task, enforced: held, succeeded: outcome.succeeded, reason: outcome.reason });
    }
  }
  const of = (again: boolean) =>
    Object.fromEntries(
      sittings.filter((each) => each.isAgain === again).map(({ task, tally }) => [task, tally.toJSON()]),
    );
  return { ...probe, tasks: of(false) as ModelExamination["tasks"], withoutSchema: of(true) };
}

/** Milliseconds of each second that a task is given at first when those before it have used up the time. */
const leastShare = 10;

class Tally {
  #tried = 0;
  #succeeded = 0;
  #leaks = 0;
  #repetitions = 0;

  add({ succeeded, leaks, repetitions }: TryOutcome): void {
    this.#tried += 1;
    if (succeeded) this.#succeeded += 1;
    this.#leaks += leaks;
    this.#repetitions += repetitions;
  }

  toJSON(): TaskTally {
    return {
      tried: this.#tried,
      succeeded: this.#succeeded,
      leaks: this.#leaks,
      repetitions: this.#repetitions,
    };
  }
}

/** The model as if nothing enforced a schema. */
function withoutSchema(model: ChatModel): ChatModel {
  const same = wrapModel(model, {
    generate: (request, next) => next(request),
    stream: (request, next) => next(request),
  });
  return { ...same, capabilities: { ...model.capabilities, jsonSchema: "none" } };
}
