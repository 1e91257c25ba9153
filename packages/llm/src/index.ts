export { backendStatuses } from "./backend-statuses.ts";
export type { BackendStatus, BackendStatusOptions } from "./backend-statuses.ts";
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
export type { Timer } from "./timer.ts";
export { configure, defaults, resetDefaults } from "./configure.ts";
export type { Defaults } from "./configure.ts";
export { collectStream, defineChatModel } from "./define-chat-model.ts";
export type { EmbeddingModel, EmbeddingOptions, EmbeddingResult } from "./embedding-model.ts";
export { estimateTokens } from "./estimate-tokens.ts";
export { MissingPackageError } from "@sdialog/core";
export { ModelError } from "./errors/model-error.ts";
export type { ModelErrorKind, ModelErrorOptions } from "./errors/model-error.ts";
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
export { aroundCalls } from "./middleware/around-calls.ts";
export type { CallHooks } from "./middleware/around-calls.ts";
export type { Retry, RetryOptions } from "./middleware/back-off.ts";
export { compose } from "./middleware/compose.ts";
export type { RateLimits } from "./middleware/rate-lane.ts";
export { retryNotices } from "./middleware/retry-notices.ts";
export type { RetryNoticeOptions } from "./middleware/retry-notices.ts";
export { usageMeter } from "./middleware/usage-meter.ts";
export type { UsageMeter } from "./middleware/usage-meter.ts";
export { withBudget } from "./middleware/with-budget.ts";
export type { BudgetOptions } from "./middleware/with-budget.ts";
export { withCache } from "./middleware/with-cache.ts";
export type { CacheOptions } from "./middleware/with-cache.ts";
export { withCost } from "./middleware/with-cost.ts";
export type { CostOptions } from "./middleware/with-cost.ts";
export { withEmbeddingRetry } from "./middleware/with-embedding-retry.ts";
export { withLimits } from "./middleware/with-limits.ts";
export type { LimitOptions } from "./middleware/with-limits.ts";
export { withRetry } from "./middleware/with-retry.ts";
export { withTelemetry } from "./middleware/with-telemetry.ts";
export type { TelemetryOptions } from "./middleware/with-telemetry.ts";
export { withTimeout } from "./middleware/with-timeout.ts";
export type { TimeoutOptions } from "./middleware/with-timeout.ts";
export { probeModel } from "./probe-model.ts";
export type { ModelProbe, ProbeModelOptions } from "./probe-model.ts";
export { wrapModel } from "./middleware/wrap-model.ts";
export type { ModelInterceptor } from "./middleware/wrap-model.ts";
export { modelPool } from "./pool/model-pool.ts";
export type { ModelPool, PoolMember, PoolOptions } from "./pool/model-pool.ts";
export { definePrompt } from "./prompts/prompt.ts";
export type { NewPrompt, Prompt, PromptTexts } from "./prompts/prompt.ts";
export type { PromptTemplate, SlotValue, TemplateRules } from "./prompts/prompt-template.ts";
export { PromptTemplateError } from "./prompts/prompt-template-error.ts";
export { listPrices, listPricesAsOf } from "./pricing/list-prices.ts";
export { costOf, priceOf } from "./pricing/price-of.ts";
export type { Price, PriceTable } from "./pricing/price.ts";
export { readRecording } from "./recording/read-recording.ts";
export type { Recording } from "./recording/read-recording.ts";
export { withRecording } from "./recording/with-recording.ts";
export { listBackends, parseModelString, registerBackend } from "./registry.ts";
export { keepReleasingModels, releaseUnusedModels } from "./release-unused-models.ts";
export { resolveEmbeddingModel, resolveModel } from "./resolve-model.ts";
export type { EmbeddingModelRef, ModelRef } from "./model-ref.ts";
export { generateObject } from "./structured/generate-object.ts";
export type { ObjectMode, ObjectRequest, ObjectResult } from "./structured/generate-object.ts";
export { guardedFetch } from "./http/guarded-fetch.ts";
export type { GuardedFetchOptions } from "./http/guarded-fetch.ts";
export { HttpRefusalError } from "./http/http-refusal-error.ts";
export type { HttpRefusal } from "./http/http-refusal-error.ts";
export type { Fetch } from "./http/transport.ts";
export { jsonSchemaOf } from "./structured/json-schema-of.ts";
export type { ReplySchema } from "./structured/json-schema-of.ts";
export { StructuredOutputError } from "./structured/structured-output-error.ts";
export type { StructuredOutputErrorOptions } from "./structured/structured-output-error.ts";
export { addUsage, noUsage } from "./usage.ts";
export type { Usage } from "./usage.ts";
