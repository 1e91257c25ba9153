import { packageConfig } from "../../tools/tsdown-config.ts";

export default packageConfig(["src/index.ts"]);
