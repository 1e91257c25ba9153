/** What each backend takes besides the options that all backends have. */
export const ownOptions = {
  openai: ["organization", "project", "client"],
  azure: ["apiVersion", "azureADTokenProvider", "client"],
  ollama: ["contextLength", "pull"],
  huggingface: ["provider"],
  bedrock: ["region", "credentials", "profile", "client"],
  google: ["project", "location", "client"],
  anthropic: ["client"],
  llama: ["contextLength", "sessions", "threads", "gpuLayers", "reproducible", "modelsDir"],
  local: [
    "contextLength",
    "dtype",
    "file",
    "threads",
    "runtime",
    "batch",
    "reproducible",
    "cachedTokens",
    "cacheDir",
    "onProgress",
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;
