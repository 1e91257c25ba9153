import { describe, expect, it } from "vitest";
import { interactionFrom } from "./interaction-from.ts";

const conversation = [
  { role: "user", content: "hey, sort this?", metadata: { turn: 0, is_initial: true } },
  { role: "assistant", content: "Sure.", metadata: { turn: 0, model: "gpt-4o-mini", provider: "openai" } },
];

describe("interactionFrom", () => {
  it("reads an interaction as it is written, unknown keys included", () => {
    const interaction = {
      interaction_id: "interaction_persona_001_20260206_103000",
      persona_id: "persona_001",
      persona_features: { role: "engineer" },
      original_query: "Sort this.",
      initial_query: "hey, sort this?",
      messages: conversation,
      num_turns: 1,
      metadata: { created_at: "2026-02-06T10:30:00" },
      rating: 5,
    };
    expect(interactionFrom(interaction)).toEqual(interaction);
  });

  it("reads training samples and rows of the dataset", () => {
    const sample = {
      sample_id: "sample_1",
      persona_id: "persona_001",
      persona_features: { role: "engineer" },
      original_query: "Sort this.",
      initial_query: "hey, sort this?",
      prompt_trajectory: ["hey, sort this?"],
      full_conversation: conversation,
      num_turns: 1,
    };
    expect(interactionFrom(sample)).toEqual({
      interaction_id: "sample_1",
      persona_id: "persona_001",
      persona_features: { role: "engineer" },
      original_query: "Sort this.",
      initial_query: "hey, sort this?",
      messages: conversation,
      num_turns: 1,
      metadata: {},
    });
    const row = {
      id: 7,
      persona_id: "p",
      persona: "An engineer.",
      original_query: "Sort this.",
      full_conversation: conversation,
    };
    expect(interactionFrom(row)).toMatchObject({
      interaction_id: "7",
      persona_features: { description: "An engineer." },
      initial_query: "hey, sort this?",
      num_turns: 1,
    });
  });

  it("says what is wrong with a record, and where it is from", () => {
    expect(() => interactionFrom({ messages: 1 }, "a.json")).toThrow(/^a\.json: not an interaction/);
    expect(() => interactionFrom({ full_conversation: [] })).toThrow("persona_id");
    expect(() => interactionFrom("text")).toThrow("not an interaction");
  });
});
