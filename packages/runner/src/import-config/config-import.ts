import { isDeepStrictEqual } from "node:util";
import { nearestName } from "@sdialog/core/internal";
import { stringify } from "yaml";
import type { z } from "zod";
import { describeIssue } from "../recipe/check-recipe.ts";
import { leaves } from "../recipe/layers.ts";
import { type Path, isPlainObject, setAt } from "../recipe/paths.ts";
import { RecipeError } from "../recipe/recipe-error.ts";

type Recipe = Readonly<Record<string, unknown>>;

/** A recipe made of another system's configuration, and what became of each of its keys. */
export interface ImportedConfig {
  readonly recipe: Recipe;
  /** The recipe as YAML. */
  readonly text: string;
  /** Keys that are in the recipe, and where. */
  readonly mapped: readonly MappedKey[];
  /** Keys that are not, and why. */
  readonly left: readonly { readonly key: string; readonly reason: string }[];
  /** Fields the recipe still needs. */
  readonly missing: readonly string[];
}

interface MappedKey {
  readonly key: string;
  readonly to: string;
  readonly value: unknown;
  /** In what the field differs from the key. */
  readonly note?: string;
}

/** What becomes of a key: fields of the recipe, or the reason why there are none. */
export type Outcome = readonly (readonly [field: string, value: unknown])[] | string;
type Rule = (value: unknown, config: unknown) => Outcome;
/** What becomes of each key that another system has. */
export type KeyRules = Readonly<Record<string, Rule>>;

/** The key is a field of the recipe, its value as it is or changed. */
export const to =
  (field: string, change: (value: never) => unknown = (value) => value): Rule =>
  (value) => [[field, change(value as never)]];

/** The key has no place in a recipe. */
export const because =
  (reason: string): Rule =>
  () =>
    reason;

/** Reads a configuration key by key, so that no key is lost: each is in the recipe, or left for a reason. */
export class ConfigImport {
  readonly #system: string;
  readonly #left: { key: string; reason: string }[] = [];
  #mapped: MappedKey[] = [];
  #recipe: Recipe;

  /**
   * @param system whose configuration it is, for errors
   * @param kind of the recipe that is made
   */
  constructor(system: string, kind: string) {
    this.#system = system;
    this.#recipe = { kind };
  }

  /** What the recipe says by now. */
  get recipe(): Recipe {
    return this.#recipe;
  }

  /** Puts a key into the recipe, or says why not; of two keys for one field the later decides. */
  put(key: string, outcome: Outcome, note?: string): void {
    if (typeof outcome === "string") {
      this.#left.push({ key, reason: outcome });
      return;
    }
    for (const [field, value] of outcome) {
      const overruled = this.#mapped.filter(
        (one) => one.to === field && !isDeepStrictEqual(one.value, value),
      );
      this.#left.push(...overruled.map((one) => ({ key: one.key, reason: `${key} decides` })));
      this.#mapped = this.#mapped.filter((one) => !overruled.includes(one));
      this.#recipe = setAt(this.#recipe, field.split("."), value) as Recipe;
      this.#mapped.push({ key, to: field, value, ...(note === undefined ? {} : { note }) });
    }
  }

  /**
   * Refuses what holds no key of the system: it is another file.
   *
   * @param file what it is called, for the error
   * @throws RecipeError that says what was expected, and what the first key may have been meant to be
   */
  requireKeys(
    config: unknown,
    isKey: (key: string) => boolean,
    known: readonly string[],
    file = "this",
  ): void {
    const keys = isPlainObject(config) ? leaves(config).map(([path]) => path.join(".")) : [];
    if (keys.some(isKey)) return;
    const sections = [...new Set(known.map((key) => key.split(".")[0] as string))].toSorted();
    const near = keys.map((key) => nearestName(key, known)).find((found) => found !== undefined);
    const ours = isPlainObject(config) && typeof config["kind"] === "string";
    throw new RecipeError("", `${file} is not a configuration of ${this.#system}`, {
      hint: ours
        ? "It has a kind, as a recipe has: sdialog run carries it out."
        : near === undefined
          ? `Its sections are: ${sections.join(", ")}.`
          : `Did you mean "${near}"?`,
    });
  }

  /**
   * What was made. A value that no recipe can have is left out with what is wrong with it, or refused where the recipe is
   * carried out at once. What the recipe says in its own words is left to whoever loads it.
   *
   * @param schema of the recipe's kind
   * @param needed fields without which the recipe cannot be carried out
   * @throws RecipeError for a value that is refused
   */
  finish(
    schema: z.ZodType,
    needed: readonly string[],
    wrongValues: "leave out" | "refuse" = "leave out",
  ): ImportedConfig {
    for (;;) {
      const wrong = this.#wrongValue(schema);
      if (wrong === undefined) break;
      const { field, key: first, message } = wrong;
      if (wrongValues === "refuse") throw new RecipeError(first, message);
      const reason = `its value cannot be in a recipe: ${message}`;
      for (const { key, to: place } of this.#mapped) if (place === field) this.#left.push({ key, reason });
      this.#mapped = this.#mapped.filter((one) => one.to !== field);
      this.#recipe = without(this.#recipe, field.split(".")) as Recipe;
    }
    return {
      recipe: this.#recipe,
      text: stringify(this.#recipe),
      mapped: this.#mapped,
      left: this.#left,
      missing: needed.filter((field) => this.#recipe[field] === undefined),
    };
  }

  #wrongValue(schema: z.ZodType) {
    const found = schema.safeParse(this.#recipe, { reportInput: true });
    for (const issue of found.error?.issues ?? []) {
      const { place, problem } = describeIssue(schema, issue);
      const wrong = this.#mapped.find(
        ({ key, to: field }) =>
          !key.startsWith("recipe.") && (place === field || place.startsWith(`${field}.`)),
      );
      if (wrong !== undefined) return { field: wrong.to, key: wrong.key, message: problem };
    }
    return undefined;
  }
}

/** Why a key is left that no rule knows. */
export function unknownKey(key: string, system: string, known: readonly string[]): string {
  const nearest = nearestName(key, known);
  return `is not a key of ${system}${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`;
}

/** The value without what stands at a path, nor what is empty then. */
function without(value: unknown, [key, ...rest]: Path): unknown {
  if (!isPlainObject(value) || key === undefined) return value;
  const inner = rest.length === 0 ? undefined : without(value[key], rest);
  const empty = inner === undefined || (isPlainObject(inner) && Object.keys(inner).length === 0);
  const others = Object.entries(value).filter(([name]) => name !== String(key));
  return Object.fromEntries(empty ? others : [...others, [key, inner]]);
}
