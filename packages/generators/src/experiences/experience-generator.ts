import {
  checkArguments,
  checkOptions,
  type OptionNames,
  pickOptions,
  checkCount,
} from "@sdialog/core/internal";
import type { z } from "zod";
import { contentId, deriveSeed, InvalidArgumentError, Random } from "@sdialog/core";
import {
  type ChatModel,
  generateObject,
  type Message,
  type ModelRef,
  type ModelSettings,
  noUsage,
  type PromptTexts,
  StructuredOutputError,
} from "@sdialog/llm";
import { modelSettingOptions, defaultSettings } from "@sdialog/llm/internal";
import { taskSeeds } from "../plan/dialog-plan.ts";
import {
  type BatchOptions,
  batchOptionNames,
  type BatchReport,
  runPlan,
  type TryOptions,
  tryOptionNames,
  runPlanOptionNames,
} from "../plan/run-plan.ts";
import type { TaskContext, TaskPlan } from "../plan/task-plan.ts";
import { BatchSiblings } from "./batch-siblings.ts";
import { BatchShots, type BatchShot } from "./batch-shots.ts";
import { ExampleHub } from "./example-hub.ts";
import {
  type Experience,
  type ExperiencePersona,
  experienceIn,
  type GeneratedExperience,
  withoutOrigin,
} from "./experience.ts";
import { experiencePrompt, experienceSlots, peoplePrompt, peopleSlots } from "./experience-prompt.ts";
import { inventedExperience, inventedFrame, inventedPeople } from "./invented.ts";
import { similarity } from "./similarity.ts";

/** Who takes part in experiences, what they learn their form from, and which model invents them. */
export interface ExperienceGeneratorOptions<Ref = ModelRef> extends TryOptions {
  /** How many people: an exact number, or a range. Default: 2 to 4. */
  readonly participants?: number | readonly [from: number, to: number] | undefined;
  /** Where examples come from and go to. Default: a fresh one, drawn uniformly. */
  readonly hub?: ExampleHub | undefined;
  /** Supplies the people in place of the model: sampled from a hub of personas, or reused from another dataset. */
  readonly personas?:
    | ((
        random: Random,
        count: number,
        index: number,
      ) => readonly ExperiencePersona[] | Promise<readonly ExperiencePersona[]>)
    | undefined;
  readonly model?: Ref | undefined;
  readonly settings?: ModelSettings | undefined;
  /** Templates in place of the library's: `experience`, `experience-people`. */
  readonly prompts?: PromptTexts<"experience" | "experience-people"> | undefined;
  readonly extraInstructions?: string | undefined;
  /** Whether people are invented in a call of their own, before what they share. Default: true. */
  readonly staged?: boolean | undefined;
}

const experienceGeneratorOptionNames: OptionNames<ExperienceGeneratorOptions<unknown>> = {
  participants: true,
  hub: true,
  personas: true,
  model: true,
  settings: modelSettingOptions,
  prompts: { experience: true, "experience-people": true },
  extraInstructions: true,
  staged: true,
  ...tryOptionNames,
};

/** How many experiences are made, and from which seed. */
export interface PlanExperiencesOptions {
  readonly count: number;
  /** How many are made from one example. Default: 8. */
  readonly batch?: number | undefined;
  readonly seed: number;
  /**
   * Whether what a batch made joins the hub's examples for the batches after it, which wait for it: iterative sampling
   * within one plan. A hub that is `fixed` takes nothing. Default: false.
   */
  readonly iterative?: boolean | undefined;
  /** The number of the first, in whole batches: how many were made before with this seed. Default: 0. */
  readonly from?: number | undefined;
}

const planExperiencesOptionNames: OptionNames<PlanExperiencesOptions> = {
  count: true,
  batch: true,
  seed: true,
  iterative: true,
  from: true,
};

/** How many experiences are made, from which seed, and how. */
export interface GenerateExperiencesOptions
  extends PlanExperiencesOptions, BatchOptions<GeneratedExperience> {
  /** How often `count` are made, each time with what was made before among the examples. Default: 1. */
  readonly generations?: number | undefined;
}

const generateExperiencesOptionNames: OptionNames<GenerateExperiencesOptions> = {
  generations: true,
  ...planExperiencesOptionNames,
  ...batchOptionNames,
};

/**
 * Makes experiences by iterative sampling (ConvoGen): what a generation made becomes examples for the next.
 *
 * @typeParam Ref how models are named; a plan with other names than the library's is for whoever knows them
 */
