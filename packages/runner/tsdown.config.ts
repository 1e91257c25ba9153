import { packageConfig } from "../../tools/tsdown-config.ts";

// The last two are programs that the executors start.
export default packageConfig([
  "src/index.ts",
  "src/executors/postgres/worker-process.ts",
  "src/run/array-task.ts",
]);
