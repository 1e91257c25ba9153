import { describe, expect, it } from "vitest";
import { leaves } from "../../recipe/layers.ts";
import { loadRecipe } from "../../recipe/load-recipe.ts";
import type { ImportedConfig } from "../config-import.ts";
import { importPersonagymConfig } from "./import-personagym-config.ts";

/** The guide's example, with both ways to name the assistant's models. */
const guide = {
  interaction_generation: {
    min_turns: 2,
    max_turns: 5,
    max_workers: 20,
    max_retries: 3,
    retry_delay: 2,
    max_supplement_rounds: 3,
    assistant_model: {
      provider: "openai",
      model: "gpt-4o-mini",
      temperature: 0.7,
      max_completion_tokens: 1024,
    },
    user_model: {
      provider: "openai",
      model: "gpt-4o-mini",
      temperature: 0.8,
      max_completion_tokens: 256,
      system_prompt_template: "prompts/user_feedback.txt",
      feedback_probability: 0.6,
    },
  },
};

/** What a configuration with every section says, the guide's keys and the shipped file's. */
const whole = {
  api: {
    provider: "openai",
    api_key: "sk-planted",
    model: "gpt-4o",
    inference: { temperature: 0.7, top_p: 0.9 },
  },
  openrouter: { api_key: "sk-planted", endpoint: "https://openrouter.ai/api/v1/chat/completions" },
  paths: {
    persona_bank: { persona: "input/persona.yaml" },
    persona_specs: { output_dir: "output/personas", format: "json" },
    queries: { output_dir: "output/queries" },
    sampling: { config: "input/sampling.yaml" },
    query_datasets: ["input/query.jsonl"],
    training_data: { output_dir: "output/training_data" },
    logs: { dir: "logs", level: "INFO" },
  },
  persona_generation: {
    num_personas: 1000,
    sampling_strategy: "random",
    feature_availability_rate: 0.7,
    diversity: { enabled: true, min_hamming_distance: 3, max_retries: 100 },
  },
  formulation: {
    system_prompt_template: "prompts/p.txt",
    max_retries: 3,
    retry_delay: 2,
    validate_output: true,
    min_prompt_length: 10,
  },
  query_generation: {
    max_queries: null,
    style_transfer: {
      enabled: true,
      template: "prompts/s.txt",
      partial_template: "prompts/t.txt",
      transfer_probability: 0.5,
    },
    selection: { strategy: "random", queries_per_persona: 5 },
  },
  interaction_generation: {
    ...guide.interaction_generation,
    assistant_model: {
      model_pool: [
        {
          provider: "openai",
          model: "gpt-4o-mini",
          weight: 0.5,
          inference: { temperature: 0.7, max_completion_tokens: 1024 },
        },
        {
          provider: "openrouter",
          model: "x-ai/grok",
          weight: 0.5,
          inference: { temperature: 0.7, max_completion_tokens: 1024 },
        },
      ],
    },
    user_model: { provider: "openai", model: "gpt-4o", temperature: 0.8, feedback_probability: 0.85 },
  },
  distractor: {
    enabled: true,
    use_semantic: true,
    activation_probability: 0.25,
    strategy_path: "input/strategy.yaml",
    apply_to: { initial_query: true, follow_up_feedback: true },
    noise_strategies: [
      { name: "typo", probability: 0.3, intensity: 0.1 },
      { name: "word_swap", probability: 0.2, num_swaps: 1 },
    ],
    llm: { enabled: false, model: "gpt-4o-mini" },
  },
  training_data: { format: { include_persona: true }, split: { train: 0.8, validation: 0.1, test: 0.1 } },
  experiment: {
    seed: 42,
    output_format: "json",
    save_intermediate: true,
    batch_size: 10,
    incremental: true,
    stages: { persona_generation: true, distractor_application: true },
  },
};

const sampling = {
  strategy: "random",
  random_sampling: { feature_availability_rate: 0.8, seed: 42, min_features: 12, max_features: 18 },
  diversity: { enabled: true, min_hamming_distance: 4, max_attempts: 150 },
  constraints: { require_constraint: true, min_constraints: 4, max_constraints: 9 },
  required_dimensions: ["query_length_pref"],
};

