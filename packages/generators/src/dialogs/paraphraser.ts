import {
  checkArguments,
  checkOptions,
  givenSeed,
  type OptionNames,
  pickOptions,
} from "@sdialog/core/internal";
import type { Clock } from "@sdialog/agents";
import { systemClock, timestamp } from "@sdialog/agents/internal";
import { type Dialog, InvalidArgumentError, Random, type Turn } from "@sdialog/core";
import {
  type ChatModel,
  generateObject,
  type Message,
  type ModelRef,
  type PromptTexts,
  resolveModel,
} from "@sdialog/llm";
import {
  type GeneratorModel,
  modelSettings,
  recordedModel,
  seedlessModelOptionNames,
} from "../model-settings.ts";
import { paraphrasePrompt, paraphraseSlots, type ParaphraseTask } from "../prompts/paraphrase-prompt.ts";
import { dialogPlan, runOptionsOf } from "../plan/dialog-plan.ts";
import { type BatchReport, runPlan, type RunPlanOptions, runPlanOptionNames } from "../plan/run-plan.ts";
import type { TaskPlan } from "../plan/task-plan.ts";
import { paraphraseSchema } from "./paraphrase-schema.ts";

/** What a {@link Paraphraser} rewords, and how. */
export interface ParaphraserOptions<Ref = ModelRef> extends Omit<GeneratorModel<Ref>, "seed"> {
  /** Reword only what this speaker says, in any letter case. Default: everybody. */
  readonly targetSpeaker?: string | undefined;
  /** One model call per turn, each seeing the turns before it as already reworded. Default: one call for all. */
  readonly turnByTurn?: boolean | undefined;
  /** Further instructions for the model. */
  readonly instructions?: string | readonly string[] | undefined;
  /** How often the model is asked again after a reply that does not fit. Default: 2. */
  readonly retries?: number | undefined;
  /** Templates in place of the library's: `paraphrase`. */
  readonly prompts?: PromptTexts<"paraphrase"> | undefined;
}

const paraphraserOptionNames: OptionNames<ParaphraserOptions<unknown>> = {
  targetSpeaker: true,
  turnByTurn: true,
  instructions: true,
  retries: true,
  prompts: { paraphrase: true },
  ...seedlessModelOptionNames,
};

/** How one dialogue is reworded. */
export interface ParaphraseOptions {
  /** Instead of the paraphraser's own. */
  readonly targetSpeaker?: string | undefined;
  /** Everything random follows from it. Default, and for null: a fresh one. */
  readonly seed?: number | null | undefined;
  readonly id?: string | number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

const paraphraseOptionNames: OptionNames<ParaphraseOptions> = {
  targetSpeaker: true,
  seed: true,
  id: true,
  signal: true,
  clock: true,
};

/** Which dialogues are reworded. */
export interface PlanParaphrasesOptions {
  /** The dialogues, or what reads them one by one. */
  readonly dialogs: readonly Dialog[] | StoredDialogs;
  /** How many of them, from the first. Default: all. */
  readonly count?: number | undefined;
  readonly seed: number;
}

const planParaphrasesOptionNames: OptionNames<PlanParaphrasesOptions> = {
  dialogs: true,
  count: true,
  seed: true,
};

/** Dialogues that are kept somewhere. */
export interface StoredDialogs {
  readonly count: number;
  /** Dialogue number `index`, from 0. */
  get(index: number): Promise<Dialog>;
  close?(): Promise<void>;
}

/** Says the same as a dialogue in other words. Speakers, order and number of turns stay; so do numbers, links and placeholders. */
export class Paraphraser<Ref = ModelRef> {
  readonly options: ParaphraserOptions<Ref>;
  readonly #template: typeof paraphrasePrompt.standard;

  constructor(options: ParaphraserOptions<Ref> = {}) {
    checkArguments("new Paraphraser", arguments, 1);
    checkOptions("new Paraphraser", options, paraphraserOptionNames);
    this.options = Object.freeze({ ...options });
    this.#template = paraphrasePrompt.with(options.prompts?.paraphrase);
  }

  /** The messages the model gets for a dialogue (turn by turn: for its first turn). */
  prompt(dialog: Dialog, options: Pick<ParaphraseOptions, "targetSpeaker"> = {}): readonly Message[] {
    checkOptions("Paraphraser.prompt", options, { targetSpeaker: true });
    const chosen = this.#chosen(dialog, options);
    const [first = 0] = chosen;
    return this.options.turnByTurn === true
      ? this.#messages(dialog.turns.slice(0, first + 1), [first])
      : this.#messages(dialog.turns, chosen);
  }

  /**
   * A reworded copy: `dialog` is its parent; model, seed and time are those of the rewording.
   *
   * @throws InvalidArgumentError when the target speaker says nothing in the dialogue
   * @throws StructuredOutputError when no answer had a usable text for every turn
   * @throws ModelError when a call failed
   */
  async paraphrase(this: Paraphraser, dialog: Dialog, options: ParaphraseOptions = {}): Promise<Dialog> {
    checkOptions("Paraphraser.paraphrase", options, paraphraseOptionNames);
    return this.#paraphrase(await resolveModel(this.options.model), dialog, options);
  }

