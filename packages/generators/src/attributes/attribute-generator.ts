import { generateOptionNames, attributeGeneratorOptionNames } from "./generate-options.ts";
import { checkOptions, givenSeed, checkCount } from "@sdialog/core/internal";
import { systemClock } from "@sdialog/agents/internal";
import { AttributeModel, InvalidArgumentError } from "@sdialog/core";
import { type Message, resolveModel } from "@sdialog/llm";
import { pMapIterable } from "p-map";
import { modelSettings } from "../model-settings.ts";
import { attributePrompt } from "../prompts/attribute-prompt.ts";
import type { AttributeClass, Rules } from "./attribute-class.ts";
import { AttributeRun } from "./attribute-run.ts";
import { DistinctValues } from "./distinct-values.ts";
import type { AttributeGeneratorOptions, GenerateOptions } from "./generate-options.ts";
import { type Plan, planAttributes, requireKnown } from "./plan.ts";
import { LoadedFiles, type RuleFiles } from "./rules/rule-files.ts";
import type { AttributeRule } from "./rules/rule.ts";

/** How many of the objects made earlier the model is shown. */
const shownEarlier = 8;

/**
 * Makes objects of an attribute class: some attributes by rule, the rest by a language model. A value: `set` returns
 * a new generator, and one generator can serve any number of calls at once.
 */
export abstract class AttributeGenerator<Model extends AttributeModel> {
  readonly options: AttributeGeneratorOptions<Model>;
  readonly #source: AttributeClass<Model> | Model;
  readonly #type: AttributeClass<Model>;
  readonly #plan: Plan;

  /**
   * @param source a class to make objects of, or an object whose attributes are kept and whose empty ones are filled
   * @throws InvalidArgumentError for unknown attributes and rules that cannot be followed
   */
  constructor(source: AttributeClass<Model> | Model, options: AttributeGeneratorOptions<Model> = {}) {
    if (new.target === AttributeGenerator)
      checkOptions("new AttributeGenerator", options, attributeGeneratorOptionNames);
    if (typeof source !== "function" && !(source instanceof AttributeModel))
      throw new InvalidArgumentError(`new ${new.target.name} takes a class or an object of one first`, {
        hint: "For example: new PersonaGenerator(Persona, { … }).",
      });
    const given = typeof source === "function" ? undefined : source;
    this.#source = source;
    this.#type = typeof source === "function" ? source : (source.class as unknown as AttributeClass<Model>);
    this.options = Object.freeze({ ...options });
    this.#plan = planAttributes({
      type: this.#type,
      given,
      rules: (options.rules ?? {}) as Readonly<Record<string, AttributeRule>>,
      generated: options.generatedAttributes ?? "all",
    });
    const { retries = 2 } = options;
    checkCount("retries", retries, 0);
  }

  /** What is made, in a word that the model is given. */
  protected abstract get subject(): string;

  /**
   * This generator with further rules; a rule for the same attribute is replaced.
   * @throws InvalidArgumentError as the constructor does
   */
  set(rules: Rules<Model>): this {
    const Same = this.constructor as new (
      source: AttributeClass<Model> | Model,
      options: AttributeGeneratorOptions<Model>,
    ) => this;
    return new Same(this.#source, { ...this.options, rules: { ...this.options.rules, ...rules } });
  }

  /** The messages that ask the model for one object; none when rules settle everything. */
  async prompt(options: Pick<GenerateOptions<Model>, "seed"> = {}): Promise<readonly Message[]> {
    checkOptions("AttributeGenerator.prompt", options, { seed: true });
    return (await this.#run(options)).messages(0);
  }

  /**
   * Makes one object, or a list of `n`.
   *
   * @throws IncompleteObjectError when the model left something out (unless `allowMissing`)
   * @throws ModelError when a call failed
   * @throws InvalidArgumentError, DataFormatError when a rule cannot be followed
   */
  generate(options: GenerateOptions<Model> & { readonly n: number }): Promise<Model[]>;
  generate(options?: GenerateOptions<Model>): Promise<Model>;
  async generate(options: GenerateOptions<Model> & { readonly n?: number } = {}): Promise<Model | Model[]> {
    checkOptions("AttributeGenerator.generate", options, { n: true, ...generateOptionNames });
    const made: Model[] = [];
    for await (const model of this.stream(options)) made.push(model);
    return options.n === undefined ? (made[0] as Model) : made;
  }

  /** Makes `n` objects (default 1) and yields each as soon as it and all before it are done. @throws as {@link AttributeGenerator.generate} */
  async *stream(
    options: GenerateOptions<Model> & { readonly n?: number | undefined } = {},
  ): AsyncGenerator<Model, void, void> {
    checkOptions("AttributeGenerator.stream", options, { n: true, ...generateOptionNames });
    const { n = 1, batch = 1, concurrency = 4, diverse = true } = options;
    checkCount("n", n, 0);
    checkCount("batch", batch, 1);
    checkCount("concurrency", concurrency, 1);
    if (n > 1 && options.id !== undefined && typeof options.id !== "function") {
      throw new InvalidArgumentError(`One id cannot belong to ${n} objects`, {
        hint: "Pass id: (index) => ….",
      });
    }
    if (!diverse && (options.distinct?.length ?? 0) > 0) {
      throw new InvalidArgumentError(
        "`distinct` needs every object to know the ones before it, so it cannot go with `diverse: false`",
      );
    }
    const run = await this.#run(options);
    const batches = Array.from({ length: Math.ceil(n / batch) }, (_none, at) =>
      range(at * batch, Math.min(n, (at + 1) * batch)),
    );
    if (!diverse) {
      const working = pMapIterable(batches, (indexes) => run.make(indexes, []), { concurrency });
      for await (const made of working) yield* made.map(({ model }) => model);
      return;
    }
    let earlier: readonly Readonly<Record<string, unknown>>[] = [];
    for (const indexes of batches) {
      const made = await run.make(indexes, earlier);
      earlier = [...earlier, ...made.map(({ madeUp }) => madeUp)].slice(-shownEarlier);
      yield* made.map(({ model }) => model);
    }
  }

  async #run(options: GenerateOptions<Model>): Promise<AttributeRun<Model>> {
    const { options: own } = this;
    const { id, distinct = [], temperature } = options;
    const type = this.#type;
    requireKnown(type.className, distinct, Object.keys(type.shape));
    const usesModel = Object.values(this.#plan.rules).some(({ kind }) => kind === "model");
    const given = typeof this.#source === "function" ? undefined : this.#source;
    return new AttributeRun<Model>({
      type,
      plan: this.#plan,
      subject: this.subject,
      instructions: [own.instructions ?? []].flat(),
      template: attributePrompt.with(own.prompts?.attributes),
      retries: own.retries ?? 2,
      allowMissing: own.allowMissing ?? false,
      files: new LoadedFiles(own.files ?? workingDirectory),
      model: usesModel ? await resolveModel(own.model) : undefined,
      settings: modelSettings(own, { temperature }),
      distinct: new DistinctValues(distinct),
      seed: givenSeed("generate", options.seed),
      id: typeof id === "function" ? id : () => id,
      parentId: options.parentId ?? given?.metadata.id ?? null,
      notes: options.notes ?? null,
      clock: options.clock ?? systemClock,
      signal: options.signal,
    });
  }
}

/** Loaded when a rule first names a file, so that generators without such rules run in a browser. */
const workingDirectory: RuleFiles = {
  read: async (path) => (await import("../fs/files-in.ts")).filesIn(".").read(path),
};

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_none, offset) => from + offset);
}
