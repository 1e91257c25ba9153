import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type * as OpenTelemetry from "@opentelemetry/api";
import type { ChatRequest, ChatResult, ModelMiddleware } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { importPeer } from "../import-peer.ts";
import { providerOf } from "../provider-of.ts";
import { aroundCalls } from "./around-calls.ts";

/** Where spans go, and what they may hold. */
export interface TelemetryOptions {
  /** Default: the tracer `@sdialog/llm` of the registered provider. */
  readonly tracer?: OpenTelemetry.Tracer | undefined;
  /** Also put prompts and replies on the spans. They may hold personal data, so default false. */
  readonly content?: boolean | undefined;
}

const telemetryOptionNames: OptionNames<TelemetryOptions> = { tracer: true, content: true };

/**
 * A client span `chat <model>` per call, with the attributes of OpenTelemetry's semantic conventions for
 * generative AI. Needs `@opentelemetry/api`; without a registered provider the spans go nowhere.
 *
 * @throws MissingPackageError from the first call when the package is not installed
 */
export function withTelemetry(options: TelemetryOptions = {}): ModelMiddleware {
  checkArguments("withTelemetry", arguments, 1);
  checkOptions("withTelemetry", options, telemetryOptionNames);
  let api: typeof OpenTelemetry | undefined;
  return (model) => {
    const provider = providerOf(model.id);
    const name = model.id.slice(provider.length + 1);
    // What samplers decide by; the rest is only for spans that are recorded.
    const identity = {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": providerNames[provider] ?? provider,
      "gen_ai.request.model": name,
    };
    return aroundCalls(model, async (request) => {
      api ??= await importPeer("withTelemetry", "@opentelemetry/api", () => import("@opentelemetry/api"));
      const { SpanKind, SpanStatusCode, trace } = api;
      const tracer = options.tracer ?? trace.getTracer("@sdialog/llm");
      const span = tracer.startSpan(`chat ${name}`, { kind: SpanKind.CLIENT, attributes: identity });
      if (!span.isRecording()) return { over: () => span.end() };
      span.setAttributes(requestAttributes(request, options.content === true));
      return {
        succeeded(result) {
          setResult(span, result, options.content === true);
          return result;
        },
        failed(error) {
          // The message may quote the prompt; the kind says enough.
          span.setAttribute("error.type", ModelError.isInstance(error) ? error.kind : errorName(error));
          span.setStatus({ code: SpanStatusCode.ERROR });
        },
        over: () => span.end(),
      };
    });
  };
}

const providerNames: Readonly<Record<string, string>> = {
  azure: "azure.ai.openai",
  bedrock: "aws.bedrock",
  google: "gcp.gemini",
};

function requestAttributes(request: ChatRequest, content: boolean): OpenTelemetry.Attributes {
  return defined({
    "gen_ai.conversation.id": request.session,
    "gen_ai.request.temperature": request.temperature,
    "gen_ai.request.top_p": request.topP,
    "gen_ai.request.top_k": request.topK,
    "gen_ai.request.max_tokens": request.maxTokens,
    "gen_ai.request.frequency_penalty": request.frequencyPenalty,
    "gen_ai.request.presence_penalty": request.presencePenalty,
    "gen_ai.request.stop_sequences": request.stop === undefined ? undefined : [...request.stop],
    "gen_ai.request.seed": request.seed,
    "gen_ai.output.type": request.output === undefined ? "text" : "json",
    "gen_ai.input.messages": content ? JSON.stringify(request.messages) : undefined,
  });
}

function setResult(span: OpenTelemetry.Span, result: ChatResult, content: boolean): void {
  span.setAttributes(
    defined({
      "gen_ai.response.model": result.model,
      "gen_ai.response.finish_reasons": [result.finishReason],
      "gen_ai.usage.input_tokens": result.usage.inputTokens,
      "gen_ai.usage.output_tokens": result.usage.outputTokens,
      "gen_ai.output.messages": content
        ? JSON.stringify([{ role: "assistant", content: result.text, toolCalls: result.toolCalls }])
        : undefined,
    }),
  );
}

function defined(attributes: OpenTelemetry.Attributes): OpenTelemetry.Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "_OTHER";
}
