export { fromAiSdk } from "./from-ai-sdk.ts";
