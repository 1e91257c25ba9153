import { interactionsKind } from "../../recipe/kinds/interactions.ts";
import { leaves } from "../../recipe/layers.ts";
import { isPlainObject } from "../../recipe/paths.ts";
import { ConfigImport, type ImportedConfig, unknownKey } from "../config-import.ts";
import { disturbsByRule, notes, personagymKeys, sections } from "./personagym-keys.ts";
import { modelKeys, putModel, secret } from "./personagym-models.ts";
import { putSampling } from "./personagym-sampling.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The sections in which a model is named, and the recipe's field of each; the first is what others fall back to. */
const models = [
  ["api", "model"],
  ["interaction_generation.assistant_model", "model"],
  ["interaction_generation.user_model", "user.model"],
] as const;

/** Keys that are read together with others. */
const together = [
  ...models.flatMap(([section]) => [...modelKeys, "model_pool", "headers"].map((key) => `${section}.${key}`)),
  "distractor.apply_to.initial_query",
  "distractor.apply_to.follow_up_feedback",
  "distractor.enabled",
  "persona_generation.diversity.enabled",
  "paths.query_datasets",
  "paths.sampling.config",
];
const known = [...Object.keys(personagymKeys), ...together];

/**
 * PersonaGym's configuration as a recipe of kind `interactions`, key by key: mapped, or why not. Turns there are answers,
 * and messages here.
 *
 * @param config what its YAML holds
 * @param sampling what the file holds that `paths.sampling.config` names
 * @throws RecipeError for what is not such a configuration
 */
export function importPersonagymConfig(config: unknown, sampling?: unknown): ImportedConfig {
  const into = new ConfigImport("PersonaGym", "interactions");
  const isKey = (key: string): boolean =>
    known.includes(key) || key.endsWith("api_key") || sections.some(([pattern]) => pattern.test(key));
  into.requireKeys(config, isKey, known);
  for (const [section, field] of models) putModel(into, section, at(config, section), field);
  for (const [path, value] of leaves(config)) {
    const key = path.join(".");
    if (key.endsWith("api_key")) into.put(key, secret);
    else if (key.endsWith(".headers") || key.includes(".headers."))
      into.put(key, "a model's requests have the headers of its backend");
    else if (key === "paths.query_datasets") putQueries(into, value);
    else if (together.includes(key)) continue;
    else if (Object.hasOwn(personagymKeys, key))
      into.put(key, personagymKeys[key]?.(value, config) ?? "", notes[key]);
    else
      into.put(
        key,
        sections.find(([pattern]) => pattern.test(key))?.[1] ?? unknownKey(key, "PersonaGym", known),
      );
  }
  putPeople(into, config, sampling);
  putNoise(into, config);
  return into.finish(interactionsKind.schema, ["count", "queries"]);
}

function putQueries(into: ConfigImport, value: unknown): void {
  const [first, ...others] = Array.isArray(value) ? (value as unknown[]) : [value];
  into.put("paths.query_datasets", [["queries", first]]);
  if (others.length > 0)
    into.put(
      "paths.query_datasets",
      `a recipe takes one file of queries: put these into one (${others.join(", ")})`,
    );
}

/** Who the people are: what the file about sampling says counts, as it does in PersonaGym. */
function putPeople(into: ConfigImport, config: unknown, sampling: unknown): void {
  const different = at(config, "persona_generation.diversity.enabled");
  if (different !== undefined)
    into.put(
      "persona_generation.diversity.enabled",
      different === false ? [["bank.distance", 0]] : "people differ, as here",
    );
  const file = at(config, "paths.sampling.config");
  if (sampling !== undefined) putSampling(into, String(file ?? "sampling"), sampling);
  else if (file !== undefined)
    into.put(
      "paths.sampling.config",
      "is another file, which was not there to be read: how features are drawn is said in bank (availability, features, constraints, required, stratifyBy, rules)",
    );
}

/** Whether and when messages are disturbed; what is not said is as PersonaGym has it. */
function putNoise(into: ConfigImport, config: unknown): void {
  const distractor = at(config, "distractor");
  if (!isPlainObject(distractor)) return;
  const {
    enabled,
    use_semantic: semantic,
    activation_probability: activation,
    apply_to: applies,
  } = distractor;
  if (applies !== undefined && isPlainObject(applies)) {
    const [first, later] = [applies["initial_query"], applies["follow_up_feedback"]];
    const note = notes["distractor.apply_to"];
    if (first === false && later === false) into.put("distractor.apply_to", [["noise.type", "none"]], note);
    else if (disturbsByRule(config))
      into.put("distractor.apply_to", "rules disturb every message, whatever it says, as in PersonaGym");
    else
      into.put(
        "distractor.apply_to",
        [["noise.applyTo", first === false ? "follow-ups" : later === false ? "opening" : "all"]],
        note,
      );
  }
  if (enabled === false) return into.put("distractor.enabled", [["noise.type", "none"]]);
  if (enabled !== true && enabled !== undefined)
    return into.put("distractor.enabled", "is neither true nor false");
  if (enabled === undefined) {
    // Without it nothing says that messages are disturbed, whatever is said of how.
    if (at(into.recipe, "noise") !== undefined && at(into.recipe, "noise.type") === undefined)
      into.put("distractor.enabled", [["noise.type", "none"]], "it is not there, so nothing is disturbed");
    return;
  }
  if (semantic === undefined && at(into.recipe, "noise.type") === undefined)
    into.put("distractor.enabled", [["noise.type", "semantic"]]);
  else into.put("distractor.enabled", "noise.type says so");
  if (activation === undefined)
    into.put(
      "distractor.activation_probability",
      [["noise.activation", 1]],
      "it is not there, and PersonaGym disturbs every message then",
    );
}

function at(value: unknown, key: string): unknown {
  return key
    .split(".")
    .reduce<unknown>(
      (found, part) =>
        isPlainObject(found) && Object.hasOwn(found, part) ? (found as Fields)[part] : undefined,
      value,
    );
}
