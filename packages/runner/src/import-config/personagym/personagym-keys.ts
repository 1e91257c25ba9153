import { isPlainObject } from "../../recipe/paths.ts";
import { because, type KeyRules, to } from "../config-import.ts";

/** Keys of whole sections of which nothing can be in a recipe. */
export const sections: readonly (readonly [RegExp, string])[] = [
  [
    /^experiment\.stages\.\w+$/,
    "a run of interactions is all of the stages; noise.type says whether there is noise",
  ],
  [
    /^(?:persona_generation\.)?formulation\.\w+$/,
    "people are described by their features, so there is no written description of each to check",
  ],
  [
    /^training_data\.(?:format|split)\.\w+$/,
    "training samples are an export of a run: sdialog export RUN --format personagym",
  ],
  [/^distractor\.llm\.\w+$/, "PersonaGym reads this key and never uses it"],
  [
    /^openrouter\.(?:endpoint|base_url)$/,
    "the address of openrouter: is known; for another write baseURL where a recipe names the model",
  ],
];

const dead = because("PersonaGym reads this key and never uses it");
const ours = because("a run keeps its results, log and usage in its own folder; say where with --out");
const usual = because("a recipe of interactions does that without being told");
const template = because(
  "its placeholders are others: sdialog prompts query-adaptation prints ours, and prompts: { query-adaptation: file } replaces it",
);

/** The keys that say how a model chooses its words, and where the settings stand in a recipe. */
export const settingsKeys = (place: string): KeyRules => ({
  temperature: to(`${place}.temperature`),
  max_completion_tokens: to(`${place}.maxTokens`),
  max_tokens: to(`${place}.maxTokens`),
  top_p: to(`${place}.topP`),
  frequency_penalty: to(`${place}.frequencyPenalty`),
  presence_penalty: to(`${place}.presencePenalty`),
});

const underSettings = (prefix: string, place: string): KeyRules =>
  Object.fromEntries(
    Object.entries(settingsKeys(place)).flatMap(([key, rule]) => [
      [`${prefix}.${key}`, rule],
      [`${prefix}.inference.${key}`, rule],
    ]),
  );

const messages = (answers: number): number => 2 * answers;
/** PersonaGym's rules of noise by our names. */
const noiseRules: Readonly<Record<string, string>> = {
  typo: "keyboard",
  word_swap: "swap",
  word_deletion: "deletion",
  word_insertion: "insertion",
  synonym_replacement: "synonym",
};

const people = (number: number, config: unknown): number => number * perPersona(config);

