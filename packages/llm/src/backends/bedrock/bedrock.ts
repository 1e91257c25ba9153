import { InvalidArgumentError } from "@sdialog/core";
import { publicAddress } from "@sdialog/core/internal";
import type * as SDK from "@aws-sdk/client-bedrock-runtime";
import type { BackendModule, BackendOptions } from "../../backend.ts";
import { backendModel } from "../../backend-kit/backend-model.ts";
import { requireCredentials } from "../../backend-kit/require-credentials.ts";
import { checkBackendOptions } from "../../backend-kit/check-backend-options.ts";
import { ownOptions } from "../own-options.ts";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { awsEndpoint, awsRegion } from "./aws-environment.ts";
import { Secrets } from "../../backend-kit/secrets.ts";
import { capabilities } from "../capabilities.ts";
import { claudeSettings } from "../claude-settings.ts";
import { threads } from "../threads.ts";
import type { ChatModel, ChatRequest, ModelSettings } from "../../chat-model.ts";
import { importPeer } from "../../import-peer.ts";
import { bedrockFailure } from "./bedrock-failure.ts";
import { readConverse, readConverseStream } from "./bedrock-reply.ts";
import { guardedHandler } from "./guarded-handler.ts";
import { converseRequest, hasThinkingSwitch } from "./bedrock-request.ts";

/** How Amazon Bedrock is reached. */
export interface BedrockOptions extends BackendOptions {
  /** A Bedrock API key. Default: the AWS credential chain (environment, profile, instance role, …). */
  readonly apiKey?: string | undefined;
  /** Default: AWS_REGION or the profile's region. */
  readonly region?: string | undefined;
  readonly credentials?: SDK.BedrockRuntimeClientConfig["credentials"] | undefined;
  /** A profile of the AWS configuration files. */
  readonly profile?: string | undefined;
  /** Further options of the SDK's client. */
  readonly client?: SDK.BedrockRuntimeClientConfig | undefined;
}

const settings: readonly (keyof ModelSettings)[] = ["temperature", "topP", "maxTokens", "stop"];

/** A model of Amazon Bedrock, over the Converse API. @throws InvalidArgumentError when no region is set */
export async function bedrock(model: string, options: BedrockOptions = {}): Promise<ChatModel> {
  checkBackendOptions("bedrock", options, ownOptions.bedrock);
  const sdk = await importPeer(
    "The bedrock backend",
    "@aws-sdk/client-bedrock-runtime",
    () => import("@aws-sdk/client-bedrock-runtime"),
  );
  const client = new sdk.BedrockRuntimeClient(clientConfig(options));
  await requireRegion(client);
  if (options.apiKey === undefined) await requireSignIn(client, model, options);
  const secrets = Secrets.of(options);
  client.config.requestHandler = guardedHandler(
    client.config.requestHandler,
    secrets,
    options.maxResponseBytes,
  );
  if (options.headers !== undefined) addHeaders(client, options.headers);
  const region = options.region ?? awsRegion();
  const baseURL = options.baseURL ?? awsEndpoint();
  const settled = (asked: ChatRequest, reply: ReplyBuilder): ChatRequest => {
    if (!hasThinkingSwitch(model)) return asked;
    const { request, warnings } = claudeSettings(model, asked);
    for (const { setting, message } of warnings) reply.warn(setting, message);
    return request;
  };
  return backendModel({
    id: `bedrock:${model}`,
    // Converse has no switch for reasoning; only Anthropic's models are known to read the one that is sent.
    capabilities: { ...capabilities.bedrock, thinking: hasThinkingSwitch(model) },
    fingerprint: {
      ...(baseURL === undefined ? {} : { baseURL: publicAddress(baseURL) }),
      ...(region === undefined ? {} : { region }),
    },
    settings,
    thread: threads.bedrock,
    options,
    secrets,
    failure: bedrockFailure,
    async generate(request, reply) {
      const command = new sdk.ConverseCommand(converseRequest(model, settled(request, reply)));
      return readConverse(await client.send(command, cancelledBy(request)), reply, model);
    },
    async *stream(request, reply) {
      const command = new sdk.ConverseStreamCommand(converseRequest(model, settled(request, reply)));
      const { stream } = await client.send(command, cancelledBy(request));
      yield* readConverseStream(stream ?? [], reply);
    },
    readWhole: (body, reply) => readConverse(body as SDK.ConverseCommandOutput, reply, model),
  });
}

function cancelledBy({ signal }: ChatRequest): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal };
}

function clientConfig(options: BedrockOptions): SDK.BedrockRuntimeClientConfig {
  const { apiKey, credentials, profile, client } = options;
  const endpoint = options.baseURL ?? awsEndpoint();
  const region = options.region ?? awsRegion();
  return {
    maxAttempts: 1,
    ...(region === undefined ? {} : { region }),
    ...(profile === undefined ? {} : { profile }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(apiKey === undefined ? {} : { token: { token: apiKey }, authSchemePreference: ["httpBearerAuth"] }),
    ...client,
  };
}

/** What else goes wrong where a region is looked for, the first call says. */
async function requireRegion({ config }: SDK.BedrockRuntimeClient): Promise<void> {
  const error = await config.region().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Error && error.message === "Region is missing")
    throw new InvalidArgumentError("The bedrock backend needs the AWS region to ask in", {
      hint: "Set `region` in its options, or AWS_REGION.",
    });
}

/** What else goes wrong where credentials are looked for, the first call says. */
async function requireSignIn(
  { config }: SDK.BedrockRuntimeClient,
  model: string,
  options: BedrockOptions,
): Promise<void> {
  const bearer = config.httpAuthSchemes
    .find(({ schemeId }) => schemeId === "smithy.api#httpBearerAuth")
    ?.identityProvider({ getIdentityProvider: () => config.token });
  const found = [config.credentials(), ...(bearer === undefined ? [] : [bearer({})])];
  const failure = await Promise.any(found).then(
    () => undefined,
    ({ errors: [error] }: AggregateError) => bedrockFailure(error),
  );
  if (failure?.kind === "no_credentials")
    requireCredentials(`bedrock:${model}`, options, failure.hint ?? "", failure.message);
}

/** Before signing, so that the signature covers them. */
function addHeaders(client: SDK.BedrockRuntimeClient, headers: Readonly<Record<string, string>>): void {
  client.middlewareStack.add(
    (next) => (command) => {
      const { request } = command;
      if (typeof request === "object" && request !== null && "headers" in request)
        Object.assign(request.headers as object, headers);
      return next(command);
    },
    { step: "build" },
  );
}

/** The module that the registry loads for `bedrock:…` models: chat only. */
export const backend: BackendModule = { chat: bedrock };
