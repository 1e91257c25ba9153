import { contentId, InvalidArgumentError, Random } from "@sdialog/core";
import { generateObject, type ModelRef, type ModelSettings, resolveModel } from "@sdialog/llm";
import { defaultSettings } from "@sdialog/llm/internal";
import pMap from "p-map";
import { ExampleHub, type HubExample } from "./example-hub.ts";
import {
  type Experience,
  experienceFrameSchema,
  type ExperiencePersona,
  experienceSchema,
  type GeneratedExperience,
} from "./experience.ts";
import { experiencePrompt, type ExperiencePrompt } from "./experience-prompt.ts";

/** Who takes part in experiences, what they learn their form from, and which model invents them. */
export interface ExperienceGeneratorOptions {
  /** How many people: exactly, or from–to. Default: 2 to 4. */
  readonly participants?: number | readonly [from: number, to: number] | undefined;
  /** Where examples come from and go to. Default: a fresh one, drawn uniformly. */
  readonly hub?: ExampleHub | undefined;
  /** Gives the people instead of the model: sampled from a hub of personas, or reused from another dataset. */
  readonly personas?:
    | ((
        random: Random,
        count: number,
      ) => readonly ExperiencePersona[] | Promise<readonly ExperiencePersona[]>)
    | undefined;
  readonly model?: ModelRef | undefined;
  readonly settings?: ModelSettings | undefined;
  readonly prompt?: ExperiencePrompt | undefined;
  readonly extraInstructions?: string | undefined;
}

/** How many experiences are made, and from which seed. */
export interface GenerateExperiencesOptions {
  /** How many are made. */
  readonly n: number;
  /** How many are made from one example, at the same time. Default: 8. */
  readonly batch?: number | undefined;
  readonly seed: number;
  /** How many exist already, in whole batches: a run that goes on passes it, with the hub as it was. Default: 0. */
  readonly from?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes experiences by iterative sampling (ConvoGen): a batch of experiences is made from one example of the hub, and
 * becomes examples for the batches after it.
 */
export class ExperienceGenerator {
  readonly hub: ExampleHub;
  readonly #options: ExperienceGeneratorOptions;
  readonly #range: readonly [number, number];

  /** @throws InvalidArgumentError for fewer than two participants */
  constructor(options: ExperienceGeneratorOptions = {}) {
    const { participants = [2, 4] } = options;
    this.#range = typeof participants === "number" ? [participants, participants] : participants;
    const [from, to] = this.#range;
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 2 || to < from) {
      throw new InvalidArgumentError(
        `participants must be whole numbers of at least 2, the smaller one first, not ${from} to ${to}`,
      );
    }
    this.#options = options;
    this.hub = options.hub ?? new ExampleHub();
  }

  /**
   * Yields experiences as their batch is ready, in the order of their numbers. What a number becomes follows from the
   * seed, the number and the hub.
   * @throws StructuredOutputError when a model's replies never fit; ModelError
   */
  async *generate(options: GenerateExperiencesOptions): AsyncGenerator<GeneratedExperience, void, void> {
    const { n, batch = 8, seed, from = 0, signal } = options;
    if (!Number.isInteger(batch) || batch < 1)
      throw new InvalidArgumentError(`batch must be a whole number of at least 1, not ${batch}`);
    if (!Number.isInteger(from) || from < 0 || from % batch !== 0) {
      throw new InvalidArgumentError(`from must be a multiple of the batch of ${batch}, not ${from}`, {
        hint: "A run goes on after the last whole batch, with the hub as it was then.",
      });
    }
    const random = new Random(seed);
    for (let start = from; start < n; start += batch) {
      const shot = this.hub.draw(random.fork("shot", start));
      const numbers = Array.from({ length: Math.min(batch, n - start) }, (_, index) => start + index);
      const { taken } = this.hub;
      const made = await pMap(
        numbers,
        (index) =>
          this.#one(
            random.fork("experience", index),
            random.derive("experience", index),
            shot,
            taken,
            signal,
          ),
        {
          concurrency: batch,
        },
      );
      for (const { experience, itemSeed } of made) {
        const rejected = this.hub.add(experience, shot.id);
        yield {
          ...experience,
          id: contentId(experience),
          parentShot: shot.id,
          seed: itemSeed,
          ...(rejected === undefined ? {} : { rejected }),
        };
      }
    }
  }

  async #one(
    random: Random,
    itemSeed: number,
    shot: HubExample,
    taken: ExampleHub["taken"],
    signal?: AbortSignal,
  ): Promise<{ experience: Experience; itemSeed: number }> {
    const { settings, extraInstructions, prompt = experiencePrompt } = this.#options;
    const participants = random.integer(...this.#range);
    const personas = await this.#options.personas?.(random.fork("personas"), participants);
    const request = {
      ...defaultSettings(),
      ...settings,
      messages: prompt({ participants, shot: shot.experience, taken, personas, extraInstructions }),
      seed: settings?.seed ?? itemSeed,
      signal,
    };
    const model = await resolveModel(this.#options.model);
    if (personas === undefined) {
      const schema = experienceSchema.refine(
        (made) => made.personas.length === participants,
        `there must be ${participants} people`,
      );
      const { value } = await generateObject(model, { ...request, schema, name: "experience" });
      return { experience: value, itemSeed };
    }
    const { value } = await generateObject(model, {
      ...request,
      schema: experienceFrameSchema,
      name: "experience",
    });
    return { experience: { ...value, personas: [...personas] }, itemSeed };
  }
}
