import { fileURLToPath } from "node:url";

/** The small model that travels with this package. */
export const bundledModel = {
  name: "pocket",
  folder: fileURLToPath(new URL("../models/pocket", import.meta.url)),
  notice:
    "local:pocket is a small demonstration model (5.7 million parameters): much of what it says is recalled from its training dialogues, and its facts are invented.",
} as const;
