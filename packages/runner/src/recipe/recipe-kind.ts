import type { EntryFields, KindOf } from "@sdialog/core";
import type { TaskPlan } from "@sdialog/generators/plan";
import type { ChatModel } from "@sdialog/llm";
import type { z } from "zod";
import type { CommonRecipe } from "./common-fields.ts";
import type { IdleFields } from "./idle-fields.ts";
import type { FindInput } from "./inputs.ts";
import type { ModelSpec } from "./model-spec.ts";

/** What a run will do: a plan whose results are rows, and what can be said of it before it is carried out. */
export interface RecipePlan extends TaskPlan<object, ModelSpec> {
  /** Every model the tasks may call. */
  readonly models: readonly ModelSpec[];
  /** The prompts the tasks give to models, each with its hash. */
  readonly prompts?: Readonly<Record<string, string>> | undefined;
  /** The texts of those that took the place of the library's. */
  readonly promptTexts?: Readonly<Record<string, string>> | undefined;
  /** What one task takes, roughly. */
  readonly perTask: TaskEstimate;
  /** What somebody should know before it begins, a sentence each; said as events of the kind `notice`. Default: nothing. */
  readonly notices?: readonly string[] | undefined;
}

/** Model calls of one task, and the tokens of all of them together. */
export interface TaskEstimate {
  readonly calls: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What a kind of recipe knows when it plans its tasks. */
export interface PlanContext {
  /** Folder that relative paths in the recipe start from. */
  readonly base: string;
  readonly signal?: AbortSignal | undefined;
  /**
   * Finds a file or folder that the recipe names. What it holds is then part of the run: with other content the run is
   * another one. Files that change a result must be found through this.
   */
  readonly input: FindInput;
}

/**
 * A kind of recipe: its schema, and what it plans. Adding one is writing one of these and registering it:
 * `register("recipe", kind)`.
 */
export interface RecipeKind<Recipe extends CommonRecipe = CommonRecipe, Input = unknown>
  extends EntryFields, RecipeKindFields {
  /** Object schema with strict objects all the way down, so that unknown keys are found. */
  readonly schema: z.ZodType<Recipe, Input>;
  /** @throws RecipeError or InvalidArgumentError for what the schema cannot check */
  create(recipe: Recipe, context: PlanContext): RecipePlan | Promise<RecipePlan>;
  /** Looks at what the tasks need from outside, once, before anything is spent. @throws what is in the way */
  prepare?(recipe: Recipe, context: PrepareContext): Promise<void>;
  /** Fields that do nothing as the recipe stands; whoever writes one is told. Default: none do nothing. */
  idle?(recipe: Recipe): IdleFields;
  /** Least share of results that must succeed: with fewer, a command fails. Default: none. */
  required?(recipe: Recipe): number;
}

/** What a kind of recipe knows when it looks at what its tasks need. */
export interface PrepareContext {
  readonly signal?: AbortSignal | undefined;
  /** Finds the models that the recipe names. */
  readonly models: ModelLookup;
  /** Finds a file or folder that the recipe names. */
  readonly input: FindInput;
}

/** Finds the models that a recipe names. */
export interface ModelLookup {
  /** @throws what is in the way: an unknown backend, a key that is missing */
  get(model: ModelSpec): Promise<ChatModel>;
}

/** How a conversation came out, for kinds in which it can go well or badly. */
export interface RowOutcome {
  /** In a word: `goal_reached`, `failed`. */
  readonly outcome: string;
  /** Whether that is what was wanted. */
  readonly reached: boolean;
  /** Whether nobody could tell if its goal was reached, so that only the rest was looked at. Default: false. */
  readonly unjudged?: boolean | undefined;
  /** What went wrong on the way, and how often. */
  readonly faults: Readonly<Record<string, number>>;
}

interface RecipeKindFields {
  /** File that results go to, and whether they are dialogues. */
  readonly results: { readonly file: string; readonly dialogs: boolean };
  /** How the conversation of a row came out. */
  readonly outcome?: ((row: Readonly<Record<string, unknown>>) => RowOutcome | undefined) | undefined;
}

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** What stands behind `kind:` in a recipe, and how its tasks are planned. */
    recipe: KindOf<RecipePlan | Promise<RecipePlan>, PlanContext, RecipeKindFields>;
  }
}
