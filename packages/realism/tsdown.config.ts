import { packageConfig } from "../../tools/tsdown-config.ts";

export default packageConfig(["src/index.ts", "src/thread/index.ts", "src/thread/comparison-thread.ts"]);
