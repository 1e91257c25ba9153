import { packageConfig } from "../../tools/tsdown-config.ts";

export default packageConfig(["src/index.ts", "src/node/index.ts", "src/testing/index.ts"]);
