import { nearestName } from "@sdialog/core/internal";
import { stringify } from "yaml";

/** A recipe made of another system's configuration, and what became of each of its keys. */
export interface ImportedConfig {
  readonly recipe: Readonly<Record<string, unknown>>;
  /** The recipe as YAML. */
  readonly text: string;
  /** Keys that are in the recipe, and where. */
  readonly mapped: readonly {
    readonly key: string;
    readonly to: string;
    readonly value: unknown;
    /** In what the field differs from the key. */
    readonly note?: string;
  }[];
  /** Keys that are not, and why. */
  readonly left: readonly { readonly key: string; readonly reason: string }[];
  /** Fields the recipe still needs. */
  readonly missing: readonly string[];
}

type Target = readonly [path: string, value: unknown];
type Rule = (value: unknown) => readonly Target[] | string;

const to =
  (path: string, change: (value: never) => unknown = (value) => value): Rule =>
  (value) => [[path, change(value as never)]];
const because =
  (reason: string): Rule =>
  () =>
    reason;
const messages = (answers: number): number => 2 * answers;

const secret = because(
  "keys come from the environment (OPENAI_API_KEY, OPENROUTER_API_KEY …), never from a file",
);
/** Keys of whole sections of which nothing can be in a recipe. */
const sections: readonly (readonly [RegExp, string])[] = [
  [
    /^experiment\.stages\./,
    "a run of interactions is all of the stages; without noise it is noise.type=none",
  ],
  [
    /^persona_generation\./,
    "people are described by their features, so there is no written description of each to check",
  ],
  [/^training_data\./, "training samples are an export of a run: sdialog export RUN --format personagym"],
  [/^(?:token_track|logg?)/, "a run keeps its log and usage in its own folder"],
  [/^distractor\.llm\./, "PersonaGym reads this key and never uses it"],
  [/^distractor\./, "noise has strategies and rules of its own: noise.rules, semanticNoise"],
  [
    /^openrouter\./,
    "the address of openrouter: is known; for another write baseURL where a recipe names the model",
  ],
  [/^query_generation\./, "queries are rewritten by one prompt, query-adaptation, and with the user's model"],
];
const dead = because("PersonaGym reads this key and never uses it");
const ours = because("a run keeps its results, log and usage in its own folder; say where with --out");

const settings = (place: string): Readonly<Record<string, Rule>> => ({
  temperature: to(`${place}.temperature`),
  max_completion_tokens: to(`${place}.maxTokens`),
  max_tokens: to(`${place}.maxTokens`),
  top_p: to(`${place}.topP`),
  frequency_penalty: to(`${place}.frequencyPenalty`),
  presence_penalty: to(`${place}.presencePenalty`),
});

const underSettings = (prefix: string, place: string): Readonly<Record<string, Rule>> =>
  Object.fromEntries(Object.entries(settings(place)).map(([key, rule]) => [`${prefix}.${key}`, rule]));

