import { expect, it } from "vitest";
import type { Interaction } from "./interaction.ts";
import { interactionDialog } from "./interaction-dialog.ts";

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

it("keeps ends, faults, usage and prompts where every dialogue has them, and nothing where there is none", () => {
  const told = (messages: Interaction["messages"], metadata: Interaction["metadata"]) =>
    interactionDialog({ ...bare, messages, metadata });
  const metadata = {
    dialog_id: "d1",
    conversation_ended: true,
    faults: { empty: 1 },
    usage: { calls: 2 },
    prompts: { agent: ["x"] },
  };
  const cut = { finish_reason: "length" };
  const whole = told([{ role: "user", content: "q" }], metadata);
  expect(whole).toMatchObject({ id: "d1", complete: true });
  expect(whole.extra).toMatchObject({
    faults: metadata.faults,
    usage: metadata.usage,
    prompts: metadata.prompts,
  });
  expect(told([{ role: "user", content: "q", metadata: cut }], metadata).complete).toBe(false);
  expect(told([{ role: "user", content: "q", metadata: cut }], metadata).turns[0]?.["finishReason"]).toBe(
    "length",
  );
  const unknown = told([{ role: "user", content: "q", timestamp: "2026-01-01T00:00:00Z" }], {});
  expect(Object.keys(unknown.extra)).toEqual(["interaction"]);
  expect(unknown.turns).toEqual([{ speaker: "User", text: "q", timestamp: "2026-01-01T00:00:00Z" }]);
});

it.each([
  [{ model: "m", provider: "x" }, { name: "x:m" }],
  [{ model: "m" }, { name: "m" }],
  [{ provider: "x" }, null],
  [undefined, null],
  [null, null],
])("names the model of %j %j", (assistantModel, model) => {
  expect(interactionDialog({ ...bare, metadata: { assistant_model: assistantModel } }).model).toEqual(model);
});

it("takes what others wrote, with less metadata", () => {
  expect(interactionDialog(bare)).toMatchObject({ complete: null, stopReason: null, timestamp: null });
});
