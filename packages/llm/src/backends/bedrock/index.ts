export { backend, bedrock } from "./bedrock.ts";
export type { BedrockOptions } from "./bedrock.ts";
