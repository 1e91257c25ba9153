export { backend, llama, llamaEmbeddings, unloadLlamaModels } from "./llama.ts";
export type { LlamaOptions } from "./llama-options.ts";
