import { Dialog, register } from "@sdialog/core";
import { dialogTables } from "@sdialog/core/internal";

/** Columns that say the same in every row of a conversation, or only count. */
const ofTheWhole = new Set(["context", "prompt", "utterance_idx"]);

register("reader", {
  name: "empathetic-dialogues",
  description: "EmpatheticDialogues: a table with the situation and the feeling of each conversation",
  from: "@sdialog/formats",
  extensions: [],
  detect: ({ text }) => ({
    fit: /^"?conv_id"?,"?utterance_idx"?,"?context"?,"?prompt"?,/.test(text) ? 0.97 : 0,
    reason: "a first row of conv_id, utterance_idx, context and prompt",
  }),
  create: (_, { onError, onNote }) =>
    async function* read({ source, id, chunks }) {
      const tidy = { source, id, chunks: () => withoutStrayQuotes(chunks()) };
      const columns = { text: "utterance", speaker: "speaker_idx", dialog: "conv_id" };
      for await (const dialog of dialogTables(tidy, { columns, delimiter: ",", onError, onNote })) {
        const [first] = dialog.turns;
        const turns = dialog.turns.map((turn) => ({
          ...Object.fromEntries(Object.entries(turn).filter(([key]) => !ofTheWhole.has(key))),
          speaker: turn.speaker,
          text: commas(turn.text),
        }));
        yield new Dialog({
          ...dialog.toJSON(),
          turns,
          ...(typeof first?.["prompt"] === "string" ? { scenario: commas(first["prompt"]) } : {}),
          ...(typeof first?.["context"] === "string" ? { annotations: { emotion: first["context"] } } : {}),
        });
      }
    },
});

/** Quotes mean nothing in this table, which writes its commas as words. */
async function* withoutStrayQuotes(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const chunk of chunks) yield chunk.replaceAll('"', "”");
}

function commas(text: string): string {
  return text.replaceAll("_comma_", ",").replaceAll("”", '"');
}
