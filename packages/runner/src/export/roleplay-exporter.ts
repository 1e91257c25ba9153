import { DataFormatError, isStopReason, register } from "@sdialog/core";
import type { Exporter } from "@sdialog/formats";
import { exchangesOf, personOf } from "./roleplay-exchanges.ts";

/** A line of LLM Roleplay's result files: person and goal in words, and an entry for every exchange. */
const roleplayExporter: Exporter = {
  rows(dialog) {
    const { goal } = (dialog.scenario ?? {}) as { readonly goal?: unknown };
    if (!Array.isArray(goal))
      throw new DataFormatError(`dialogue ${dialog.id} is not a role play: it has no goal`, {
        hint: "Take dialogues of the recipe roleplay, or another format.",
      });
    const exchanges = exchangesOf(dialog);
    const line = {
      persona: personOf(dialog),
      sample: goal.map(String).join("\n"),
      num_turns: exchanges.length,
      dialog: exchanges,
      ...(isStopReason(dialog.stopReason) ? { stop_reason: dialog.stopReason } : {}),
    };
    return [`${JSON.stringify(line)}\n`];
  },
};

register("exporter", {
  name: "llm-roleplay",
  description: "result files of LLM Roleplay: person, goal and exchanges, a line for each dialogue",
  from: "@sdialog/runner",
  extension: "jsonl",
  training: false,
  create: () => roleplayExporter,
});