/** Each key of PersonaGym's `config.yaml`, as its guide and its own file have it, and what becomes of it. */
export const personagymKeys: KeyRules = {
  "interaction_generation.min_turns": to("minTurns", messages),
  "interaction_generation.max_turns": to("maxTurns", messages),
  "interaction_generation.max_workers": to("concurrency"),
  "interaction_generation.max_retries": to("retries"),
  "interaction_generation.retry_delay": to("retryDelaySeconds"),
  "interaction_generation.max_supplement_rounds": to("supplementRounds"),
  ...underSettings("api", "settings"),
  ...underSettings("interaction_generation.assistant_model", "settings"),
  ...underSettings("interaction_generation.user_model", "user.settings"),
  "interaction_generation.user_model.system_prompt_template": because(
    "its placeholders are others: sdialog prompts feedback-user prints ours, and prompts: { feedback-user: file } replaces it",
  ),
  "interaction_generation.user_model.feedback_probability": to("feedbackProbability"),
  ...Object.fromEntries(
    ["query_generation", "query_generation.selection", "query_generation.dataset"].flatMap((place) => [
      [`${place}.queries_per_persona`, to("perPersona")],
      [
        `${place}.max_queries`,
        (most: unknown) =>
          most === null || most === 0
            ? "all queries of the file are there to be drawn from, as here"
            : "all queries of the file are there to be drawn from: take some out of it",
      ],
      [
        `${place}.strategy`,
        (strategy: unknown) =>
          strategy === "random"
            ? "queries are drawn at random, each once, as here"
            : "queries are drawn at random, each once",
      ],
    ]),
  ),
  "query_generation.dataset.path": to("queries"),
  "query_generation.transfer_probability": dead,
  "query_generation.style_transfer.enabled": to("styleTransfer", (on: unknown) =>
    typeof on === "boolean" ? (on ? "mixed" : "off") : on,
  ),
  "query_generation.style_transfer.transfer_probability": dead,
  "query_generation.style_transfer.template": template,
  "query_generation.style_transfer.partial_template": template,
  "distractor.use_semantic": to("noise.type", (semantic: unknown) =>
    typeof semantic === "boolean" ? (semantic ? "semantic" : "rules") : semantic,
  ),
  "distractor.activation_probability": to("noise.activation"),
  "distractor.strategy_path": because(
    "the strategies, their weights and their probabilities come with the package; another set is the option layers of semanticNoise, in a program",
  ),
  "distractor.noise_strategies": (listed, config) => {
    if (!Array.isArray(listed)) return "is not a list";
    if (!disturbsByRule(config)) return "are rules, which PersonaGym applies only with use_semantic: false";
    const named = listed.map((one: unknown) => String(isPlainObject(one) ? one["name"] : one));
    const known = named.flatMap((name) => (Object.hasOwn(noiseRules, name) ? [noiseRules[name]] : []));
    return known.length === 0 ? `names no rule there is here: ${named.join(", ")}` : [["noise.rules", known]];
  },
  "experiment.seed": to("seed"),
  "experiment.num_personas": (number, config) => [["count", people(number as number, config)]],
  "experiment.batch_size": because("tasks are done as they come: concurrency says how many at once"),
  "experiment.incremental": usual,
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
  "persona_generation.num_personas": (number, config) => [["count", people(number as number, config)]],
  "persona_generation.sampling_strategy": (strategy) =>
    strategy === "random"
      ? "people are drawn at random unless stratifyBy or rules of a bank say otherwise"
      : "needs to know of what: in bank.stratifyBy for stratified, in bank.rules for custom or weighted",
  "persona_generation.feature_availability_rate": to("bank.availability"),
  "persona_generation.diversity.min_hamming_distance": to("bank.distance"),
  "persona_generation.diversity.priority_dimensions": to("bank.priority"),
  "persona_generation.diversity.max_attempts": to("bank.retries", (tries: number) => tries - 1),
  "persona_generation.diversity.max_retries": to("bank.retries"),
};

/** What a mapped key does there that its field does not do here, or the other way round. */
export const notes: Readonly<Record<string, string>> = {
  "interaction_generation.min_turns":
    "PersonaGym reads it and does not enforce it; here nobody is satisfied sooner",
  "interaction_generation.user_model.feedback_probability":
    "PersonaGym documents it and no longer follows it; here it counts, and 1 is what PersonaGym does",
  "distractor.apply_to": "PersonaGym reads it and disturbs every message all the same; here it counts",
  "distractor.noise_strategies":
    "PersonaGym draws one version, each rule with a probability and a strength of its own; here the rules are applied one after another",
  "paths.persona_bank.persona":
    'the value "others" stands as it is: no model is asked for another value in its place',
};

/** Whether messages are disturbed by rules rather than by a model. */
export function disturbsByRule(config: unknown): boolean {
  const distractor = isPlainObject(config) ? config["distractor"] : undefined;
  return isPlainObject(distractor) && [false, "rules"].includes(distractor["use_semantic"] as boolean);
}

/** How many interactions each person has. */
function perPersona(config: unknown): number {
  const generation = isPlainObject(config) ? config["query_generation"] : undefined;
  const selection = isPlainObject(generation) ? generation["selection"] : undefined;
  const found = [selection, generation].map((place) =>
    isPlainObject(place) ? place["queries_per_persona"] : undefined,
  );
  return (found.find((number) => typeof number === "number") as number | undefined) ?? 5;
}
