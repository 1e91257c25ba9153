export { backend, huggingface, huggingfaceEmbeddings } from "./huggingface.ts";
export type { HuggingFaceOptions } from "./huggingface.ts";
