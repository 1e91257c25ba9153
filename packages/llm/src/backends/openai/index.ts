export { openai, openaiEmbeddings } from "./openai.ts";
export type { OpenAIOptions } from "./openai.ts";
export { backend } from "./openai.ts";
