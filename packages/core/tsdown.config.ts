import { nodeConfig, packageConfig } from "../../tools/tsdown-config.ts";

const entry = ["src/index.ts", "src/internal.ts", "src/fs/index.ts"];
// All that it does is to pass on names, so that it is its own declaration.
const types = { from: "src/zod-mini.ts", rename: "zod-mini.d.mts" };

export default [packageConfig(entry), { ...nodeConfig([...entry, "src/zod-mini.ts"]), copy: [types] }];
