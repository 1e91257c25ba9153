// What backends share that run a model in this process: `local:` and `llama:`.
export { chatTemplate } from "./chat-template.ts";
export type { ChatTemplate, JinjaTemplate, RenderedPrompt } from "./chat-template.ts";
export { fitContext } from "./fit-context.ts";
export type { FittedPrompt } from "./fit-context.ts";
export { IncrementalDecoder } from "./incremental-decoder.ts";
export type { TokenReader } from "./incremental-decoder.ts";
export { roomForReply } from "./room-for-reply.ts";
export { assumedSettings, assumedWarnings, samplingSettings } from "./sampling-settings.ts";
export type { RecommendedSettings, SamplingSettings } from "./sampling-settings.ts";
export { StopScanner } from "./stop-scanner.ts";
