import { publicAddress } from "@sdialog/core/internal";
import type * as SDK from "@anthropic-ai/sdk";
import type { BackendModule, BackendOptions } from "../../backend.ts";
import { backendFetch } from "../../backend-kit/backend-fetch.ts";
import { backendModel } from "../../backend-kit/backend-model.ts";
import { checkBackendOptions } from "../../backend-kit/check-backend-options.ts";
import { ownOptions } from "../own-options.ts";
import { environment, withoutEnvironmentHeaders } from "../../backend-kit/environment.ts";
import { wholeReplies } from "../../backend-kit/whole-replies.ts";
import { capabilities } from "../capabilities.ts";
import { claudeSettings, isEarlyClaude } from "../claude-settings.ts";
import { threads } from "../threads.ts";
import type { ChatModel, ModelSettings } from "../../chat-model.ts";
import { importPeer } from "../../import-peer.ts";
import { anthropicFailure } from "./anthropic-failure.ts";
import { hearingWarnings } from "./printed-warnings.ts";
import { readMessage, readMessageStream } from "./anthropic-reply.ts";
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
  const { Anthropic } = await importPeer<typeof SDK>("The anthropic backend", "@anthropic-ai/sdk");
  const elsewhere = options.baseURL !== undefined;
  const key = options.apiKey ?? (elsewhere ? "none" : environment("ANTHROPIC_API_KEY"));
  const { fetch, secrets } = backendFetch(options, options.client?.fetch);
  const client = new Anthropic({
    // Without a key the SDK looks for the other ways of signing in to Anthropic.
    ...(key === undefined ? {} : { apiKey: key, authToken: null }),
    webhookKey: null,
    baseURL: options.baseURL ?? null,
    defaultHeaders: elsewhere
      ? withoutEnvironmentHeaders("ANTHROPIC_CUSTOM_HEADERS", options.headers)
      : { ...options.headers },
    maxRetries: 0,
    logLevel: "off",
    // Without a limit of its own the SDK refuses to ask for many tokens at once.
    timeout: options.timeoutMs ?? tenMinutes,
    ...options.client,
    fetch: wholeReplies(fetch),
  });
  return backendModel({
    id: `anthropic:${model}`,
    capabilities: { ...capabilities.anthropic, jsonSchema: isEarlyClaude(model) ? "none" : "native" },
    fingerprint: options.baseURL === undefined ? undefined : { baseURL: publicAddress(options.baseURL) },
    settings,
    thread: threads.anthropic,
    options,
    secrets,
    failure: anthropicFailure,
    async generate(asked, reply) {
      const { request, warnings } = claudeSettings(model, asked);
      for (const { setting, message } of warnings) reply.warn(setting, message);
      const body = anthropicRequest(model, request);
      const call = hearingWarnings(
        () => client.messages.create({ ...body, stream: false }, { signal: request.signal }),
        (warning) => reply.warn("model", warning),
      );
      return readMessage(await call, reply);
    },
    async *stream(asked, reply) {
      const { request, warnings } = claudeSettings(model, asked);
      for (const { setting, message } of warnings) reply.warn(setting, message);
      const body = anthropicRequest(model, request);
      const call = hearingWarnings(
        () => client.messages.create({ ...body, stream: true }, { signal: request.signal }),
        (warning) => reply.warn("model", warning),
      );
      yield* readMessageStream(await call, reply);
    },
    readWhole: (body, reply) => readMessage(body as SDK.Anthropic.Message, reply),
  });
}

/** The module that the registry loads for `anthropic:…` models: chat only. */
export const backend: BackendModule = { chat: anthropic };
