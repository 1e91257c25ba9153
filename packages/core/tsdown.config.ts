import { nodeConfig, packageConfig } from "../../tools/tsdown-config.ts";

const entry = ["src/index.ts", "src/internal.ts", "src/fs/index.ts"];

export default [packageConfig(entry), nodeConfig([...entry, "src/zod-mini.ts"])];
