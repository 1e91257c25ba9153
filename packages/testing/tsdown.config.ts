import { packageConfig } from "../../tools/tsdown-config.ts";

export default packageConfig([
  "src/index.ts",
  "src/node/index.ts",
  "src/node-reporter/index.ts",
  "src/vitest/index.ts",
  "src/vitest-reporter/index.ts",
]);
