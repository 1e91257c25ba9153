import { publicAddress } from "@sdialog/core/internal";
import type * as SDK from "@anthropic-ai/sdk";
import type { BackendModule, BackendOptions } from "../../backend.ts";
import { backendFetch } from "../../backend-kit/backend-fetch.ts";
import { backendModel } from "../../backend-kit/backend-model.ts";
import { checkBackendOptions } from "../../backend-kit/check-backend-options.ts";
import { ownOptions } from "../own-options.ts";
import { requireCredentials } from "../../backend-kit/require-credentials.ts";
import { environment, withoutEnvironmentHeaders } from "../../backend-kit/environment.ts";
import { capabilities } from "../capabilities.ts";
import { claudeSettings, isEarlyClaude } from "../claude-settings.ts";
import { threads } from "../threads.ts";
import type { ChatChunk, ChatModel, ModelSettings } from "../../chat-model.ts";
import { importPeer } from "../../import-peer.ts";
import { anthropicFailure } from "./anthropic-failure.ts";
import { hearingWarnings } from "./printed-warnings.ts";
import { nothingSpent, readMessage, readMessageStream } from "./anthropic-reply.ts";
import { goneOn, keptIn, mostPauses, StreamedContent } from "./paused-turn.ts";
import { anthropicRequest } from "./anthropic-request.ts";

const tenMinutes = 600_000;

/** How Anthropic's API is reached. */
export interface AnthropicOptions extends BackendOptions {
  /** Default: ANTHROPIC_API_KEY, which is sent to Anthropic only, never to another `baseURL`. */
  readonly apiKey?: string | undefined;
  /** Further options of the SDK's client. */
  readonly client?: SDK.ClientOptions | undefined;
}

const settings: readonly (keyof ModelSettings)[] = ["temperature", "topP", "topK", "maxTokens", "stop"];

/** A model of Anthropic. */
export async function anthropic(model: string, options: AnthropicOptions = {}): Promise<ChatModel> {
  checkBackendOptions("anthropic", options, ownOptions.anthropic);
  const { Anthropic } = await importPeer(
    "The anthropic backend",
    "@anthropic-ai/sdk",
    () => import("@anthropic-ai/sdk"),
  );
  const elsewhere = options.baseURL !== undefined;
  // A key from the environment belongs to the address from there.
  const baseURL = options.baseURL ?? environment("ANTHROPIC_BASE_URL");
  const key = options.apiKey ?? (elsewhere ? "none" : environment("ANTHROPIC_API_KEY"));
  const { fetch, secrets } = backendFetch({ ...options, baseURL }, options.client?.fetch);
  const client = new Anthropic({
    // Without a key the SDK looks for the other ways of signing in to Anthropic.
    ...(key === undefined ? {} : { apiKey: key, authToken: null }),
    webhookKey: null,
    baseURL: baseURL ?? null,
    defaultHeaders: elsewhere
      ? withoutEnvironmentHeaders("ANTHROPIC_CUSTOM_HEADERS", options.headers)
      : { ...options.headers },
    maxRetries: 0,
    logLevel: "off",
    // Without a limit of its own the SDK refuses to ask for many tokens at once.
    timeout: options.timeoutMs ?? tenMinutes,
    ...options.client,
    fetch: fetch,
  });
  const id = `anthropic:${model}`;
  if (key === undefined) await requireSignIn(client, id, options);
  return backendModel({
    id,
    capabilities: { ...capabilities.anthropic, jsonSchema: isEarlyClaude(model) ? "none" : "native" },
    fingerprint: baseURL === undefined ? undefined : { baseURL: publicAddress(baseURL) },
    settings,
    thread: threads.anthropic,
    options,
    secrets,
    failure: anthropicFailure,
    async generate(asked, reply) {
      const { request, warnings } = claudeSettings(model, asked);
      for (const { setting, message } of warnings) reply.warn(setting, message);
      const chunks: ChatChunk[] = [];
      let body = anthropicRequest(model, request);
      let spent = nothingSpent;
      for (let pauses = 0; ; pauses++) {
        const asking = { ...body, stream: false as const };
        const message = await hearingWarnings(
          () => client.messages.create(asking, { signal: request.signal }),
          (warning) => reply.warn("model", warning),
        );
        const reading = readMessage(message, reply, { mayPause: pauses < mostPauses, spent });
        let step = reading.next();
        for (; step.done !== true; step = reading.next()) chunks.push(step.value);
        if (!step.value) return chunks;
        spent = reply.spent;
        body = goneOn(body, message.content as readonly SDK.Anthropic.ContentBlockParam[]);
      }
    },
    async *stream(asked, reply) {
      const { request, warnings } = claudeSettings(model, asked);
      for (const { setting, message } of warnings) reply.warn(setting, message);
      let body = anthropicRequest(model, request);
      let spent = nothingSpent;
      for (let pauses = 0; ; pauses++) {
        const asking = { ...body, stream: true as const };
        const events = await hearingWarnings(
          () => client.messages.create(asking, { signal: request.signal }),
          (warning) => reply.warn("model", warning),
        );
        const content = new StreamedContent();
        const part = { mayPause: pauses < mostPauses, spent };
        if (!(yield* readMessageStream(keptIn(content, events), reply, part))) return;
        spent = reply.spent;
        body = goneOn(body, content.blocks);
      }
    },
    readWhole: (body, reply) => readMessage(body as SDK.Anthropic.Message, reply),
  });
}

/** The SDK finds out whether it can sign in while it puts a request together. What else goes wrong there, the first call says. */
async function requireSignIn(client: SDK.Anthropic, id: string, options: AnthropicOptions): Promise<void> {
  const failure = await client.buildRequest({ method: "post", path: "/v1/messages" }).then(
    () => undefined,
    (error: unknown) => anthropicFailure(error),
  );
  if (failure?.kind === "no_credentials")
    requireCredentials(id, options, failure.hint ?? "", failure.message);
}

/** The module that the registry loads for `anthropic:…` models: chat only. */
export const backend: BackendModule = { chat: anthropic };
