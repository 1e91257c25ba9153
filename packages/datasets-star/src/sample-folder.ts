import { fileURLToPath } from "node:url";

/** A corpus of four invented dialogues in the layout of STAR, to try things out without the real one. */
export const sampleFolder: string = fileURLToPath(new URL("../sample", import.meta.url));
