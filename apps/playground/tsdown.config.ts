import { packageConfig } from "../../tools/tsdown-config.ts";

// Vite builds the page of a clone; an installed package has it built.
export default {
  ...packageConfig(["src/index.ts", "src/tools.ts"]),
  deps: { neverBundle: [/^node:/, "vite"] },
};
