import { timestamp } from "@sdialog/agents/internal";
import type { Clock } from "@sdialog/agents";
import { type AttributeModel, contentId, InvalidArgumentError, Random, version } from "@sdialog/core";
import { isBlank } from "@sdialog/core/internal";
import type { ChatModel, Message, ModelSettings } from "@sdialog/llm";
import { recordedModel } from "../model-settings.ts";
import { type attributePrompt, attributeSlots, type AttributeTask } from "../prompts/attribute-prompt.ts";
import type { AttributeClass } from "./attribute-class.ts";
import { type Attempted, completeDrafts, isComplete } from "./complete-drafts.ts";
import { computeAttributes } from "./compute-attributes.ts";
import type { DistinctValues } from "./distinct-values.ts";
import type { Draft } from "./draft.ts";
import { drawDraft } from "./draw-draft.ts";
import { IncompleteObjectError } from "./incomplete-object-error.ts";
import type { Plan } from "./plan.ts";
import type { LoadedFiles } from "./rules/rule-files.ts";

/** One call of a generator, with everything looked up and every default filled in. */
export interface RunSetup<Model extends AttributeModel> {
  readonly type: AttributeClass<Model>;
  readonly plan: Plan;
  readonly subject: string;
  readonly instructions: readonly string[];
  readonly template: typeof attributePrompt.standard;
  readonly retries: number;
  readonly allowMissing: boolean;
  readonly files: LoadedFiles;
  /** `undefined` when the model has nothing to do. */
  readonly model: ChatModel | undefined;
  readonly settings: ModelSettings;
  readonly distinct: DistinctValues;
  readonly seed: number;
  readonly id: (index: number) => string | number | undefined;
  readonly parentId: string | number | null;
  readonly notes: string | null;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** A finished object, with the attributes the model made up. */
export interface Made<Model> {
  readonly model: Model;
  readonly madeUp: Readonly<Record<string, unknown>>;
}

const drawAttempts = 100;

/** Makes objects; two with the same setup and index are equal, whatever else was made. */
export class AttributeRun<Model extends AttributeModel> {
  readonly #setup: RunSetup<Model>;
  readonly #random: Random;

  constructor(setup: RunSetup<Model>) {
    this.#setup = setup;
    this.#random = new Random(setup.seed);
  }

  /** The messages that would ask for the object at `index`; none when the model has nothing to do. */
  async messages(index: number): Promise<readonly Message[]> {
    const { values: known, wanted } = await this.#draft(index);
    if (Object.keys(wanted).length === 0) return [];
    const objects = [{ known, wanted, problems: [] }];
    return this.#setup.template.messages(attributeSlots({ ...this.#task([]), objects }));
  }

  /**
   * Makes the objects at `indexes`, the model's part in one call.
   * @param earlier what objects made before hold
   */
  async make(indexes: readonly number[], earlier: AttributeTask["earlier"]): Promise<Made<Model>[]> {
    const { model, settings, template, retries, type, distinct, signal } = this.#setup;
    signal?.throwIfAborted();
    const drafts: Draft[] = [];
    for (const index of indexes) drafts.push(await this.#draft(index));
    const attempted =
      model === undefined
        ? drafts.map((draft) => ({ draft, problems: [] }))
        : await completeDrafts(drafts, {
            model,
            settings,
            template,
            retries,
            signal,
            task: this.#task(earlier),
            shape: type.shape,
            random: this.#random,
            claim: (name, value) =>
              distinct.claim({ [name]: value }) === undefined
                ? undefined
                : `${JSON.stringify(value)} is already taken by another object: choose a different value`,
          });
    const made: Made<Model>[] = [];
    for (const [position, item] of attempted.entries()) {
      made.push(await this.#finish(item, Object.keys(drafts[position]?.wanted ?? {})));
    }
    return made;
  }

  /** Draws until no value repeats that has to be distinct. */
  async #draft(index: number): Promise<Draft> {
    const { type, plan, files, distinct } = this.#setup;
    let repeated: string | undefined;
    for (let attempt = 0; attempt < drawAttempts; attempt++) {
      const random = this.#random.fork("object", index, attempt);
      const draft = await computeAttributes(type, await drawDraft(type, plan, files, { index, random }));
      repeated = distinct.claim(draft.values);
      if (repeated === undefined) return draft;
    }
    throw new InvalidArgumentError(
      `${type.className}.${repeated}: no new value was found for object ${index + 1} in ${drawAttempts} draws`,
      { hint: "Its rule offers too few different values for `distinct`." },
    );
  }

  async #finish({ draft, problems }: Attempted, wanted: readonly string[]): Promise<Made<Model>> {
    const { type, allowMissing, retries } = this.#setup;
    const missing = Object.keys(draft.wanted);
    const defaults = missing.map((name) => [name, type.shape[name]?.safeParse(undefined)] as const);
    if (
      !isComplete(draft) &&
      !(allowMissing && defaults.every(([, standard]) => standard?.success === true))
    ) {
      throw new IncompleteObjectError(type.className, retries + 1, problems, {
        missing,
        values: draft.values,
      });
    }
    const filled = Object.fromEntries(defaults.map(([name, standard]) => [name, standard?.data]));
    const { values } = await computeAttributes(type, {
      ...draft,
      values: { ...draft.values, ...filled },
      wanted: {},
    });
    const model = new type(values as never, this.#metadata(draft, values, missing));
    return { model, madeUp: pick(values, wanted) };
  }

  #metadata({ index }: Draft, values: Draft["values"], missing: readonly string[]) {
    const { type, model, settings, seed, id, parentId, notes, clock } = this.#setup;
    return {
      version,
      timestamp: timestamp(clock),
      model: model === undefined ? null : recordedModel(model, settings),
      seed,
      id: id(index) ?? contentId([type.className, values, seed, index]),
      parentId,
      className: type.className,
      notes,
      index,
      ...(missing.length === 0 ? {} : { missing }),
    };
  }

  #task(earlier: AttributeTask["earlier"]): Omit<AttributeTask, "objects"> {
    const { subject, instructions, type } = this.#setup;
    return { subject, className: type.className, instructions, earlier };
  }
}

function pick(values: Draft["values"], names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.filter((name) => !isBlank(values[name])).map((name) => [name, values[name]]),
  );
}