/** Each key of PersonaGym's `config.yaml`, as its guide documents it, and what becomes of it. */
const rules: Readonly<Record<string, Rule>> = {
  "interaction_generation.min_turns": to("minTurns", messages),
  "interaction_generation.max_turns": to("maxTurns", messages),
  "interaction_generation.max_workers": to("concurrency"),
  "interaction_generation.max_retries": to("retries"),
  "interaction_generation.retry_delay": to("retryDelaySeconds"),
  "interaction_generation.max_supplement_rounds": to("supplementRounds"),
  ...underSettings("interaction_generation.assistant_model", "settings"),
  ...underSettings("interaction_generation.user_model", "user.settings"),
  "interaction_generation.user_model.system_prompt_template": because(
    "its placeholders are others: sdialog prompts feedback-user prints ours, and prompts: { feedback-user: file } replaces it",
  ),
  "interaction_generation.user_model.feedback_probability": to("feedbackProbability"),
  "query_generation.queries_per_persona": to("perPersona"),
  "query_generation.max_queries": because("the number of results is count"),
  "query_generation.dataset.path": to("queries"),
  "query_generation.strategy": because("queries are drawn at random, each once"),
  "query_generation.transfer_probability": dead,
  "query_generation.style_transfer.enabled": to("styleTransfer", (on: boolean) => (on ? "mixed" : "off")),
  "distractor.enabled": (on) => (on === false ? [["noise.type", "none"]] : []),
  "distractor.use_semantic": (semantic) => [["noise.type", semantic === false ? "rules" : "semantic"]],
  "distractor.activation_probability": to("noise.activation"),
  "distractor.strategy_path": because(
    "the strategies and their weights come with the package: semanticNoise",
  ),
  "experiment.seed": to("seed"),
  "experiment.num_personas": because("count is personas × queries per persona"),
  "experiment.batch_size": because("tasks are done as they come: concurrency says how many at once"),
  "experiment.incremental": because("every run goes on where it stopped"),
  "experiment.output_format": ours,
  "experiment.save_intermediate": ours,
  "paths.persona_bank.persona": to("bank.dimensions"),
  ...Object.fromEntries(
    [
      "persona_specs.output_dir",
      "persona_specs.format",
      "queries.output_dir",
      "interactions.output_dir",
      "training_data.output_dir",
      "logs.dir",
      "logs.level",
    ].map((key) => [`paths.${key}`, ours]),
  ),
  "paths.sampling.config": because(
    "is another file: how features are drawn is said in bank (availability, features, constraints, stratifyBy, rules)",
  ),
  ...underSettings("api.inference", "settings"),
  "persona_generation.sampling_strategy": (strategy) =>
    strategy === "random"
      ? []
      : "needs to know of what: in bank.stratifyBy for stratified, in bank.rules for custom or weighted",
  "persona_generation.feature_availability_rate": to("bank.availability"),
  "persona_generation.diversity.enabled": (on) => (on === false ? [["bank.distance", 0]] : []),
  "persona_generation.diversity.min_hamming_distance": to("bank.distance"),
  "persona_generation.diversity.priority_dimensions": to("bank.priority"),
  "persona_generation.diversity.max_attempts": to("bank.retries", (tries: number) => tries - 1),
  "persona_generation.diversity.max_retries": to("bank.retries"),
  "distractor.distractors": because("name the rules in noise.rules: typo, keyboard, swap, deletion …"),
};

/** What a mapped key does there that its field does not do here, or the other way round. */
const notes: Readonly<Record<string, string>> = {
  "interaction_generation.min_turns":
    "PersonaGym reads it and does not enforce it; here nobody is satisfied sooner",
  "interaction_generation.user_model.feedback_probability":
    "PersonaGym documents it and no longer follows it; here it counts, and 1 is what PersonaGym does",
  "distractor.apply_to": "PersonaGym reads it and disturbs every message all the same; here it counts",
};

/** Keys whose values are read together with others. */
const together: ReadonlySet<string> = new Set([
  "provider",
  "model",
  "weight",
  "endpoint",
  "base_url",
  "headers",
  "model_pool",
]);

/**
 * PersonaGym's configuration as a recipe of kind `interactions`, key by key: mapped, or why not. Turns there are answers,
 * and messages here.
 *
 * @param config what its YAML holds
 */
