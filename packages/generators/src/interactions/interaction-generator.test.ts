import type { Noise } from "@sdialog/agents";
import { ModelError, modelPool } from "@sdialog/llm";
import { instantTimer, scriptedModel } from "@sdialog/llm/testing";
import { Persona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import type { InteractionProgress, InteractionSink } from "./generate-interactions.ts";
import { type Interaction, interactionSchema, interactionStop } from "./interaction.ts";
import { InteractionGenerator, type InteractionGeneratorOptions } from "./interaction-generator.ts";
import { queriesFrom } from "./query.ts";

const clock = () => new Date("2026-02-06T10:30:00Z");
const people = (n: number) =>
  Array.from({ length: n }, (_, index) => ({ id: `persona_${index}`, features: { role: `role ${index}` } }));
const questions = (n: number) => queriesFrom(Array.from({ length: n }, (_, index) => `Question ${index}?`));

/** Asks on twice and is then satisfied; adapts queries by shouting them. */
const user = () =>
  scriptedModel(({ messages, output }) => {
    const last = messages.at(-1)?.content ?? "";
    if (output?.name === "adapted_message")
      return JSON.stringify({ message: /Question \d+/.exec(last)?.[0].toUpperCase() });
    const answers = last.match(/^Assistant:/gm)?.length ?? 0;
    return JSON.stringify({
      satisfied: answers > 2,
      message: answers > 2 ? "" : `What about case ${answers}?`,
    });
  });
const answering = (id: string, fails: (seed: number) => boolean = () => false) =>
  scriptedModel(
    ({ seed = 0, messages }) => {
      if (fails(seed)) throw new ModelError("overloaded", { kind: "overloaded", model: id });
      return `Answer to ${messages.length} messages.`;
    },
    { id },
  );
const generator = (options: InteractionGeneratorOptions = {}) =>
  new InteractionGenerator({
    user: { model: user() },
    assistant: answering("x:one"),
    backOff: { timer: instantTimer() },
    ...options,
  });

async function all(
  made: InteractionGenerator,
  options: Partial<Parameters<InteractionGenerator["generate"]>[0]> = {},
) {
  const interactions: Interaction[] = [];
  const running = made.generate({
    personas: people(4),
    queries: questions(30),
    perPersona: 3,
    seed: 7,
    clock,
    ...options,
  });
  for (;;) {
    const step = await running.next();
    if (step.done === true) return { interactions, report: step.value };
    interactions.push(step.value);
  }
}

const memory = (
  interactions: Interaction[] = [],
): InteractionSink & { readonly interactions: Interaction[] } => ({
  interactions,
  known: () =>
    interactions.map(({ persona_id, metadata }) => ({
      persona_id,
      query_id: metadata["query_id"] as string,
      place: metadata["place"] as number,
    })),
  save: async (interaction) => interactions.push(interaction),
});

describe("InteractionGenerator", () => {
  it("writes the format, with who answered in every message", async () => {
    const noise: Noise = {
      apply: (text) => ({ text: text.toLowerCase(), record: { type: "rules", strategies: ["lower"] } }),
    };
    const persona = { id: "persona_001", features: { role: "engineer" } };
    const interaction = await generator({ noise, styleTransfer: "full" }).interact({
      persona,
      query: { id: "query_001", text: "Question 5?" },
      seed: 1,
      clock,
    });
    expect(interactionSchema.parse(JSON.parse(JSON.stringify(interaction)))).toEqual(interaction);
    expect(interaction).toMatchObject({
      interaction_id: "interaction_persona_001_query_001",
      persona_id: "persona_001",
      persona_features: { role: "engineer" },
      original_query: "Question 5?",
      initial_query: "QUESTION 5",
      num_turns: 3,
    });
    expect(interaction.messages.slice(0, 3)).toEqual([
      {
        role: "user",
        content: "question 5",
        timestamp: "2026-02-06T10:30:00.000Z",
        metadata: { turn: 0, is_initial: true, was_noised: true, clean_version: "QUESTION 5" },
      },
      {
        role: "assistant",
        content: "Answer to 2 messages.",
        timestamp: "2026-02-06T10:30:00.000Z",
        metadata: { turn: 0, model: "one", provider: "x" },
      },
      {
        role: "user",
        content: "what about case 1?",
        timestamp: "2026-02-06T10:30:00.000Z",
        metadata: { turn: 1, is_followup: true, was_noised: true, clean_version: "What about case 1?" },
      },
    ]);
    expect(interaction.metadata).toMatchObject({
      created_at: "2026-02-06T10:30:00Z",
      query_id: "query_001",
      style_transfer: "full",
      conversation_ended: true,
      stop_reason: "satisfied",
      distractor_applied: true,
      distractor_type: "rules",
      noisy_versions: {
        initial_query: {
          clean_query: "QUESTION 5",
          noisy_versions: [{ noisy_text: "question 5", noise_type: "rules", applied_strategies: ["lower"] }],
        },
      },
      assistant_model: { model: "one", provider: "x" },
      usage: { calls: 7 },
      attempts: 1,
    });
  });

  it("fills every quota with queries that are used once, the same at any concurrency", async () => {
    const progress: InteractionProgress[] = [];
    const { interactions, report } = await all(generator(), { onProgress: (event) => progress.push(event) });
    expect(report).toEqual({ wanted: 12, done: 12, failures: {}, missing: {} });
    expect(progress.at(-1)).toMatchObject({ round: 0, wanted: 12, done: 12, failures: {} });
    expect(new Set(interactions.map(({ original_query: query }) => query)).size).toBe(12);
    for (const { id } of people(4))
      expect(interactions.filter(({ persona_id: persona }) => persona === id)).toHaveLength(3);
    const oneByOne = await all(generator(), { concurrency: 1, queries: questions(30).toReversed() });
    expect(oneByOne.interactions).toEqual(interactions);
  });

  it("keeps the pool's shares when a model fails in 30 % of its calls, one model for each dialogue", async () => {
    const weights = { "x:steady": 0.5, "x:flaky": 0.3, "x:rare": 0.2 };
    const members = Object.entries(weights).map(([id, weight]) => ({
      model: answering(id, (seed) => id === "x:flaky" && seed % 10 < 3),
      weight,
    }));
    const { interactions, report } = await all(generator({ assistant: modelPool(members) }), {
      personas: people(300),
      perPersona: 4,
      queries: questions(2000),
      supplementRounds: 5,
    });
    expect(report.done).toBe(1200);
    expect(report.failures["provider_error"]).toBeGreaterThan(0);
    for (const [id, weight] of Object.entries(weights)) {
      const own = interactions.filter(({ metadata }) => `x:${nameOf(metadata["assistant_model"])}` === id);
      expect(Math.abs(own.length / 1200 - weight), id).toBeLessThan(0.04);
    }
    for (const { messages } of interactions) {
      const models = messages.flatMap(({ role, metadata }) =>
        role === "assistant" ? [nameOf(metadata)] : [],
      );
      expect(new Set(models).size).toBe(1);
    }
  });

  it("chooses the model of a pool by the model seed", async () => {
    const members = Array.from({ length: 5 }, (_, index) => ({ model: answering(`x:${index}`) }));
    const [query] = questions(1);
    const models = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(async (seed) => {
        const task = { persona: people(1)[0]!, query: query!, seed };
        const made = generator({ assistant: modelPool(members) });
        const [free, kept] = [await made.interact(task), await made.interact({ ...task, modelSeed: 9 })];
        return [nameOf(free.metadata["assistant_model"]), nameOf(kept.metadata["assistant_model"])];
      }),
    );
    expect(new Set(models.map(([free]) => free)).size).toBeGreaterThan(1);
    expect(new Set(models.map(([, kept]) => kept)).size).toBe(1);
  });

  it("replaces what fails for good in supplement rounds, and says what is missing", async () => {
    const never = answering("x:never", () => true);
    const progress: InteractionProgress[] = [];
    const { interactions, report } = await all(generator({ assistant: never, retries: 1 }), {
      queries: questions(20),
      personas: people(2),
      perPersona: 1,
      supplementRounds: 2,
      onProgress: (event) => progress.push(event),
    });
    expect(interactions).toEqual([]);
    expect(progress.map(({ round }) => round)).toEqual([0, 0, 1, 1, 2, 2]);
    expect(new Set(progress.map(({ latest }) => latest.original_query)).size).toBe(6);
    expect(progress[0]?.latest.metadata["attempts"]).toBe(2);
    expect(report).toEqual({
      wanted: 2,
      done: 0,
      failures: { provider_error: 6 },
      missing: { persona_0: 1, persona_1: 1 },
    });
    const few = await all(generator(), { queries: questions(2), personas: people(3), perPersona: 1 });
    expect(few.report).toMatchObject({ done: 2, missing: { persona_2: 1 } });
  });

  it("takes personas of any class", async () => {
    const personas = [new Persona({ name: "Ada", role: "nurse" }), new Persona({ name: "Ben", age: 40 })];
    const { interactions, report } = await all(generator(), { personas, perPersona: 1 });
    expect(report.done).toBe(2);
    expect(interactions.map(({ persona_features: features }) => features)).toEqual([
      { name: "Ada", role: "nurse", language: "English" },
      { name: "Ben", age: "40", language: "English" },
    ]);
    expect(interactions[0]?.persona_id).toBe(personas[0]?.metadata.id);
  });

  it("goes on where it was cancelled, as if it had not been", async () => {
    const straight = await all(generator());
    const store = memory();
    const stop = new AbortController();
    const cancelled = all(generator(), {
      store,
      concurrency: 2,
      signal: stop.signal,
      onProgress: ({ done }) => done === 5 && stop.abort(new Error("enough")),
    });
    await expect(cancelled).rejects.toThrow("enough");
    expect(store.interactions.length).toBeGreaterThanOrEqual(5);
    expect(store.interactions.length).toBeLessThan(12);
    const { report } = await all(generator(), { store });
    expect(report).toMatchObject({ wanted: 12, done: 12 });
    const byId = (list: readonly Interaction[]) =>
      list.toSorted((a, b) => (a.interaction_id < b.interaction_id ? -1 : 1));
    expect(byId(store.interactions)).toEqual(byId(straight.interactions));
    const again = await all(generator(), { store });
    expect(again.interactions).toEqual([]);
  });

  it("stops what is under way when the loop is left", async () => {
    const slow = scriptedModel(async ({ signal }) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      signal?.throwIfAborted();
      return "Yes.";
    });
    const options = { personas: people(10), queries: questions(30), perPersona: 3, seed: 1, concurrency: 4 };
    for await (const interaction of generator({ assistant: slow }).generate(options)) {
      expect(interaction.num_turns).toBeGreaterThan(0);
      break;
    }
    const calls = slow.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(slow.requests.length).toBeLessThanOrEqual(calls + 4);
  });

  it("gives up at once when no dialogue could succeed", async () => {
    const error = new ModelError("wrong key", { kind: "authentication", model: "x:one" });
    const assistant = scriptedModel(() => Promise.reject(error));
    await expect(all(generator({ assistant }))).rejects.toThrow("wrong key");
  });

  it("waits before it tries a busy model again, and does not try again what cannot pass", async () => {
    const [query] = questions(1);
    const task = { persona: people(1)[0]!, query: query!, seed: 1 };
    const failing = (kind: "rate_limit" | "invalid_request") =>
      scriptedModel(() => Promise.reject(new ModelError("no", { kind, model: "x:one", retryAfterMs: 7000 })));
    const time = instantTimer();
    const busy = await generator({ assistant: failing("rate_limit"), backOff: { timer: time } }).interact(
      task,
    );
    expect(busy.metadata["attempts"]).toBe(4);
    expect(time.sleeps).toHaveLength(3);
    for (const pause of time.sleeps) expect(pause).toBeGreaterThanOrEqual(7000);
    const wrong = await generator({ assistant: failing("invalid_request") }).interact(task);
    expect(wrong.metadata).toMatchObject({ attempts: 1, stop_reason: "provider_error" });
  });

  it("fails as parse_error when the query could not be rewritten", async () => {
    const model = scriptedModel(() => "I would rather not.");
    const [query] = questions(1);
    const interaction = await generator({ user: { model }, retries: 0 }).interact({
      persona: people(1)[0]!,
      query: query!,
      seed: 1,
    });
    expect(interactionStop(interaction)).toBe("parse_error");
    expect(interaction.metadata["usage"]).toMatchObject({ calls: 3 });
  });

  it("keeps the target within the limits, and refuses limits that are none", async () => {
    const [query] = questions(1);
    const task = { persona: people(1)[0]!, query: query!, seed: 3 };
    const asked = await generator({ targetAnswers: 9, maxTurns: 8 }).interact(task);
    expect(asked.metadata["target_turns"]).toBe(4);
    expect(() => generator({ minTurns: 5, maxTurns: 4 })).toThrow("minTurns");
    await expect(all(generator(), { perPersona: 0 })).rejects.toThrow("perPersona");
    await expect(all(generator(), { personas: [...people(1), ...people(1)] })).rejects.toThrow("same id");
  });
});

function nameOf(model: unknown): string {
  return String((model as { readonly model?: unknown } | undefined)?.model);
}
