import { expect, it } from "vitest";
import type { Interaction } from "./interaction.ts";
import { interactionDialog } from "./interaction-dialog.ts";

it("makes a dialogue of an interaction, with its record beside it", () => {
  const interaction: Interaction = {
    interaction_id: "interaction_1",
    persona_id: "p1",
    persona_features: { role: "nurse" },
    original_query: "How do I sleep better?",
    initial_query: "how do i sleep better",
    messages: [
      {
        role: "user",
        content: "how do i slep better",
        metadata: { was_noised: true, clean_version: "how do i sleep better" },
      },
      { role: "assistant", content: "Go to bed early." },
    ],
    num_turns: 1,
    metadata: {
      created_at: "2026-02-06T10:30:00Z",
      stop_reason: "satisfied",
      conversation_ended: true,
      seed: 7,
      assistant_model: { model: "m", provider: "x" },
    },
  };
  const dialog = interactionDialog(interaction);
  expect(dialog).toMatchObject({
    id: "interaction_1",
    seed: 7,
    complete: true,
    stopReason: "satisfied",
    model: { name: "x:m" },
    personas: { User: { role: "nurse" }, Assistant: {} },
  });
  expect(dialog.turns).toEqual([
    { speaker: "User", text: "how do i slep better", clean: "how do i sleep better" },
    { speaker: "Assistant", text: "Go to bed early." },
  ]);
  expect(dialog.extra["interaction"]).toMatchObject({ initial_query: "how do i sleep better", num_turns: 1 });
});

it("takes what others wrote, with less metadata", () => {
  const bare: Interaction = {
    interaction_id: "i",
    persona_id: "p",
    persona_features: {},
    original_query: "q",
    initial_query: "q",
    messages: [{ role: "user", content: "q" }],
    num_turns: 0,
    metadata: {},
  };
  expect(interactionDialog(bare)).toMatchObject({ complete: null, stopReason: null, timestamp: null });
});
