import { version } from "@sdialog/core";
import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { stringify } from "yaml";
import type { SplitName } from "../split/split-dialogs.ts";

export interface DatasetCardOptions {
  readonly name: string;
  /** Part of the dataset to its file and number of dialogues. */
  readonly splits: Readonly<Partial<Record<SplitName, { readonly file: string; readonly dialogs: number }>>>;
  /** Models that spoke. */
  readonly models: readonly string[];
  readonly turns: number;
  /** What a row holds, in a sentence. Default: that of `messages`. */
  readonly rows?: string | undefined;
}

const datasetCardOptionNames: OptionNames<DatasetCardOptions> = {
  name: true,
  splits: { train: true, validation: true, test: true },
  models: true,
  turns: true,
  rows: true,
};

const messagesRows = `Each row holds \`messages\` (\`role\`, \`content\`, and for tools \`tool_calls\`, \`tool_call_id\`, \`name\`), the
\`tools\` that could be called, the dialogue's \`id\`, the \`model\`, the \`seed\` and the \`stop_reason\`.`;

/** The README of a dataset on the Hugging Face hub, with the header by which its loader finds the files. */
export function datasetCard(options: DatasetCardOptions): string {
  checkOptions("datasetCard", options, datasetCardOptionNames);
  requireArguments("datasetCard", arguments, 1);
  const { name, splits, models, turns, rows: held = messagesRows } = options;
  // Files from elsewhere do not say who wrote them: people may have.
  const synthetic = models.length > 0;
  const parts = Object.entries(splits);
  const dialogs = parts.reduce((sum, [, part]) => sum + part.dialogs, 0);
  const head = {
    pretty_name: name,
    task_categories: ["text-generation"],
    tags: ["conversational", ...(synthetic ? ["synthetic"] : []), "sdialog"],
    size_categories: [sizeCategory(dialogs)],
    configs: [
      { config_name: "default", data_files: parts.map(([split, { file }]) => ({ split, path: file })) },
    ],
  };
  const rows = parts.map(([split, part]) => `| ${split} | ${part.file} | ${part.dialogs} |`);
  const noun = dialogs === 1 ? "dialogue" : "dialogues";
  const origin = synthetic
    ? `${dialogs} synthetic ${noun} with ${turns} turns, made with SDialog for TypeScript (${version}) by ${models.join(", ")}.
Nobody took part in them: every word was written by a language model.`
    : `${dialogs} ${noun} with ${turns} turns, written with SDialog for TypeScript (${version}). Who spoke in them is not recorded.`;
  return `---
${stringify(head)}---

# ${name}

${origin}

| part | file | dialogues |
| --- | --- | --- |
${rows.join("\n")}

${held}
`;
}

function sizeCategory(count: number): string {
  const limits: [number, string][] = [
    [1e3, "n<1K"],
    [1e4, "1K<n<10K"],
    [1e5, "10K<n<100K"],
    [1e6, "100K<n<1M"],
    [1e7, "1M<n<10M"],
  ];
  return limits.find(([limit]) => count < limit)?.[1] ?? "10M<n<100M";
}
