export type { Backend, BackendModule, BackendOptions } from "./backend.ts";
export type {
  ChatChunk,
  ChatModel,
  ChatRequest,
  ChatResult,
  FinishReason,
  LogprobsRequest,
  ModelCapabilities,
  ModelMiddleware,
  ModelSettings,
  ModelWarning,
  TokenLogprob,
} from "./chat-model.ts";
export { configure, defaults, defaultSettings, resetDefaults } from "./configure.ts";
export type { Defaults } from "./configure.ts";
export { collectStream, defineChatModel } from "./define-chat-model.ts";
export type { EmbeddingModel, EmbeddingOptions, EmbeddingResult } from "./embedding-model.ts";
export { MissingPackageError } from "./errors/missing-package-error.ts";
export { ModelError } from "./errors/model-error.ts";
export type { ModelErrorKind, ModelErrorOptions } from "./errors/model-error.ts";
export { UnknownBackendError } from "./errors/unknown-backend-error.ts";
export type {
  AssistantMessage,
  JsonSchema,
  Message,
  SystemMessage,
  ToolCall,
  ToolDefinition,
  ToolMessage,
  UserMessage,
} from "./message.ts";
export { listBackends, parseModelString, registerBackend } from "./registry.ts";
export { resolveEmbeddingModel, resolveModel } from "./resolve-model.ts";
export type { EmbeddingModelRef, ModelRef } from "./resolve-model.ts";
export { generateObject } from "./structured/generate-object.ts";
export type { ObjectMode, ObjectRequest, ObjectResult } from "./structured/generate-object.ts";
export { jsonSchemaOf } from "./structured/json-schema-of.ts";
export type { ReplySchema } from "./structured/json-schema-of.ts";
export { parseJsonReply } from "./structured/parse-json-reply.ts";
export type { ParsedReply } from "./structured/parse-json-reply.ts";
export { StructuredOutputError } from "./structured/structured-output-error.ts";
export type { StructuredOutputErrorOptions } from "./structured/structured-output-error.ts";
export { addUsage, noUsage } from "./usage.ts";
export type { Usage } from "./usage.ts";
