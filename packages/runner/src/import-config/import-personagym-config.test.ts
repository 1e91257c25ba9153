import { describe, expect, it } from "vitest";
import { loadRecipe } from "../recipe/load-recipe.ts";
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
    expect(left).toEqual([{ key: "paths.query_datasets", reason: expect.stringContaining("more.jsonl") }]);
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
      distractor: { strategies: { typo: { probability: 0.2 } }, llm: { model: "m" } },
    });
    expect(recipe["bank"]).toEqual({ availability: 0.6, distance: 12, retries: 49, priority: ["role"] });
    expect(left.map(({ key }) => key)).toEqual([
      "persona_generation.sampling_strategy",
      "persona_generation.formulation.min_prompt_length",
      "experiment.stages.distractor",
      "openrouter.base_url",
      "training_data.split.train",
      "distractor.strategies.typo.probability",
      "distractor.llm.model",
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
    expect(found.left.at(-1)?.reason).toContain('did you mean "interaction_generation.max_turns"?');
    expect(importPersonagymConfig(undefined).missing).toEqual(["count", "queries"]);
  });
});
