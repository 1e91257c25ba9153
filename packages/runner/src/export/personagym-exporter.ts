import { register } from "@sdialog/core";
import type { Exporter } from "@sdialog/formats";
import { dialogInteraction } from "@sdialog/generators";
import { writeInteractions } from "@sdialog/generators/fs";

const personagymExporter: Exporter = {
  async writeFile(path, dialogs) {
    async function* interactions() {
      for await (const dialog of dialogs) yield dialogInteraction(dialog);
    }
    await writeInteractions(path, interactions());
  },
};

// Here and not in the formats, since only generators know what an interaction is.
register("exporter", {
  name: "personagym",
  description: "a folder with a file for every interaction and an index, as PersonaGym keeps them",
  from: "@sdialog/runner",
  extension: "",
  training: false,
  create: () => personagymExporter,
});
