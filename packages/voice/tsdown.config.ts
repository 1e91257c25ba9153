import { packageConfig } from "../../tools/tsdown-config.ts";

// The worker is started by its file name, so nothing imports it.
export default packageConfig([
  "src/index.ts",
  "src/node/index.ts",
  "src/node/speak-worker.ts",
  "src/recipe/index.ts",
  "src/testing/index.ts",
]);
