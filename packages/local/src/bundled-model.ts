import { fileURLToPath } from "node:url";
import { pocketNotice } from "./model-files/notice-of.ts";

/** The small model that travels with this package. */
export const bundledModel = {
  name: "pocket",
  folder: fileURLToPath(new URL("../models/pocket", import.meta.url)),
  notice: pocketNotice,
} as const;