function reasonOf({ left }: ImportedConfig, key: string): string | undefined {
  return left.find((one) => one.key === key)?.reason;
}

describe("importPersonagymConfig", () => {
  it("maps the guide's example, and says why where it does not", async () => {
    const { recipe, left, mapped, missing } = importPersonagymConfig(guide);
    expect(recipe).toEqual({
      kind: "interactions",
      minTurns: 4,
      maxTurns: 10,
      concurrency: 20,
      retries: 3,
      retryDelaySeconds: 2,
      feedbackProbability: 0.6,
      supplementRounds: 3,
      model: "openai:gpt-4o-mini",
      settings: { temperature: 0.7, maxTokens: 1024 },
      user: { model: "openai:gpt-4o-mini", settings: { temperature: 0.8, maxTokens: 256 } },
    });
    expect(left.map(({ key }) => key.split(".").at(-1))).toEqual(["system_prompt_template"]);
    expect(mapped).toContainEqual({ key: "interaction_generation.max_turns", to: "maxTurns", value: 10 });
    expect(mapped.flatMap(({ key, note }) => (note === undefined ? [] : [key.split(".").at(-1)]))).toEqual([
      "min_turns",
      "feedback_probability",
    ]);
    expect(missing).toEqual(["count", "queries"]);
    const loaded = await loadRecipe(
      { ...recipe, count: 5, queries: ["a", "b", "c", "d", "e"] },
      { settingsFiles: [] },
    );
    expect(loaded.variants).toHaveLength(1);
  });

  it("maps pools, queries, noise and the number of results", async () => {
    const { recipe, left, missing } = importPersonagymConfig({
      experiment: { seed: 42, num_personas: 4 },
      query_generation: { queries_per_persona: 3 },
      paths: { query_datasets: ["queries.jsonl", "more.jsonl"] },
      distractor: {
        enabled: true,
        use_semantic: true,
        activation_probability: 0.25,
        apply_to: { initial_query: true, follow_up_feedback: false },
      },
      interaction_generation: {
        assistant_model: {
          model_pool: [
            { provider: "openai", model: "gpt-4o", weight: 0.4, api_key: "sk-planted-in-the-file" },
            { provider: "openrouter", model: "anthropic/claude-3.5-haiku", weight: 0.6 },
          ],
        },
      },
    });
    expect(recipe).toMatchObject({
      seed: 42,
      count: 12,
      perPersona: 3,
      queries: "queries.jsonl",
      noise: { type: "semantic", activation: 0.25, applyTo: "opening" },
      model: [
        { name: "openai:gpt-4o", weight: 0.4 },
        { name: "openrouter:anthropic/claude-3.5-haiku", weight: 0.6 },
      ],
    });
    expect(missing).toEqual([]);
    expect(left).toEqual([
      {
        key: "interaction_generation.assistant_model.model_pool.0.api_key",
        reason: expect.stringContaining("environment"),
      },
      { key: "paths.query_datasets", reason: expect.stringContaining("more.jsonl") },
      { key: "distractor.enabled", reason: "noise.type says so" },
    ]);
    await loadRecipe({ ...recipe, queries: ["a"] }, { settingsFiles: [] });
  });

  it("maps how people are drawn, and says of the other sections where what they do is said", async () => {
    const { recipe, left } = importPersonagymConfig({
      persona_generation: {
        sampling_strategy: "stratified",
        feature_availability_rate: 0.6,
        formulation: { min_prompt_length: 50 },
        diversity: {
          enabled: true,
          min_hamming_distance: 12,
          max_attempts: 50,
          priority_dimensions: ["role"],
        },
      },
      experiment: { stages: { distractor: true } },
      openrouter: { base_url: "https://openrouter.ai/api/v1" },
      training_data: { split: { train: 0.8 } },
      distractor: { llm: { model: "m" } },
    });
    expect(recipe["bank"]).toEqual({ availability: 0.6, distance: 12, retries: 49, priority: ["role"] });
    expect(left.map(({ key }) => key)).toEqual([
      "persona_generation.sampling_strategy",
      "persona_generation.formulation.min_prompt_length",
      "experiment.stages.distractor",
      "openrouter.base_url",
      "training_data.split.train",
      "distractor.llm.model",
      "persona_generation.diversity.enabled",
    ]);
    for (const { reason } of left) expect(reason).not.toContain("is not a key");
    await loadRecipe({ ...recipe, count: 1, queries: ["a"] }, { settingsFiles: [] });
  });

  it("lets no key through, wherever it stands, and knows no key it does not know", () => {
    const secret = "sk-planted-in-the-file";
    const found = importPersonagymConfig({
      api: { provider: "openai", model: "gpt-4o", api_key: secret },
      openrouter: { api_key: secret },
      interaction_generation: { user_model: { api_key: secret, model: "m" }, max_turn: 3 },
      distractor: { enabled: false, use_semantic: true },
    });
    expect(JSON.stringify(found)).not.toContain(secret);
    expect(found.recipe).toMatchObject({ model: "openai:gpt-4o", noise: { type: "none" } });
    expect(reasonOf(found, "interaction_generation.max_turn")).toContain(
      'did you mean "interaction_generation.max_turns"?',
    );
  });

  it.each([
    [[0.4, 0.6], undefined],
    [[0.1, 0.2, 0.7], undefined],
    [[0.4, 0.4], "come to 0.8, not to 1"],
    [[0.5, undefined], "1 of its models has no weight"],
    [[undefined, undefined], undefined],
  ])("says of weights %j in a pool what PersonaGym refuses", (weights, said) => {
    const model_pool = weights.map((weight, at) => ({ provider: "openai", model: `m${at}`, weight }));
    const { mapped } = importPersonagymConfig({ api: { model_pool } });
    const { note } = mapped.find(({ key }) => key === "api.model_pool") ?? {};
    if (said === undefined) expect(note).toBeUndefined();
    else expect(note).toContain(said);
  });

  it("loses no key of a whole configuration, and makes a recipe of it that holds", async () => {
    const found = importPersonagymConfig(whole, sampling);
    const told = new Set([...found.mapped, ...found.left].map(({ key }) => key));
    const read = new Set(["provider", "model", "endpoint"]);
    const keys = [
      ...leaves(whole).map(([path]) => path.join(".")),
      ...leaves(sampling).map(([path]) => `input/sampling.yaml: ${path.join(".")}`),
    ].filter((key) => !read.has(key.split(".").at(-1) ?? "") && key !== "paths.sampling.config");
    expect(keys.filter((key) => !told.has(key) && !key.startsWith("distractor.apply_to."))).toEqual([]);
    expect(found.recipe).toMatchObject({
      count: 5000,
      queries: "input/query.jsonl",
      model: [
        { name: "openai:gpt-4o-mini", weight: 0.5 },
        { name: "openrouter:x-ai/grok", weight: 0.5 },
      ],
      settings: { temperature: 0.7, maxTokens: 1024 },
      user: { model: "openai:gpt-4o", settings: { temperature: 0.8 } },
      noise: { type: "semantic", activation: 0.25, applyTo: "all" },
      // What the file about sampling says counts, and not what its likes in the configuration say.
      bank: {
        dimensions: "input/persona.yaml",
        features: [12, 18],
        availability: 0.8,
        constraints: [4, 9],
        distance: 4,
        retries: 149,
        required: ["query_length_pref"],
      },
    });
    expect(reasonOf(found, "persona_generation.diversity.min_hamming_distance")).toBe(
      "input/sampling.yaml: diversity.min_hamming_distance decides",
    );
    expect(found.missing).toEqual([]);
    await loadRecipe({ ...found.recipe, queries: ["a"], bank: {} }, { settingsFiles: [] });
  });

  it.each([
    [
      { strategy: "stratified", stratified_sampling: { stratify_by: ["role"], base_availability_rate: 0.5 } },
      { stratifyBy: ["role"], availability: 0.5 },
    ],
    [
      {
        strategy: "custom",
        custom_sampling: {
          probabilistic: false,
          rules: [
            {
              condition: { dimension: "role", values: ["nurse"] },
              action: { dimension: "industry", preferred_values: ["health"] },
            },
          ],
        },
      },
      {
        rules: [
          {
            when: { dimension: "role", values: ["nurse"] },
            prefer: { dimension: "industry", values: ["health"] },
            probability: 1,
          },
        ],
      },
    ],
    [{ diversity: { enabled: false, min_hamming_distance: 3 } }, { distance: 0 }],
    [{ constraints: { require_constraint: false, max_constraints: 3 } }, { constraints: [0, 1000] }],
    [{ strategy: "random", custom_sampling: { base_availability_rate: 0.1 } }, undefined],
  ])("reads how people are drawn: %j", (file, bank) => {
    expect(importPersonagymConfig(guide, file).recipe["bank"]).toEqual(bank);
  });

  it.each([
    [{ enabled: true }, { type: "semantic", activation: 1 }],
    [{ enabled: false, use_semantic: true }, { type: "none" }],
    [
      { enabled: true, use_semantic: false, activation_probability: 0.5 },
      { type: "rules", activation: 0.5 },
    ],
    [{ apply_to: { initial_query: false, follow_up_feedback: false } }, { type: "none" }],
    [{ activation_probability: 0.5 }, { type: "none", activation: 0.5 }],
    [
      {
        enabled: true,
        use_semantic: false,
        activation_probability: 1,
        noise_strategies: [{ name: "typo" }],
        apply_to: { initial_query: true, follow_up_feedback: false },
      },
      { type: "rules", activation: 1, rules: ["keyboard"] },
    ],
    [
      { enabled: true, use_semantic: true, activation_probability: 1, noise_strategies: [{ name: "typo" }] },
      { type: "semantic", activation: 1 },
    ],
  ])("reads what disturbs messages: %j", async (distractor, noise) => {
    const { recipe } = importPersonagymConfig({ ...guide, distractor });
    expect(recipe["noise"]).toEqual(noise);
    await loadRecipe({ ...recipe, count: 1, queries: ["a"] }, { settingsFiles: [] });
  });

  it("leaves out values that no recipe can have, with what is wrong with them", async () => {
    const found = importPersonagymConfig({
      interaction_generation: { min_turns: "two", max_turns: 5, max_workers: -1 },
      experiment: { seed: "x".repeat(9000) },
      query_generation: { style_transfer: { enabled: "sometimes" } },
    });
    expect(found.recipe).toMatchObject({ kind: "interactions", maxTurns: 10 });
    for (const field of ["minTurns", "concurrency", "styleTransfer"])
      expect(found.recipe).not.toHaveProperty(field);
    expect(reasonOf(found, "interaction_generation.min_turns")).toContain("cannot be in a recipe");
    await loadRecipe({ ...found.recipe, count: 1, queries: ["a"] }, { settingsFiles: [] });
  });

  it.each([
    [{ hello: "world" }, "Its sections are: api,"],
    [{ constructor: "x", toString: { a: 1 } }, "Its sections are: api,"],
    [undefined, "Its sections are: api,"],
    [[{ api: {} }], "Its sections are: api,"],
    [{ interaction_generation: { max_turn: 3 } }, 'Did you mean "interaction_generation.max_turns"?'],
    [{ kind: "dialogues", count: 3 }, "sdialog run"],
  ])("refuses %j, which is another file, with what was expected", (file, hint) => {
    expect(() => importPersonagymConfig(file)).toThrow(
      expect.objectContaining({
        message: "this is not a configuration of PersonaGym",
        hint: expect.stringContaining(hint),
      }),
    );
  });

  it("refuses a broken file about sampling", () => {
    const config = { ...guide, paths: { sampling: { config: "s.yaml" } } };
    for (const file of [{ hello: "world" }, ["strategy"], null])
      expect(() => importPersonagymConfig(config, file)).toThrow(
        "s.yaml is not a configuration of PersonaGym",
      );
  });
});
