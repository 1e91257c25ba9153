import { type DialogSource, type Dialog, formatDialogJsonl, formatDialogText, register } from "@sdialog/core";
import * as z from "zod";
import { chatTemplateExporter } from "./chat-template.ts";
import "./exporter.ts";
import { writeParquet } from "./parquet.ts";
import { preferencePairExporter } from "./preference-pairs.ts";
import { tokenMaskExporter } from "./token-masks.ts";
import { messagesRow, openAiRow, shareGptRow } from "../messages/exported-rows.ts";
import { completionRows, csvExporter } from "./text-formats.ts";

const from = "@sdialog/formats";
const line = (value: unknown): string[] => [`${JSON.stringify(value)}\n`];

register("exporter", {
  name: "jsonl",
  description: "dialogues as they are, one per line",
  from,
  extension: "jsonl",
  training: false,
  create: () => ({ rows: (dialog) => [formatDialogJsonl(dialog)] }),
});
register("exporter", {
  name: "openai",
  form: "openai",
  description: "messages for OpenAI's fine-tuning",
  from,
  extension: "jsonl",
  training: true,
  trainer: "openai",
  weights: true,
  create: (_, options) => ({ rows: (dialog) => line(openAiRow(dialog, options)) }),
});
register("exporter", {
  name: "sharegpt",
  form: "sharegpt",
  description: "conversations as ShareGPT writes them",
  from,
  extension: "jsonl",
  training: true,
  // Its reader of this form knows calls and results, too.
  trainer: "llamafactory",
  create: (_, options) => ({ rows: (dialog) => line(shareGptRow(dialog, options)) }),
});
register("exporter", {
  name: "messages",
  form: "messages",
  description: "messages with model, seed and stop reason, as a Hugging Face dataset",
  from,
  extension: "jsonl",
  training: true,
  card: true,
  create: (_, options) => ({ rows: (dialog) => line(messagesRow(dialog, options)) }),
});
register("exporter", {
  name: "completions",
  description: "a row for every answer, after what was said before it",
  from,
  extension: "jsonl",
  training: true,
  answers: true,
  weights: true,
  create: (_, options) => ({ rows: (dialog) => completionRows(dialog, options).flatMap(line) }),
});
register("exporter", {
  name: "parquet",
  form: "messages",
  description: "the rows of messages as Parquet",
  from,
  extension: "parquet",
  training: true,
  card: true,
  create: (_, options) => ({
    async writeFile(path, dialogs) {
      async function* rows() {
        for await (const dialog of dialogs) yield messagesRow(dialog, options);
      }
      await writeParquet(path, rows());
    },
  }),
});
register("exporter", {
  name: "dpo",
  description: "pairs of a better and a worse answer to one prompt",
  from,
  extension: "jsonl",
  training: true,
  schema: z.strictObject({
    rejected: z
      .custom<DialogSource>()
      .optional()
      .describe("The dialogues whose answers are worse. Default: the drafts that guards refused"),
  }),
  create: ({ rejected }, options) => preferencePairExporter(rejected, options),
});
register("exporter", {
  name: "chat-template",
  description: "the text a model is trained on, as its own chat template writes it",
  from,
  extension: "jsonl",
  training: true,
  schema: z.strictObject({
    template: z.string().describe("A .jinja file, or the tokenizer_config.json of a model"),
  }),
  create: ({ template }, options) => chatTemplateExporter(template, options),
});
register("exporter", {
  name: "tokens",
  description: "token ids with a loss on what the assistant says alone, as trainers take them ready-made",
  from,
  extension: "jsonl",
  training: true,
  weights: true,
  schema: z.strictObject({
    template: z.string().describe("A .jinja file, or the tokenizer_config.json of a model"),
    tokenizer: z.string().describe("The model's tokenizer.json"),
  }),
  create: ({ template, tokenizer }, options) => tokenMaskExporter(template, tokenizer, options),
});
register("exporter", {
  name: "csv",
  description: "a table with one turn per row",
  from,
  extension: "csv",
  training: false,
  timeless: true,
  create: () => csvExporter,
});
register("exporter", {
  name: "txt",
  description: "text to read, one turn per line",
  from,
  extension: "txt",
  training: false,
  timeless: true,
  create: () => ({ rows: (dialog: Dialog) => [`# ${dialog.id}\n${formatDialogText(dialog)}\n`] }),
});
