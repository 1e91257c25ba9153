import type { OpenAI } from "openai";
import { backendModel, defaultTimeoutMs } from "../../backend-kit/backend-model.ts";
import { capabilities } from "../capabilities.ts";
import { threads } from "../threads.ts";
import type { ChatModel, ChatRequest, ModelCapabilities, ModelSettings } from "../../chat-model.ts";
import type { OpenAIConnection } from "./openai-connection.ts";
import { openaiFailure } from "./openai-failure.ts";
import { readCompletion, readCompletionStream } from "./openai-reply.ts";
import { openaiRequest } from "./openai-request.ts";
import { answerOf } from "./answer-of.ts";
import { RefusedFields } from "./refused-fields.ts";

const settings: readonly (keyof ModelSettings)[] = [
  "temperature",
  "topP",
  "frequencyPenalty",
  "presencePenalty",
  "maxTokens",
  "stop",
  "seed",
];
const compatibleSettings = [...settings, "topK", "minP", "repetitionPenalty"] as const;

/** OpenAI's own models differ in what they can do; unknown ones are assumed to do what the newest can. */
function capabilitiesOf(model: string): ModelCapabilities {
  return {
    ...capabilities.openai,
    thinking: /^(o\d|gpt-[5-9])/.test(model),
    jsonSchema: /^gpt-(3\.5|4($|-(?!o)))/.test(model) ? "none" : "native",
  };
}

/** What ends a call that takes too long: its signal, or else the SDK's clock, which costs less than a signal does. */
function endOf({ signal }: ChatRequest, { timeout }: OpenAI): { signal: AbortSignal } | { timeout: number } {
  return signal === undefined ? { timeout: Math.min(timeout, defaultTimeoutMs) } : { signal };
}

/** A chat model over the chat completions protocol. */
export function openaiChatModel(connection: OpenAIConnection): ChatModel {
  const { id, client, options, secrets, compatible, fingerprint, model } = connection;
  const refused = new RefusedFields();
  return backendModel({
    id,
    capabilities: compatible ? capabilities.openai : capabilitiesOf(model),
    fingerprint,
    settings: compatible ? compatibleSettings : settings,
    thread: compatible ? threads.compatible : threads.openai,
    options,
    secrets,
    endsWholeCalls: true,
    failure: openaiFailure,
    async generate(request, reply) {
      const body = { ...openaiRequest(request, connection), stream: false };
      // `chat.completions.create` looks at every value of the body as it is written, in case that a stream is asked for.
      const response = await refused.send(body, reply, (kept) =>
        client.post("/chat/completions", { body: kept, ...endOf(request, client) }).asResponse(),
      );
      return readCompletion((await answerOf(response)) as OpenAI.ChatCompletion, reply, id);
    },
    async *stream(request, reply) {
      const body = openaiRequest(request, connection);
      const asked = { ...body, stream: true as const, stream_options: { include_usage: true } };
      const chunks = await refused.send(asked, reply, (kept) =>
        client.chat.completions.create(kept, { signal: request.signal }),
      );
      yield* readCompletionStream(chunks, reply, id);
    },
    readWhole: (body, reply) => readCompletion(body as OpenAI.ChatCompletion, reply, id),
  });
}
