import { leaves } from "../../recipe/layers.ts";
import { isPlainObject } from "../../recipe/paths.ts";
import { because, type ConfigImport, type KeyRules, to, unknownKey } from "../config-import.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What the strategies are called, and the sections that their settings stand in; `sampling` is the guide's word. */
const groups: Readonly<Record<string, readonly string[]>> = {
  random: ["random_sampling", "sampling"],
  stratified: ["stratified_sampling"],
  custom: ["custom_sampling"],
};

const seed = because("one seed is everything's: experiment.seed");
const features: KeyRules[string] = (_, section) => [
  ["bank.features", pair(section, "min_features", "max_features", [5, 15])],
];

/** The keys of a strategy's section. */
const strategyKeys: KeyRules = {
  feature_availability_rate: to("bank.availability"),
  base_availability_rate: to("bank.availability"),
  min_features: features,
  max_features: features,
  required_dimensions: to("bank.required"),
  stratify_by: to("bank.stratifyBy"),
  samples_per_stratum: because("the least used combination is next, so that all are equally frequent"),
  allow_overlap: because("combinations are used again when all have been used"),
  rules: (listed, section) => [
    ["bank.rules", Array.isArray(listed) ? listed.map((rule) => preference(rule, section)) : listed],
  ],
  probabilistic: (on) =>
    on === false ? "each rule has the probability 1 for it" : "each rule has its probability",
  seed,
};

/** The keys beside the strategies' sections. */
const otherKeys: KeyRules = {
  seed,
  required_dimensions: to("bank.required"),
  "diversity.min_hamming_distance": to("bank.distance"),
  "diversity.max_attempts": to("bank.retries", (tries: number) => tries - 1),
  "diversity.max_retries": to("bank.retries"),
  "diversity.priority_dimensions": to("bank.priority"),
  "diversity.priority_weight": (weight) =>
    weight === 2 ? "they count twice, as here" : "dimensions of bank.priority count twice",
  "constraints.constraint_probability": to("bank.constraintAvailability"),
  "constraints.require_constraint": (on) =>
    on === false
      ? [["bank.constraints", [0, 1000]]]
      : "min_constraints and max_constraints say how many, and one to three unless they do",
};

const known = [
  "strategy",
  "diversity.enabled",
  "constraints.min_constraints",
  "constraints.max_constraints",
  ...Object.keys(otherKeys),
  ...Object.values(groups).flatMap((names) =>
    names.flatMap((name) => Object.keys(strategyKeys).map((key) => `${name}.${key}`)),
  ),
];

/**
 * Puts PersonaGym's file about how people are drawn into a recipe's bank. Of the strategies' sections, the one counts whose
 * strategy is used.
 *
 * @param file its name, for the keys
 * @throws RecipeError for what is not such a file
 */
export function putSampling(into: ConfigImport, file: string, read: unknown): void {
  into.requireKeys(read, (key) => known.includes(key), known, file);
  const sampling = read as Fields;
  const strategy = String(sampling["strategy"] ?? "random");
  const name = (key: string): string => `${file}: ${key}`;
  const constraints = isPlainObject(sampling["constraints"]) ? sampling["constraints"] : {};
  into.put(
    name("strategy"),
    Object.hasOwn(groups, strategy)
      ? `${strategy} follows from what the bank is told`
      : "is not one of random, stratified, custom",
  );
  for (const [path, value] of leaves(sampling)) {
    const key = path.join(".");
    const [group = "", ...rest] = path.map(String);
    const inner = rest.join(".");
    const of = Object.entries(groups).find(([, names]) => names.includes(group))?.[0];
    if (key === "strategy" || key === "diversity.enabled") continue;
    if (/^constraints\.m(?:in|ax)_constraints$/.test(key)) {
      const range = pair(constraints, "min_constraints", "max_constraints", [1, 3]);
      into.put(
        name(key),
        constraints["require_constraint"] === false
          ? "no constraints are required"
          : [["bank.constraints", range]],
      );
    } else if (of !== undefined && of !== strategy)
      into.put(name(key), `is of the strategy ${of}, and this one is ${strategy}`);
    else if (of !== undefined && Object.hasOwn(strategyKeys, inner))
      into.put(
        name(key),
        strategyKeys[inner]?.(value, sampling[group]) ?? "",
        inner.endsWith("_features")
          ? "PersonaGym adds what is required and the constraints to these; here they count"
          : undefined,
      );
    else if (Object.hasOwn(otherKeys, key)) into.put(name(key), otherKeys[key]?.(value, sampling) ?? "");
    else into.put(name(key), unknownKey(key, "PersonaGym's sampling", known));
  }
  const diversity = isPlainObject(sampling["diversity"]) ? sampling["diversity"] : {};
  if (diversity["enabled"] !== undefined)
    into.put(
      name("diversity.enabled"),
      diversity["enabled"] === false ? [["bank.distance", 0]] : "people differ, as here",
    );
}

function pair(section: unknown, least: string, most: string, usual: readonly [number, number]) {
  const given = isPlainObject(section) ? section : {};
  return [given[least] ?? usual[0], given[most] ?? usual[1]];
}

/** A rule as a recipe has it. */
function preference(rule: unknown, section: unknown): unknown {
  const { condition, action } = (isPlainObject(rule) ? rule : {}) as Record<string, Fields | undefined>;
  const certain = isPlainObject(section) && section["probabilistic"] === false;
  return {
    when: { dimension: condition?.["dimension"], values: condition?.["values"] },
    prefer: { dimension: action?.["dimension"], values: action?.["preferred_values"] },
    probability: certain ? 1 : (action?.["boost_probability"] ?? 0.8),
  };
}
