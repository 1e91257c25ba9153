import { packageConfig } from "../../tools/tsdown-config.ts";

export default packageConfig(["src/index.ts", "src/fs/index.ts", "src/plan/index.ts"]);
