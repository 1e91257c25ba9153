import { join } from "node:path";
import { register } from "@sdialog/core";
import { writeAtomic } from "@sdialog/core/fs";
import type { Exporter } from "@sdialog/formats";
import { dialogInteraction, type Interaction, messagesSample, preferencePairs } from "@sdialog/generators";
import { writeInteractions } from "@sdialog/generators/fs";

const personagymExporter: Exporter = {
  async writeFile(path, dialogs, remark) {
    const all: Interaction[] = [];
    async function* interactions() {
      for await (const dialog of dialogs) {
        const interaction = dialogInteraction(dialog);
        all.push(interaction);
        yield interaction;
      }
    }
    await writeInteractions(path, interactions());
    const samples = all.map((interaction) => ({
      sample_id: interaction.interaction_id,
      persona_id: interaction.persona_id,
      ...messagesSample(interaction),
    }));
    await writeLines(join(path, "training_samples.jsonl"), samples);
    const pairs = preferencePairs(all);
    await writeLines(join(path, "preference_pairs.jsonl"), pairs);
    if (pairs.length === 0) remark(`No preference pairs were written: ${whyNoPairs(all)}.`);
  },
};

/** A pair needs the same words of the same person, and one answer that did better. */
function whyNoPairs(all: readonly Interaction[]): string {
  const openings = all.map(({ persona_id: persona, messages }) =>
    JSON.stringify([persona, messages[0]?.content]),
  );
  return new Set(openings).size === all.length
    ? "no person says the same words in two interactions. Run it again under the same seed with another assistant, and export both runs together"
    : "in none of those that open alike did different answers to the same words lead to satisfaction sooner";
}

async function writeLines(file: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await writeAtomic(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
}

// Here and not in the formats, since only generators know what an interaction is.
register("exporter", {
  name: "personagym",
  description:
    "a folder with a file for every interaction, an index, training samples and preference pairs, as PersonaGym keeps them",
  from: "@sdialog/runner",
  extension: "",
  training: false,
  create: () => personagymExporter,
});
