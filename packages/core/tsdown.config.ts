import { nodeConfig, packageConfig } from "../../tools/tsdown-config.ts";

const entry = ["src/index.ts", "src/internal.ts", "src/fs/index.ts", "src/zod-mini.ts"];

export default [packageConfig(entry), nodeConfig(entry)];
