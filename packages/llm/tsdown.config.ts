import { nodeConfig, packageConfig } from "../../tools/tsdown-config.ts";

const entry = [
  "src/index.ts",
  "src/internal.ts",
  "src/backend-kit/index.ts",
  "src/engine-kit/index.ts",
  "src/engine-kit/browser-in-time.ts",
  "src/backends/ai-sdk/index.ts",
  "src/backends/anthropic/index.ts",
  "src/backends/azure/index.ts",
  "src/backends/bedrock/index.ts",
  "src/backends/google/index.ts",
  "src/backends/huggingface/index.ts",
  "src/backends/llama/index.ts",
  "src/backends/ollama/index.ts",
  "src/backends/openai/index.ts",
  "src/testing/index.ts",
];

export default [
  packageConfig(entry),
  nodeConfig(
    entry.filter((path) => !path.includes("browser")),
    /[\\/](?:backends|engine-kit)[\\/]/,
  ),
];
