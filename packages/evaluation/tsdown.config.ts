import { packageConfig } from "../../tools/tsdown-config.ts";

// The worker is started by its file name, so nothing imports it.
export default packageConfig([
  "src/index.ts",
  "src/embeddings/index.ts",
  "src/judges/index.ts",
  "src/scores/index.ts",
  "src/statistics/index.ts",
  "src/text/index.ts",
  "src/internal.ts",
  "src/evaluate/score-worker.ts",
]);
