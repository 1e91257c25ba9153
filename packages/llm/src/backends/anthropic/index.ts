export { anthropic, backend } from "./anthropic.ts";
export type { AnthropicOptions } from "./anthropic.ts";
