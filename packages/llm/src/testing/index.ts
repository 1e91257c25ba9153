export { backendCases } from "./conformance/backend-cases.ts";
export type { BackendUnderTest } from "./conformance/backend-under-test.ts";
export type { ConformanceCase } from "./conformance/conformance-case.ts";
export { modelCases } from "./conformance/model-cases.ts";
export type { ModelUnderTest } from "./conformance/model-cases.ts";
export type {
  ReceivedRequest,
  WireBody,
  WireProtocol,
  WireReply,
  WireRequest,
  WireShapes,
} from "./conformance/wire-protocol.ts";
export { wireShapes } from "./conformance/wire-shape.ts";
export type { WireShape } from "./conformance/wire-shape.ts";
export { shapeWords } from "./conformance/shape-words.ts";
export { startWireServer } from "./conformance/wire-server.ts";
export type { WireServer, WireStep } from "./conformance/wire-server.ts";
export { instantTimer } from "./instant-timer.ts";
export type { InstantTimer } from "./instant-timer.ts";
export { anthropicProtocol } from "./protocols/anthropic-protocol.ts";
export { bedrockProtocol } from "./protocols/bedrock-protocol.ts";
export { googleProtocol } from "./protocols/google-protocol.ts";
export { ollamaProtocol } from "./protocols/ollama-protocol.ts";
export { compatibleProtocol, openaiProtocol } from "./protocols/openai-protocol.ts";
export { scriptedModel } from "./scripted-model.ts";
export type { ScriptedModel, ScriptedStep } from "./scripted-model.ts";
