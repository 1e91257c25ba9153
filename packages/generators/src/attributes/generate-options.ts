import type { OptionNames } from "@sdialog/core/internal";
import type { Clock } from "@sdialog/agents";
import type { AttributeModel } from "@sdialog/core";
import type { PromptTexts } from "@sdialog/llm";
import { type GeneratorModel, seedlessModelOptionNames } from "../model-settings.ts";
import type { AttributeName, Rules } from "./attribute-class.ts";
import type { RuleFiles } from "./rules/rule-files.ts";

/** The settings of a generator of personas or contexts. */
export interface AttributeGeneratorOptions<Model extends AttributeModel> extends Omit<
  GeneratorModel,
  "seed"
> {
  /** Where attributes get their values from; see {@link AttributeRule}. */
  readonly rules?: Rules<Model> | undefined;
  /** Which attributes without value and rule the model fills in. Default: all. */
  readonly generatedAttributes?: "all" | readonly AttributeName<Model>[] | undefined;
  /** Further instructions for the model. */
  readonly instructions?: string | readonly string[] | undefined;
  /** How often the model is asked again for what it did not fill in. Default: 2. */
  readonly retries?: number | undefined;
  /** Keep the defaults of attributes the model did not fill in (named in `metadata.missing`) instead of failing. Default: false. */
  readonly allowMissing?: boolean | undefined;
  /** Where rules read files. Default: `filesIn` the working directory. */
  readonly files?: RuleFiles | undefined;
  /** Templates in place of the library's: `attributes`. */
  readonly prompts?: PromptTexts<"attributes"> | undefined;
}

/** The names of {@link AttributeGeneratorOptions}. */
export const attributeGeneratorOptionNames: OptionNames<AttributeGeneratorOptions<AttributeModel>> = {
  rules: true,
  generatedAttributes: true,
  instructions: true,
  retries: true,
  allowMissing: true,
  files: true,
  prompts: { attributes: true },
  ...seedlessModelOptionNames,
};

/** What can differ between two calls. */
export interface GenerateOptions<Model extends AttributeModel = AttributeModel> {
  /** Seed of everything random, the model's seeds included. Default, and for null: a fresh one, which is recorded in the metadata. */
  readonly seed?: number | null | undefined;
  readonly temperature?: number | undefined;
  /** The object's id; for several objects a function of their position. Default: made from the content. */
  readonly id?: string | number | ((index: number) => string | number) | undefined;
  /** Default: the id of the object the generator completes, if it was given one. */
  readonly parentId?: string | number | undefined;
  readonly notes?: string | undefined;
  /** Objects asked for in one model call. Default: 1. */
  readonly batch?: number | undefined;
  /** Whether to show the model what it has made so far, so that it makes something else. `false` makes objects independent of each other. Default: true. */
  readonly diverse?: boolean | undefined;
  /** Attributes of which no two objects may have the same value. */
  readonly distinct?: readonly AttributeName<Model>[] | undefined;
  /** Model calls at the same time, when objects are independent. Default: 4. */
  readonly concurrency?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

/** The names of {@link GenerateOptions}. */
export const generateOptionNames: OptionNames<GenerateOptions<AttributeModel>> = {
  seed: true,
  temperature: true,
  id: true,
  parentId: true,
  notes: true,
  batch: true,
  diverse: true,
  distinct: true,
  concurrency: true,
  signal: true,
  clock: true,
};
