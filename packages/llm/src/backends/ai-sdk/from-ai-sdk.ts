import type { LanguageModelV4 } from "@ai-sdk/provider";
import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { capabilityNames } from "../../backend-kit/check-backend-options.ts";
import { backendModel } from "../../backend-kit/backend-model.ts";
import type { ChatModel, ModelCapabilities, ModelSettings } from "../../chat-model.ts";
import { WholeReplyError } from "../../backend-kit/whole-replies.ts";
import { aiSdkFailure } from "./ai-sdk-failure.ts";
import { readAiSdkResult, readAiSdkStream } from "./ai-sdk-reply.ts";
import { aiSdkRequest } from "./ai-sdk-request.ts";

const capabilities: ModelCapabilities = {
  streaming: true,
  tools: true,
  jsonSchema: "native",
  thinking: true,
  seed: true,
  // The AI SDK's contract has no place for them.
  logprobs: false,
  stop: true,
};

const settings: readonly (keyof ModelSettings)[] = [
  "temperature",
  "topP",
  "topK",
  "frequencyPenalty",
  "presencePenalty",
  "maxTokens",
  "stop",
  "seed",
];

/**
 * Any language model of an AI SDK provider: `fromAiSdk(mistral("mistral-large-latest"))`.
 *
 * The provider's package sends requests itself, with a key that only it knows. Create it with
 * `fetch: backendFetch({}).fetch` of `@sdialog/llm/backend-kit`: no redirect then leads to another server,
 * no answer outgrows memory, and an error is told as one under every status. A reply that comes whole although a
 * stream was asked for is asked for once more, whole, with a warning.
 *
 * The provider reports call by call what it cannot do, and that becomes the result's warnings.
 *
 * @param model a `LanguageModelV4`
 * @param known corrects the capabilities for a model that has fewer of them than the contract
 */
export function fromAiSdk(model: LanguageModelV4, known: Partial<ModelCapabilities> = {}): ChatModel {
  checkArguments("fromAiSdk", arguments, 2);
  checkOptions("fromAiSdk", known, capabilityNames);
  const provider = model.provider.split(".")[0] ?? model.provider;
  return backendModel({
    id: `${provider}:${model.modelId}`,
    capabilities: { ...capabilities, ...known },
    fingerprint: { through: "ai-sdk", provider: model.provider },
    settings,
    options: {},
    failure: aiSdkFailure,
    async generate(request, reply) {
      return readAiSdkResult(await model.doGenerate(aiSdkRequest(request)), reply);
    },
    async *stream(request, reply) {
      const { stream } = await model.doStream(aiSdkRequest(request));
      yield* readAiSdkStream(stream, reply);
      // To a package that reads events, a reply that came whole is a stream that ended without any.
      if (!reply.started && reply.finishReason === undefined) throw new WholeReplyError(undefined);
    },
    // What came is in the provider's words, which only its package reads: it has to ask once more.
    async *readWhole(_body, reply, request) {
      yield* readAiSdkResult(await model.doGenerate(aiSdkRequest(request)), reply);
    },
  });
}