export function importPersonagymConfig(config: unknown): ImportedConfig {
  const mapped: { key: string; to: string; value: unknown; note?: string }[] = [];
  const left: { key: string; reason: string }[] = [];
  const recipe: Record<string, unknown> = { kind: "interactions" };
  const put = (key: string, targets: readonly Target[]): void => {
    for (const [path, value] of targets) {
      set(recipe, path, value);
      const note = notes[key];
      mapped.push({ key, to: path, value, ...(note === undefined ? {} : { note }) });
    }
  };
  const generation = within(config, "interaction_generation");
  // The model of `api` is what others fall back to, so it comes first.
  for (const [place, parts] of [
    ["api", { parts: within(config, "api"), path: "model" }],
    [
      "interaction_generation.assistant_model",
      { parts: within(generation, "assistant_model"), path: "model" },
    ],
    ["interaction_generation.user_model", { parts: within(generation, "user_model"), path: "user.model" }],
  ] as const) {
    const model = modelOf(parts.parts);
    if (model !== undefined) put(place, [[parts.path, model]]);
  }
  const applies = within(within(config, "distractor"), "apply_to") as
    | Readonly<Record<string, unknown>>
    | undefined;
  if (applies !== undefined) put("distractor.apply_to", [["noise.applyTo", applied(applies)]]);
  for (const [key, value] of leaves(config)) {
    const name = key.split(".").at(-1) ?? "";
    const rule = rules[key];
    if (key.startsWith("distractor.apply_to.")) continue;
    if (key === "paths.query_datasets") {
      const [first, ...others] = Array.isArray(value) ? (value as unknown[]) : [value];
      put(key, [["queries", first]]);
      if (others.length > 0)
        left.push({
          key,
          reason: `a recipe takes one file of queries: put these into one (${others.join(", ")})`,
        });
    } else if (name.endsWith("api_key")) left.push({ key, reason: reasonOf(secret) });
    else if (/^(?:api|interaction_generation\.(?:assistant|user)_model)\./.test(key) && together.has(name))
      continue;
    else if (rule === undefined) left.push({ key, reason: unknown(key) });
    else {
      const found = rule(value);
      if (typeof found === "string") left.push({ key, reason: found });
      else put(key, found);
    }
  }
  if (within(within(config, "distractor"), "enabled") === false) set(recipe, "noise.type", "none");
  const personas = within(within(config, "experiment"), "num_personas");
  const perPersona = (recipe["perPersona"] ?? 5) as number;
  if (typeof personas === "number") put("experiment.num_personas", [["count", personas * perPersona]]);
  return {
    recipe,
    text: stringify(recipe),
    mapped,
    left: left.filter(({ key }) => key !== "experiment.num_personas" || typeof personas !== "number"),
    missing: ["count", "queries"].filter((field) => recipe[field] === undefined),
  };
}

function modelOf(parts: unknown): unknown {
  const pool = within(parts, "model_pool");
  if (Array.isArray(pool)) {
    return pool.map((member: unknown) => {
      const weight = within(member, "weight");
      const one = named(member);
      return weight === undefined
        ? one
        : { ...(typeof one === "string" ? { name: one } : (one as object)), weight };
    });
  }
  return within(parts, "model") === undefined ? undefined : named(parts);
}

/** `provider:model`, with its address where that is another than the provider's. */
function named(parts: unknown): unknown {
  const name = `${String(within(parts, "provider") ?? "openai")}:${String(within(parts, "model"))}`;
  const address = within(parts, "base_url") ?? within(parts, "endpoint");
  return address === undefined
    ? name
    : { name, baseURL: String(address).replace(/\/chat\/completions\/?$/, "") };
}

function applied({ initial_query, follow_up_feedback }: Readonly<Record<string, unknown>>): string {
  if (initial_query === false) return "follow-ups";
  return follow_up_feedback === false ? "opening" : "all";
}

function reasonOf(rule: Rule): string {
  return String(rule(undefined));
}

function unknown(key: string): string {
  const section = sections.find(([pattern]) => pattern.test(key));
  const nearest = nearestName(key, Object.keys(rules));
  const why = section === undefined ? "is not a key of PersonaGym's interactions" : section[1];
  return `${why}${nearest === undefined ? "" : `; did you mean "${nearest}"?`}`;
}

function within(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/** Every key with a value of its own; lists are values. */
function* leaves(value: unknown, path: readonly string[] = []): Generator<readonly [string, unknown]> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    if (path.length > 0) yield [path.join("."), value];
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...path, key]);
}

function set(target: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split(".");
  const last = keys.pop() as string;
  let at = target;
  for (const key of keys) at = (at[key] ??= {}) as Record<string, unknown>;
  at[last] = value;
}
