import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { OpenAI } from "openai";
import { checkArguments, checkOptions, requireArguments } from "@sdialog/core/internal";
import type { BackendOptions } from "../../backend.ts";
import { capabilityNames } from "../../backend-kit/check-backend-options.ts";
import { backendModel } from "../../backend-kit/backend-model.ts";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import type {
  ChatChunk,
  ChatModel,
  ChatRequest,
  ModelCapabilities,
  ModelSettings,
} from "../../chat-model.ts";
import { WholeReplyError } from "../../backend-kit/whole-replies.ts";
import { readCompletion } from "../openai/openai-reply.ts";
import { aiSdkFailure } from "./ai-sdk-failure.ts";
import { readAiSdkResult, readAiSdkStream } from "./ai-sdk-reply.ts";
import { aiSdkRequest } from "./ai-sdk-request.ts";
import { completionIn, refusedCompletion } from "./raw-completion.ts";

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
 * no answer outgrows memory, and an error is told as one under every status, in a stream too. A reply that comes whole
 * although a stream was asked for is read all the same, with a warning; where only the package can read it, it is asked
 * for once more.
 *
 * A chat completion is read as it came, by the reader of `openai:`: the packages refuse, or leave out, what gateways and
 * compatible servers send beside OpenAI's own words. Other replies are read as the package hands them on.
 *
 * The provider reports call by call what it cannot do, and that becomes the result's warnings.
 *
 * @param model a `LanguageModelV4`
 * @param known corrects the capabilities for a model that has fewer of them than the contract
 * @param limits `maxToolCalls`, as every backend takes it
 */
export function fromAiSdk(
  model: LanguageModelV4,
  known: Partial<ModelCapabilities> = {},
  limits: Pick<BackendOptions, "maxToolCalls"> = {},
): ChatModel {
  checkArguments("fromAiSdk", arguments, 3);
  checkOptions("fromAiSdk", known, capabilityNames);
  checkOptions("fromAiSdk", limits, { maxToolCalls: true });
  requireArguments("fromAiSdk", arguments, 1);
  const provider = model.provider.split(".")[0] ?? model.provider;
  const id = `${provider}:${model.modelId}`;
  async function generate(request: ChatRequest, reply: ReplyBuilder): Promise<Iterable<ChatChunk>> {
    try {
      return readAiSdkResult(await model.doGenerate(aiSdkRequest(request)), reply, id);
    } catch (error) {
      const completion = refusedCompletion(error);
      if (completion === undefined) throw error;
      return readCompletion(completion, reply, id);
    }
  }
  return backendModel({
    id,
    capabilities: { ...capabilities, ...known },
    fingerprint: { through: "ai-sdk", provider: model.provider },
    settings,
    options: limits,
    failure: aiSdkFailure,
    generate,
    async *stream(request, reply) {
      const { stream } = await model.doStream({ ...aiSdkRequest(request), includeRawChunks: true });
      yield* readAiSdkStream(stream, reply, id);
      // To a package that reads events, a reply that came whole is a stream that ended without any.
      if (!reply.started && reply.finishReason === undefined) throw new WholeReplyError(undefined);
    },
    // What came may be in words that only the provider's package reads: it has to ask once more.
    async *readWhole(body, reply, request) {
      const completion = completionIn<OpenAI.ChatCompletion>(body);
      yield* completion === undefined
        ? await generate(request, reply)
        : readCompletion(completion, reply, id);
    },
  });
}
