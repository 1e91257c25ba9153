import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { dialogInteraction } from "./dialog-interaction.ts";
import { interactionDialog } from "./interaction-dialog.ts";
import type { Interaction } from "./interaction.ts";

const assistantModel = { model: "m", provider: "x" };
const said = (turn: number, kind: "is_initial" | "is_followup", content: string, clean = content) => ({
  role: "user" as const,
  content,
  metadata: { turn, [kind]: true, was_noised: clean !== content, clean_version: clean },
});
const answered = (turn: number, content: string) => ({
  role: "assistant" as const,
  content,
  metadata: { turn, ...assistantModel },
});
const interaction: Interaction = {
  interaction_id: "interaction_1",
  persona_id: "p1",
  persona_features: { role: "nurse" },
  original_query: "How do I sleep better?",
  initial_query: "how do i sleep better",
  messages: [
    said(0, "is_initial", "how do i slep better", "how do i sleep better"),
    answered(0, "Go to bed early."),
    said(1, "is_followup", "And then?"),
    answered(1, "Sleep."),
    said(2, "is_followup", "thx", "Thanks."),
  ],
  num_turns: 2,
  metadata: {
    created_at: "2026-02-06T10:30:00Z",
    stop_reason: "satisfied",
    seed: 7,
    assistant_model: assistantModel,
  },
};

it("gives back the interaction that a dialogue was made of, word for word", () => {
  expect(dialogInteraction(interactionDialog(interaction))).toEqual(interaction);
  const filed = Dialog.from(JSON.parse(JSON.stringify(interactionDialog(interaction))));
  expect(dialogInteraction(filed)).toEqual(interaction);
});

it("keeps what a file says of each message, whatever its speakers are called", () => {
  const { messages: _, ...record } = interaction;
  const dialog = new Dialog({
    turns: [
      { speaker: "user", text: "q", metadata: { mood: "calm" }, time: "2026-01-01T00:00:00Z" },
      { speaker: "assistant", text: "a", metadata: { model: "n" } },
      { speaker: "user", text: "r", finishReason: "length" },
      { speaker: "assistant", text: "b", timestamp: 7 },
    ],
    interaction: record,
  });
  expect(dialogInteraction(dialog).messages).toEqual([
    { role: "user", content: "q", timestamp: "2026-01-01T00:00:00Z", metadata: { mood: "calm" } },
    { role: "assistant", content: "a", metadata: { model: "n" } },
    {
      role: "user",
      content: "r",
      metadata: {
        turn: 1,
        is_followup: true,
        was_noised: false,
        clean_version: "r",
        finish_reason: "length",
      },
    },
    { role: "assistant", content: "b", metadata: { turn: 1, ...assistantModel } },
  ]);
});

it("says which dialogue is not an interaction, and what to take", () => {
  const other = new Dialog({ id: "d7", turns: [{ speaker: "Ann", text: "Hi" }] });
  expect(() => dialogInteraction(other, "dialogs.jsonl")).toThrow(
    "dialogs.jsonl: dialogue d7 is not an interaction of a user with an assistant",
  );
});
