import { describe, expect, it } from "vitest";
import * as z from "zod";
import { ConfigImport, unknownKey } from "./config-import.ts";
import { putModel } from "./personagym/personagym-models.ts";
import { putSampling } from "./personagym/personagym-sampling.ts";

const schema = z.object({
  kind: z.string(),
  count: z.number().max(9).optional(),
  deep: z
    .object({ inner: z.object({ size: z.number() }).optional(), other: z.number().optional() })
    .optional(),
});

describe("ConfigImport", () => {
  it("puts keys into a recipe, the later deciding where two are for one field", () => {
    const into = new ConfigImport("Other", "dialogues");
    into.put("a", [["count", 3]]);
    into.put("b", [["count", 4]], "rounded");
    into.put("c", [["count", 4]]);
    into.put("d", "has no place");
    const { recipe, mapped, left, missing, text } = into.finish(schema, ["count", "model"]);
    expect(recipe).toEqual({ kind: "dialogues", count: 4 });
    expect(text).toBe("kind: dialogues\ncount: 4\n");
    expect(mapped).toEqual([
      { key: "b", to: "count", value: 4, note: "rounded" },
      { key: "c", to: "count", value: 4 },
    ]);
    expect(left).toEqual([
      { key: "a", reason: "b decides" },
      { key: "d", reason: "has no place" },
    ]);
    expect(missing).toEqual(["model"]);
  });

  it("leaves out what no recipe can have, with what is then empty, or refuses it", () => {
    const into = (): ConfigImport => {
      const made = new ConfigImport("Other", "dialogues");
      made.put("size", [["deep.inner.size", "big"]]);
      made.put("other", [["deep.other", 2]]);
      made.put("count", [["count", 10]]);
      return made;
    };
    const { recipe, mapped, left } = into().finish(schema, []);
    expect(recipe).toEqual({ kind: "dialogues", deep: { other: 2 } });
    expect(mapped.map(({ key }) => key)).toEqual(["other"]);
    expect(left.map(({ key }) => key).toSorted()).toEqual(["count", "size"]);
    for (const { reason } of left) expect(reason).toMatch(/^its value cannot be in a recipe: \S/);
    expect(() => into().finish(schema, [], "refuse")).toThrow(/^(size|count): /);
    const alone = new ConfigImport("Other", "dialogues");
    alone.put("size", [["deep.inner.size", "big"]]);
    expect(alone.finish(schema, []).recipe).toEqual({ kind: "dialogues" });
  });

  it("refuses a file that holds none of its keys, and says what was meant", () => {
    const refusal = (config: unknown): unknown => {
      try {
        new ConfigImport("Other", "x").requireKeys(config, (key) => key === "paths.logs", [
          "paths.logs",
          "api.key",
        ]);
        return undefined;
      } catch (error) {
        return (error as { hint?: string }).hint;
      }
    };
    expect(refusal({ paths: { logs: 1 } })).toBeUndefined();
    expect(refusal({ paths: { log: 1 } })).toBe('Did you mean "paths.logs"?');
    expect(refusal({ unlike: 1 })).toBe("Its sections are: api, paths.");
    expect(refusal([1])).toBe("Its sections are: api, paths.");
    expect(refusal({ kind: "dialogues" })).toContain("sdialog run carries it out");
    expect(unknownKey("paths.log", "Other", ["paths.logs"])).toBe(
      'is not a key of Other; did you mean "paths.logs"?',
    );
    expect(unknownKey("q", "Other", ["paths.logs"])).toBe("is not a key of Other");
  });
});

const anything = z.looseObject({});
function modelsOf(section: object) {
  const into = new ConfigImport("PersonaGym", "interactions");
  putModel(into, "assistant_model", section, "model");
  return into.finish(anything, []);
}

