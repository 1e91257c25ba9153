import type { Noise } from "@sdialog/agents";
import { ModelError, modelPool } from "@sdialog/llm";
import { instantTimer, scriptedModel } from "@sdialog/llm/testing";
import { Persona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import type { BatchProgress } from "../plan/run-plan.ts";
import { type Interaction, interactionSchema, interactionStop } from "./interaction.ts";
import { InteractionGenerator } from "./interaction-generator.ts";
import type { InteractionGeneratorOptions } from "./interaction-options.ts";
import { PersonaBank } from "../persona-bank/persona-bank.ts";
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
    });
  });

  it("fills every quota with queries that are used once, the same at any concurrency", async () => {
    const progress: BatchProgress<Interaction>[] = [];
    const { interactions, report } = await all(generator(), { onProgress: (event) => progress.push(event) });
    expect(report).toMatchObject({ wanted: 12, done: 12, failures: {}, missing: [] });
    // Each: the rewritten query, three answers and a verdict on each of them.
    expect(report.usage.calls).toBe(12 * 7);
    expect(progress.at(-1)).toMatchObject({ round: 0, wanted: 12, done: 12, failures: {} });
    expect(new Set(interactions.map(({ original_query: query }) => query)).size).toBe(12);
    for (const { id } of people(4))
      expect(interactions.filter(({ persona_id: persona }) => persona === id)).toHaveLength(3);
    const oneByOne = await all(generator(), { concurrency: 1, queries: questions(30).toReversed() });
    expect(oneByOne.interactions).toEqual(interactions);
  });

  it("keeps the pool's shares when 30 % of a model's results are no good, one model for each dialogue", async () => {
    const weights = { "x:steady": 0.5, "x:flaky": 0.3, "x:rare": 0.2 };
    const members = Object.entries(weights).map(([id, weight]) => ({
      model: scriptedModel(({ seed = 0 }) => (id === "x:flaky" && seed % 10 < 3 ? "" : "Here you are."), {
        id,
      }),
      weight,
    }));
    const options = { assistant: modelPool(members), retries: 0, turnRetries: 0 };
    const { interactions, report } = await all(generator(options), {
      personas: people(100),
      perPersona: 4,
      queries: questions(1000),
      supplementRounds: 30,
    });
    expect(report.done).toBe(400);
    expect(report.failures["empty"]).toBeGreaterThan(100);
    for (const [id, weight] of Object.entries(weights)) {
      const own = interactions.filter(({ metadata }) => `x:${nameOf(metadata["assistant_model"])}` === id);
      expect(Math.abs(own.length / 400 - weight), id).toBeLessThan(0.06);
    }
    expect(new Set(interactions.map(({ original_query: query }) => query)).size).toBe(400);
    for (const { messages } of interactions) {
      const models = messages.flatMap(({ role, metadata }) =>
        role === "assistant" ? [nameOf(metadata)] : [],
      );
      expect(new Set(models).size).toBe(1);
    }
  });

  it("makes what stays no good of other queries, and says what is missing", async () => {
    const mute = scriptedModel(() => "", { id: "x:mute" });
    const progress: BatchProgress<Interaction>[] = [];
    const { interactions, report } = await all(generator({ assistant: mute, retries: 1, turnRetries: 0 }), {
      queries: questions(5),
      personas: people(2),
      perPersona: 1,
      supplementRounds: 2,
      onProgress: (event) => progress.push(event),
    });
    expect(interactions).toEqual([]);
    // Three queries are left over: two for the first round, one for the second.
    expect(progress.map(({ round }) => round)).toEqual([0, 0, 1, 1, 2]);
    expect(new Set(progress.map(({ latest }) => latest.made?.original_query)).size).toBe(5);
    expect(progress.map(({ latest }) => latest.attempts)).toEqual([2, 2, 2, 2, 2]);
    expect(report).toMatchObject({ wanted: 2, done: 0, failures: { empty: 5 }, missing: [0, 1] });
    const kept = await all(generator({ assistant: mute, turnRetries: 0 }), {
      queries: questions(5),
      personas: people(2),
      perPersona: 1,
      keepFailed: true,
    });
    expect(kept.interactions.map(({ metadata }) => metadata["stop_reason"])).toEqual(["empty", "empty"]);
    await expect(all(generator(), { queries: questions(2), personas: people(3) })).rejects.toThrow(
      "2 different queries are not enough for 9 interactions",
    );
  });

  it("draws people from a bank, and lets listed ones come again", async () => {
    const drawn = await all(generator(), { personas: new PersonaBank(), count: 5, perPersona: 2 });
    expect(new Set(drawn.interactions.map(({ persona_id: id }) => id)).size).toBe(3);
    const listed = await all(generator(), { personas: ["a sailor", "a nurse"], count: 5, perPersona: 1 });
    expect(listed.interactions.map(({ persona_features: { description } }) => description)).toEqual([
      "a sailor",
      "a nurse",
      "a sailor",
      "a nurse",
      "a sailor",
    ]);
    await expect(all(generator(), { personas: new PersonaBank() })).rejects.toThrow("give a count");
    await expect(all(generator(), { personas: [] })).rejects.toThrow("personas is empty");
  });

  it("gives the same to the same places when more is asked for", async () => {
    const few = await all(generator(), { perPersona: 2, personas: people(2) });
    const more = await all(generator(), { perPersona: 2, personas: people(4) });
    expect(more.interactions.slice(0, 4)).toEqual(few.interactions);
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
    expect(busy.metadata["stop_reason"]).toBe("provider_error");
    expect(time.sleeps).toHaveLength(4);
    for (const pause of time.sleeps) expect(pause).toBeGreaterThanOrEqual(7000);
    const wrong = await generator({ assistant: failing("invalid_request") }).interact(task);
    expect(wrong.metadata["stop_reason"]).toBe("provider_error");
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

  it("keeps the target within the limits, and refuses impossible limits", async () => {
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
