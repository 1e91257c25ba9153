import { nodeConfig, packageConfig } from "../../tools/tsdown-config.ts";

const entry = ["src/index.ts", "src/internal.ts", "src/server/index.ts"];

export default [packageConfig(entry), nodeConfig(entry)];