  /** One rewording of each dialogue. */
  plan(options: PlanParaphrasesOptions): TaskPlan<Dialog, Ref> {
    const { dialogs, count, seed } = checkOptions("Paraphraser.plan", options, planParaphrasesOptionNames);
    const source = "get" in dialogs ? dialogs : listed(dialogs);
    return dialogPlan<Ref>({
      count: Math.min(count ?? source.count, source.count),
      seed,
      make: async (index, context) =>
        this.#paraphrase(
          await context.model(this.options.model),
          await source.get(index),
          runOptionsOf(context),
        ),
      close: async () => source.close?.(),
    });
  }

  /** Carries out a {@link Paraphraser.plan} here; a recipe of the kind `paraphrase` carries out the same. */
  generate(
    this: Paraphraser,
    options: PlanParaphrasesOptions & RunPlanOptions<Dialog>,
  ): AsyncGenerator<Dialog, BatchReport, void> {
    checkOptions("Paraphraser.generate", options, { ...planParaphrasesOptionNames, ...runPlanOptionNames });
    return runPlan(
      this.plan(pickOptions(options, planParaphrasesOptionNames)),
      pickOptions(options, runPlanOptionNames),
    );
  }

  async #paraphrase(model: ChatModel, dialog: Dialog, options: ParaphraseOptions): Promise<Dialog> {
    const { clock = systemClock } = options;
    const seed = givenSeed("Paraphraser", options.seed);
    const chosen = this.#chosen(dialog, options);
    const turns = await (this.options.turnByTurn === true
      ? this.#oneByOne(model, dialog, chosen, seed, options)
      : this.#reword(model, dialog.turns, chosen, seed, options));
    return dialog.clone({
      timestamp: timestamp(clock),
      model: recordedModel(model, modelSettings(this.options)),
      seed,
      ...(options.id === undefined ? {} : { id: options.id }),
      turns,
      events: rewordedEvents(dialog, turns),
    });
  }

  /** The positions of the turns to reword: those of the target that say something. */
  #chosen(dialog: Dialog, options: Pick<ParaphraseOptions, "targetSpeaker">): number[] {
    const target = (options.targetSpeaker ?? this.options.targetSpeaker)?.toLowerCase();
    const chosen = dialog.turns.flatMap(({ speaker, text }, index) =>
      text.trim() !== "" && (target === undefined || speaker?.toLowerCase() === target) ? [index] : [],
    );
    if (chosen.length === 0 && target !== undefined) {
      throw new InvalidArgumentError(`Nobody called "${target}" says anything in this dialogue`, {
        hint: `Speakers are: ${dialog.speakers().join(", ") || "none"}.`,
      });
    }
    return chosen;
  }

  async #oneByOne(
    model: ChatModel,
    dialog: Dialog,
    chosen: readonly number[],
    seed: number,
    options: ParaphraseOptions,
  ): Promise<readonly Turn[]> {
    const random = new Random(seed);
    let turns = dialog.turns;
    for (const index of chosen) {
      const before = await this.#reword(
        model,
        turns.slice(0, index + 1),
        [index],
        random.derive("turn", index),
        options,
      );
      turns = [...before, ...turns.slice(index + 1)];
    }
    return turns;
  }

  async #reword(
    model: ChatModel,
    turns: readonly Turn[],
    chosen: readonly number[],
    seed: number,
    { signal }: ParaphraseOptions,
  ): Promise<readonly Turn[]> {
    if (chosen.length === 0) return turns;
    const { value } = await generateObject(model, {
      ...modelSettings(this.options),
      schema: paraphraseSchema(turns, chosen),
      name: "paraphrase",
      messages: this.#messages(turns, chosen),
      retries: this.options.retries,
      seed,
      signal,
    });
    const texts = new Map(value.turns.map(({ number, text }) => [number - 1, text]));
    return turns.map((turn, index) => ({ ...turn, text: texts.get(index) ?? turn.text }));
  }

  #messages(turns: readonly Turn[], chosen: readonly number[]): readonly Message[] {
    const task: ParaphraseTask = {
      turns: turns.map(({ speaker, text }, index) => ({ number: index + 1, speaker, text })),
      reword: chosen.map((index) => index + 1),
      instructions: [this.options.instructions ?? []].flat(),
    };
    return this.#template.messages(paraphraseSlots(task));
  }
}

function listed(dialogs: readonly Dialog[]): StoredDialogs {
  return { count: dialogs.length, get: async (index) => dialogs[index] as Dialog };
}

/** The events with the new texts in place of what was uttered; none when utterances and turns do not match. */
function rewordedEvents(dialog: Dialog, turns: readonly Turn[]): Dialog["events"] {
  const uttered = dialog.events?.filter(({ action }) => action === "utter") ?? [];
  const match =
    uttered.length === turns.length &&
    uttered.every(({ content }, index) => content === dialog.turns[index]?.text);
  if (!match) return null;
  let next = 0;
  return (
    dialog.events?.map((event) =>
      event.action === "utter" ? { ...event, content: turns[next++]?.text ?? event.content } : event,
    ) ?? null
  );
}
