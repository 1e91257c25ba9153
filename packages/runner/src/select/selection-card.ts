import { basename, resolve } from "node:path";
import { datasetCard } from "@sdialog/formats";
import type { FunnelStep } from "./funnel.ts";
import type { SelectionProfile } from "./selection-profile.ts";

interface SelectionCardOptions {
  readonly out: string;
  readonly name: string | undefined;
  readonly profile: string | SelectionProfile;
  readonly funnel: readonly FunnelStep[];
  readonly total: number;
  readonly kept: number;
  readonly turns: number;
  readonly models: readonly string[];
}

/** The dataset card of a selection: what it holds, and what it was selected from by which gates. */
export function selectionCard(options: SelectionCardOptions): string {
  const { out, name, profile, funnel, total, kept, turns, models } = options;
  const card = datasetCard({
    name: name ?? basename(resolve(out)),
    splits: { train: { file: "dialogues.jsonl", dialogs: kept } },
    models,
    turns,
    rows: "Each row is a dialogue as SDialog writes it: `turns`, `events`, `personas`, `model`, `seed` and more.",
  });
  const rows = funnel.map(({ gate, entered, fell, reasons }) => {
    const why = Object.entries(reasons)
      .map(([reason, count]) => `${reason} ${count}`)
      .join(", ");
    return `| ${gate} | ${entered} | ${fell} | ${why.replaceAll("|", "\\|").replaceAll("\n", " ")} |`;
  });
  return `${card}
## Selection

${kept} of ${total} dialogues were selected by the profile ${typeof profile === "string" ? `\`${basename(profile)}\`` : "given"}.
\`decisions.jsonl\` says of every dialogue why it was kept or which gate dropped it.

| gate | dialogues | dropped | reasons |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
}
