import { DataFormatError, type Dialog, isStopReason, register } from "@sdialog/core";
import type { Exporter } from "@sdialog/formats";
import { inquirerName } from "@sdialog/generators";

/** A line of LLM Roleplay's result files: person and goal in words, and an entry for every exchange. */
const roleplayExporter: Exporter = {
  rows(dialog) {
    const { goal } = (dialog.scenario ?? {}) as { readonly goal?: unknown };
    if (!Array.isArray(goal))
      throw new DataFormatError(`dialogue ${dialog.id} is no role play: it has no goal`, {
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

function exchangesOf({ turns }: Dialog) {
  const exchanges: { turn: number; model_inquirer: string; model_responder: string }[] = [];
  for (const [index, { speaker, text }] of turns.entries()) {
    const answer = turns[index + 1];
    if (speaker !== inquirerName || answer === undefined || answer.speaker === inquirerName) continue;
    exchanges.push({ turn: exchanges.length, model_inquirer: text, model_responder: answer.text });
  }
  return exchanges;
}

function personOf({ personas }: Dialog): string {
  const person = ((personas ?? {}) as Record<string, Record<string, unknown>>)[inquirerName] ?? {};
  if (typeof person["description"] === "string") return person["description"];
  return Object.entries(person)
    .filter(([name]) => !["goal", "orchestrators", "_metadata"].includes(name))
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
}

register("exporter", {
  name: "llm-roleplay",
  description: "result files of LLM Roleplay: person, goal and exchanges, a line for each dialogue",
  from: "@sdialog/runner",
  extension: "jsonl",
  training: false,
  create: () => roleplayExporter,
});
