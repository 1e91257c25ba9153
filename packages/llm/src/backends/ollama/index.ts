export { backend, ollama, ollamaEmbeddings } from "./ollama.ts";
export type { OllamaOptions, PullProgress } from "./ollama.ts";