export class ExperienceGenerator<Ref = ModelRef> {
  readonly hub: ExampleHub;
  /** The prompts by which experiences are asked for, each with its hash. */
  readonly prompts: Readonly<Record<string, string>>;
  readonly #options: ExperienceGeneratorOptions<Ref>;
  readonly #range: readonly [number, number];
  readonly #templates: {
    readonly experience: typeof experiencePrompt.standard;
    readonly people: typeof peoplePrompt.standard;
  };

  /** @throws InvalidArgumentError for fewer than two participants */
  constructor(options: ExperienceGeneratorOptions<Ref> = {}) {
    checkArguments("new ExperienceGenerator", arguments, 1);
    checkOptions("new ExperienceGenerator", options, experienceGeneratorOptionNames);
    const { participants = [2, 4] } = options;
    this.#range = typeof participants === "number" ? [participants, participants] : participants;
    const [from, to] = this.#range;
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 2 || to < from) {
      throw new InvalidArgumentError(
        `participants must be whole numbers of at least 2, the smaller one first, not ${from} to ${to}`,
      );
    }
    this.#options = options;
    this.#templates = {
      experience: experiencePrompt.with(options.prompts?.experience),
      people: peoplePrompt.with(options.prompts?.["experience-people"]),
    };
    const { experience, people } = this.#templates;
    // People who are given are not asked for, nor are those who are invented together with the rest.
    const isAsked = options.personas === undefined && options.staged !== false;
    this.prompts = { experience: experience.hash, ...(isAsked ? { "experience-people": people.hash } : {}) };
    this.hub = options.hub ?? new ExampleHub();
  }

  /**
   * One generation: a batch of experiences from each of the examples drawn from the hub as it is now. Each
   * experience is a function of the seed, its number and the hub.
   * @throws InvalidArgumentError when `batch` or `from` is not a whole number
   */
  plan(options: PlanExperiencesOptions): TaskPlan<GeneratedExperience, Ref> {
    const {
      count,
      batch = 8,
      seed,
      iterative = false,
      from = 0,
    } = checkOptions("ExperienceGenerator.plan", options, planExperiencesOptionNames);
    checkCount("batch", batch, 1);
    if (!Number.isInteger(from) || from < 0 || from % batch !== 0) {
      throw new InvalidArgumentError(`from must be a multiple of the batch of ${batch}, not ${from}`, {
        hint: "A run goes on after the last whole batch, with the hub as it was then.",
      });
    }
    const growing = iterative && this.hub.grows;
    const shots = new BatchShots(this.hub, {
      batches: growing ? 0 : Math.ceil(count / batch),
      batch,
      random: (number) => new Random(deriveSeed(seed, "shot", from / batch + number)),
    });
    const seeds = taskSeeds(seed);
    const first = (index: number): number => index - (index % batch);
    // Where batches build on each other, one process makes them, so that their experiences can be compared.
    const siblings = growing ? new BatchSiblings() : undefined;
    const make = async (index: number, context: TaskContext<Ref>): Promise<GeneratedExperience> => {
      const shot = shots.of(Math.floor(index / batch), context.inherited);
      const before = () => siblings?.before(index, first(index), context.inherited) ?? [];
      const { experience, ...origin } = await this.#make(index, { ...shot, before }, context);
      return {
        ...experience,
        id: contentId(experience),
        parentShot: shot.shot.id,
        seed: context.seed,
        ...origin,
      };
    };
    return {
      count,
      models: [this.#options.model],
      ...(growing ? { inheritance: { after: first, keep: experienceIn } } : {}),
      seed: (index) => seeds(from + index),
      run: async (index, context) => {
        const making = () => make(index, context);
        return { made: await (siblings === undefined ? making() : siblings.begin(index, making)) };
      },
    };
  }

  /**
   * Carries out a {@link ExperienceGenerator.plan} here, or several generations of it, yields what they make in order
   * and offers it to the hub as examples. A recipe of the kind `experiences` carries out one generation.
   *
   * @returns what came of the last generation, as the generator's return value
   * @throws ModelError and others with which no experience could be made; the signal's reason when cancelled
   */
  async *generate(
    this: ExperienceGenerator,
    options: GenerateExperiencesOptions,
  ): AsyncGenerator<GeneratedExperience, BatchReport, void> {
    const {
      generations = 1,
      from = 0,
      ...rest
    } = checkOptions("ExperienceGenerator.generate", options, generateExperiencesOptionNames);
    checkCount("generations", generations, 1);
    const { batch = 8, count } = rest;
    const step = Math.ceil(count / batch) * batch;
    for (let generation = 0; ; generation++) {
      const plan = this.plan({
        ...pickOptions(rest, planExperiencesOptionNames),
        from: from + generation * step,
      });
      const running = runPlan(plan, pickOptions({ ...this.#options, ...rest }, runPlanOptionNames));
      const made: GeneratedExperience[] = [];
      let report: BatchReport;
      for (;;) {
        const next = await running.next();
        if (next.done === true) {
          report = next.value;
          break;
        }
        made.push(next.value);
        yield next.value;
      }
      for (const experience of made) this.hub.add(withoutOrigin(experience), experience.parentShot);
      if (generation + 1 === generations) return report;
    }
  }

  /**
   * Invents an experience, and again under other seeds while it is too much like the example it was shown, or like another
   * of the hub or of its batch. A copy of the example is refused in the end; what is like another is kept, and says so.
   */
  async #make(
    index: number,
    batch: MadeFrom,
    context: TaskContext<Ref>,
  ): Promise<Pick<GeneratedExperience, "alike" | "faults"> & { readonly experience: Experience }> {
    const model = await context.model(this.#options.model);
    const faults: Record<string, number> = {};
    for (let attempt = 0; ; attempt++) {
      const seed = attempt === 0 ? context.seed : deriveSeed(context.seed, "unlike", attempt);
      const experience = await this.#invent(index, batch, { ...context, seed }, model);
      const like = similarity(batch.shot.experience, experience);
      const isCopy = like >= tooSimilar;
      const alike = isCopy ? undefined : await this.#twinOf(experience, batch);
      const fault = isCopy ? "copied_example" : alike === undefined ? undefined : "near_duplicate";
      if (fault !== undefined) faults[fault] = (faults[fault] ?? 0) + 1;
      if (fault === undefined || (attempt === mostAgain && !isCopy)) {
        if (fault !== undefined && this.hub.grows) faults["declined_by_hub"] = 1;
        return {
          experience,
          ...(alike === undefined ? {} : { alike }),
          ...(Object.keys(faults).length === 0 ? {} : { faults }),
        };
      }
      if (attempt === mostAgain)
        throw new StructuredOutputError({
          model: model.id,
          attempts: attempt + 1,
          problem: `the experience is a copy of the example: ${Math.round(like * 100)} % of their words are the same`,
          reply: JSON.stringify(experience),
          usage: noUsage,
        });
    }
  }

  /** The id of an experience of the hub or of the batch that another is too much like. */
  async #twinOf(experience: Experience, { examples, before }: MadeFrom): Promise<string | undefined> {
    const others = [...examples.map((example) => example.experience), ...(await before())];
    const twin = others.find((other) => similarity(other, experience) >= this.hub.duplicate);
    return twin === undefined ? undefined : contentId(twin);
  }

  /** People first, unless they are given, and then what they share: a small model loses the thread of both at once. */
  async #invent(
    index: number,
    { shot, taken }: MadeFrom,
    { seed, taskSeed, signal }: TaskContext<Ref>,
    model: ChatModel,
  ): Promise<Experience> {
    const { settings, extraInstructions, staged = true } = this.#options;
    const { experience, people } = this.#templates;
    const random = new Random(taskSeed);
    const participants = random.fork("participants").integer(...this.#range);
    const given = await this.#options.personas?.(random.fork("personas"), participants, index);
    const task = { participants, shot: shot.experience, taken, extraInstructions };
    const ask = async <Schema extends z.ZodType>(
      name: string,
      schema: Schema,
      messages: readonly Message[],
    ) =>
      (
        await generateObject(model, {
          ...defaultSettings(),
          ...settings,
          messages,
          schema,
          name,
          seed: settings?.seed ?? deriveSeed(seed, name),
          signal,
        })
      ).value;
    if (given === undefined && !staged)
      return ask(
        "experience",
        inventedExperience(participants),
        experience.messages(experienceSlots({ ...task, personas: undefined })),
      );
    // A model that is best asked for fields is a small one: it repeats itself in long lists.
    const oneByOne = model.capabilities.messages === "fields";
    const personas: ExperiencePersona[] = [...(given ?? [])];
    const wanted = given === undefined ? participants : 0;
    while (personas.length < wanted) {
      const names = personas.map(({ name }) => name);
      const schema = inventedPeople(oneByOne ? 1 : participants, names);
      const messages = people.messages(peopleSlots(task, oneByOne ? personas : undefined));
      const { personas: invented } = await ask(`people${names.length || ""}`, schema, messages);
      personas.push(...invented);
    }
    return {
      ...(await ask(
        "experience",
        inventedFrame,
        experience.messages(experienceSlots({ ...task, personas })),
      )),
      personas,
    };
  }
}

/** From here on an experience is the example in other words, or not even that. */
const tooSimilar = 0.6;

/** How often an experience is asked for again that is too much like another. */
const mostAgain = 2;

/** What an experience is made from, and what it is compared with. */
interface MadeFrom extends BatchShot {
  /** The experiences of its batch with lower numbers. */
  readonly before: () => readonly Experience[] | Promise<readonly Experience[]>;
}