describe("a model of PersonaGym", () => {
  it.each<[object, unknown]>([
    [{ provider: "openai", model: "m" }, "openai:m"],
    [{ model: "m" }, "openai:m"],
    [
      { provider: "openrouter", model: "m", endpoint: "https://x/api/v1/chat/completions" },
      { name: "openrouter:m", baseURL: "https://x/api/v1" },
    ],
    [
      { model: "m", base_url: "http://b/v1", endpoint: "http://e" },
      { name: "openai:m", baseURL: "http://b/v1" },
    ],
    [{ model_pool: [{ model: "a" }, { model: "b", provider: "p" }] }, ["openai:a", "p:b"]],
    [
      {
        model_pool: [
          { model: "a", weight: 2 },
          { model: "b", base_url: "u", weight: 1 },
        ],
      },
      [
        { name: "openai:a", weight: 2 },
        { name: "openai:b", baseURL: "u", weight: 1 },
      ],
    ],
    [{ provider: "openai" }, undefined],
    [{ model_pool: [] }, undefined],
  ])("%j is %j", (section, model) => {
    expect(modelsOf(section).recipe["model"]).toEqual(model);
  });

  it.each<[readonly (number | undefined)[], string | undefined]>([
    [[undefined, undefined], undefined],
    [[0.5, 0.5], undefined],
    [[0.9995, 0], undefined],
    [[0.5, undefined], "1 of its models has no weight"],
    [[1, undefined, undefined], "2 of its models have no weight"],
    [[2, 1], "the weights come to 3, not to 1"],
    [[0.3, 0.3], "the weights come to 0.6, not to 1"],
  ])("in a pool with the weights %j: %s", (weights, note) => {
    const { mapped } = modelsOf({
      model_pool: weights.map((weight) => ({ model: "m", ...(weight === undefined ? {} : { weight }) })),
    });
    if (note === undefined) expect(mapped[0]).not.toHaveProperty("note");
    else expect(mapped[0]?.note).toContain(note);
  });

  it("shares the settings of a pool where all are the same, and leaves each key that has no place for a reason", () => {
    const pool = (...inference: readonly object[]) =>
      modelsOf({ model_pool: inference.map((each) => ({ model: "m", inference: each })) });
    const same = pool({ temperature: 0.5, odd: 1 }, { temperature: 0.5, odd: 1 });
    expect(same.recipe["settings"]).toEqual({ temperature: 0.5 });
    expect(same.left).toEqual([
      { key: "assistant_model.model_pool.inference.odd", reason: "is not a setting of a model" },
    ]);
    const unlike = pool({ temperature: 0.5 }, { temperature: 0.6 });
    expect(unlike.recipe).not.toHaveProperty("settings");
    expect(unlike.left[0]?.reason).toContain("different settings");
    const { left } = modelsOf({ model_pool: [{ model: "m", api_key: "sk", headers: {}, colour: 1 }] });
    expect(
      left.map(({ key, reason }) => [key.split(".").at(-1), reason.split(" ").slice(0, 3).join(" ")]),
    ).toEqual([
      ["api_key", "keys come from"],
      ["headers", "a model's requests"],
      ["colour", "is not a"],
    ]);
    expect(modelsOf({ model_pool: "all" }).left[0]?.reason).toBe("is not a list of models");
  });
});

function sampling(config: object) {
  const into = new ConfigImport("PersonaGym", "interactions");
  putSampling(into, "s.yaml", config);
  return into.finish(anything, []);
}

describe("how people are drawn in PersonaGym", () => {
  it.each<[object, object | undefined]>([
    [{ random_sampling: { feature_availability_rate: 0.4 } }, { availability: 0.4 }],
    [{ sampling: { min_features: 3 } }, { features: [3, 15] }],
    [{ random_sampling: { max_features: 9 } }, { features: [5, 9] }],
    [{ strategy: "stratified", stratified_sampling: { stratify_by: ["a"] } }, { stratifyBy: ["a"] }],
    [{ strategy: "stratified", random_sampling: { max_features: 9 } }, undefined],
    [{ diversity: { enabled: false } }, { distance: 0 }],
    [{ diversity: { enabled: true, min_hamming_distance: 4 } }, { distance: 4 }],
    [{ diversity: { max_attempts: 10 } }, { retries: 9 }],
    [{ diversity: { max_retries: 10 } }, { retries: 10 }],
    [{ constraints: { min_constraints: 2 } }, { constraints: [2, 3] }],
    [{ constraints: { max_constraints: 7 } }, { constraints: [1, 7] }],
    [{ constraints: { require_constraint: false, min_constraints: 2 } }, { constraints: [0, 1000] }],
    [{ constraints: { require_constraint: true } }, undefined],
    [
      {
        strategy: "custom",
        custom_sampling: {
          rules: [
            {
              condition: { dimension: "a", values: ["x"] },
              action: { dimension: "b", preferred_values: ["y"], boost_probability: 0.3 },
            },
            {
              condition: { dimension: "a", values: ["z"] },
              action: { dimension: "b", preferred_values: ["w"] },
            },
          ],
        },
      },
      {
        rules: [
          {
            when: { dimension: "a", values: ["x"] },
            prefer: { dimension: "b", values: ["y"] },
            probability: 0.3,
          },
          {
            when: { dimension: "a", values: ["z"] },
            prefer: { dimension: "b", values: ["w"] },
            probability: 0.8,
          },
        ],
      },
    ],
  ])("%j makes the bank %j", (config, bank) => {
    expect(sampling(config).recipe["bank"]).toEqual(bank);
  });

  it("says of every key what became of it", () => {
    const config = {
      strategy: "odd",
      diversity: { enabled: true, priority_weight: 3 },
      constraints: { require_constraint: true, min_constraints: 1 },
      random_sampling: { probabilistic: false, seed: 1, unheard: 2 },
      stratified_sampling: { samples_per_stratum: 4, allow_overlap: true },
      other: { key: 1 },
    };
    const { mapped, left } = sampling(config);
    const told = [...mapped.map(({ key }) => key), ...left.map(({ key }) => key)].map((key) =>
      key.replace("s.yaml: ", ""),
    );
    expect([...new Set(told)].toSorted()).toEqual(
      [
        "strategy",
        "diversity.enabled",
        "diversity.priority_weight",
        "constraints.require_constraint",
        "constraints.min_constraints",
        "random_sampling.probabilistic",
        "random_sampling.seed",
        "random_sampling.unheard",
        "stratified_sampling.samples_per_stratum",
        "stratified_sampling.allow_overlap",
        "other.key",
      ].toSorted(),
    );
    const none = sampling({ constraints: { require_constraint: false, min_constraints: 1 } });
    for (const { key, reason } of [...left, ...none.left]) expect(reason, key).toMatch(/\w+ \w+/);
  });
});
