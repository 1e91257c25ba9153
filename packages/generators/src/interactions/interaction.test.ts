import { Dialog, type DialogInput } from "@sdialog/core";
import { expect, it } from "vitest";
import { interactionOf, interactionSchema, isUsable } from "./interaction.ts";

const facts = {
  persona: { id: "p1", features: { age: 40 } },
  queryId: "q1",
  originalQuery: "hello?",
  initialQuery: "hello",
  metadata: { seed: 3 },
};
const noise = { type: "typo", layer: "rule", strategies: ["swap"] };
const event = (agent: string, action: string, timestamp: number) => ({
  agent,
  action,
  content: "",
  timestamp,
});
const talk = (more: Partial<DialogInput> = {}): Dialog =>
  new Dialog({
    timestamp: "2026-01-02T03:04:05.000Z",
    turns: [
      { speaker: "Ann", text: "helo", clean: "hello", noise },
      { speaker: "Bot", text: "Hi" },
      { speaker: "Ann", text: "wy?", clean: "why?", noise: { type: "style" } },
      { speaker: "Bot", text: "Because", finishReason: "length" },
      { speaker: "Ann", text: "thanks" },
    ],
    stopReason: "stop_signal",
    ...more,
  });
const of = (more?: Partial<DialogInput>) => interactionOf(talk(more), "Ann", facts as never);

it("is written message by message, with what was said, by which model, and what it was before noise", () => {
  const model = { model: "gpt-4o-mini", provider: "openai" };
  const asked = (turn: number, place: string, text: string, clean?: string) => ({
    role: "user",
    content: text,
    metadata: { turn, [place]: true, was_noised: clean !== undefined, clean_version: clean ?? text },
  });
  const answered = (turn: number, content: string, more: object = {}) => ({
    role: "assistant",
    content,
    metadata: { turn, ...model, ...more },
  });
  const found = of({ model: { name: "openai:gpt-4o-mini" }, faults: { x: 1 } });
  expect(interactionSchema.parse(found)).toEqual(found);
  expect(found).toEqual({
    interaction_id: "interaction_p1_q1",
    persona_id: "p1",
    persona_features: { age: 40 },
    original_query: "hello?",
    initial_query: "hello",
    messages: [
      asked(0, "is_initial", "helo", "hello"),
      answered(0, "Hi"),
      asked(1, "is_followup", "wy?", "why?"),
      answered(1, "Because", { finish_reason: "length" }),
      asked(2, "is_followup", "thanks"),
    ],
    num_turns: 2,
    metadata: {
      created_at: "2026-01-02T03:04:05.000Z",
      query_id: "q1",
      conversation_ended: true,
      stop_reason: "stop_signal",
      total_messages: 5,
      seed: 3,
      distractor_applied: true,
      distractor_type: "typo",
      noisy_versions: {
        initial_query: {
          clean_query: "hello",
          noisy_versions: [{ noisy_text: "helo", noise_type: "rule", applied_strategies: ["swap"] }],
        },
        followups: [
          {
            turn: 1,
            clean_feedback: "why?",
            noisy_versions: [{ noisy_text: "wy?", noise_type: "style", applied_strategies: [] }],
          },
        ],
      },
      assistant_model: model,
      faults: { x: 1 },
    },
  });
});

it("tells when each message was said, and of no noise where there was none", () => {
  const { messages, metadata } = of({
    turns: [
      { speaker: "Ann", text: "hello" },
      { speaker: "Bot", text: "Hi" },
    ],
    events: [event("Ann", "utter", 1), event("Bot", "think", 2), event("Bot", "utter", 3.5)],
  });
  expect(messages.map(({ timestamp }) => timestamp)).toEqual([
    "1970-01-01T00:00:01.000Z",
    "1970-01-01T00:00:03.500Z",
  ]);
  expect(metadata).toMatchObject({
    distractor_applied: false,
    distractor_type: null,
    noisy_versions: { followups: [] },
  });
  expect(metadata["noisy_versions"]).not.toHaveProperty("initial_query");
});

it.each<[Partial<DialogInput>, string | null, string | null]>([
  [{ model: "openai:gpt-4o" }, "gpt-4o", "openai"],
  [{ model: { name: "ollama:gemma3:4b" } }, "gemma3:4b", "ollama"],
  [{ model: "echo" }, "echo", null],
  [{}, null, null],
  [{ model: "a:b", models: { Ann: "c:d", Bot: { name: "e:f" } } }, "f", "e"],
  [{ model: "a:b", models: { Bot: "e:f", Ann: "c:d" } }, "f", "e"],
  [{ model: "a:b", models: { Ann: "c:d" } }, null, null],
  [{ model: "a:b", models: null }, "b", "a"],
])("of %j, %s of %s answered", (more, model, provider) => {
  expect(of(more).metadata["assistant_model"]).toEqual({ model, provider });
});

it.each([
  ["stop_signal", true, true],
  ["max_turns", false, true],
  ["cancelled", false, false],
  ["incoherent", false, false],
  ["budget", false, true],
  [null, null, true],
] as const)("that ended with %s was ended %s, and is data: %s", (stopReason, ended, usable) => {
  const found = of({ stopReason });
  expect([found.metadata["conversation_ended"], isUsable(found)]).toEqual([ended, usable]);
});

it("that somebody else wrote is data where it does not say how it ended", () => {
  for (const reason of [undefined, "whatever", 7])
    expect(isUsable({ ...of(), metadata: { stop_reason: reason } })).toBe(true);
});
