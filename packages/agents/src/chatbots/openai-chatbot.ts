import { InvalidArgumentError } from "@sdialog/core";
import { checkArguments, described, loadPeer, parseOptions } from "@sdialog/core/internal";
import { guardedFetch } from "@sdialog/llm";
import { errorBodyFailure, errorIn, isError, plainText } from "@sdialog/llm/internal";
import type OpenAI from "openai";
import * as z from "zod/mini";
import { AnswerParts } from "./answer-parts.ts";
import type {
  ChatbotAnswer,
  ChatbotConnection,
  ChatbotConnector,
  ChatbotConversation,
  ChatbotQuestion,
} from "./chatbot-connector.ts";
import { ChatbotError } from "./chatbot-error.ts";
import { ChatbotSession, chatbotSessionSchema } from "./chatbot-session.ts";
import { Exchanges } from "./exchanges.ts";
import { valueAt } from "./json-path.ts";
import { keepingSecrets } from "./keeping-secrets.ts";

/** A chatbot behind OpenAI's protocol, as data. */
export const openaiChatbotSchema = z.strictObject({
  url: described(
    z.url({ protocol: /^https?$/, error: "Write an address with its scheme: http://127.0.0.1:8000/v1" }),
    "Base address: http://127.0.0.1:8000/v1. One that ends in /chat/completions or /responses says what is spoken, too",
  ),
  api: described(
    z.optional(z.enum(["chat", "responses"])),
    "Chat completions, or responses. Default: what the address ends in, or else chat",
  ),
  model: described(z._default(z.string(), "default"), "Which model to ask the server for"),
  apiKey: described(
    z.optional(z.string()),
    "The key, for a server that asks for one; without it none is sent",
  ),
  headers: described(z._default(z.record(z.string(), z.string()), {}), "Sent with every request"),
  systemPrompt: described(z.optional(z.string()), "A system message, for a chatbot that has none of its own"),
  remembers: described(
    z._default(z.boolean(), false),
    "Whether it keeps the conversation itself, so that only the new message is sent",
  ),
  session: z.optional(chatbotSessionSchema),
  maxToolRounds: described(z._default(z.int().check(z.gte(1)), 8), "Rounds of tool calls in one answer"),
});

/** How {@link openaiChatbot} reaches a server and what it sends along. */
export type OpenAIChatbotOptions = z.input<typeof openaiChatbotSchema>;
type Settings = ReturnType<typeof settingsOf>;

/** A chatbot that speaks OpenAI's protocol: chat completions or responses. It gets the conversation and nothing else. */
export function openaiChatbot(options: OpenAIChatbotOptions): ChatbotConnector {
  checkArguments("openaiChatbot", arguments, 1);
  const settings = settingsOf(parseOptions("openaiChatbot", openaiChatbotSchema, options));
  const { url, api, model, systemPrompt, remembers, apiKey, headers } = settings;
  let client: Promise<OpenAI> | undefined;
  const connector: ChatbotConnector = {
    name: new URL(url).host,
    distinction: { type: "openai", api, model, systemPrompt: systemPrompt ?? null, remembers },
    takesTools: true,
    async connect(conversation) {
      client ??= openClient(settings);
      const parts = { client: await client, settings, conversation };
      return api === "chat" ? new ChatConnection(parts) : new ResponsesConnection(parts);
    },
  };
  return keepingSecrets(connector, { url, apiKey, headers });
}

/** The base address, and what is spoken there: addresses are copied with their last part as often as without. */
function settingsOf({ url: written, api, ...settings }: z.output<typeof openaiChatbotSchema>) {
  const url = new URL(written);
  const [ending, name] = /\/(chat\/completions|responses)\/?$/.exec(url.pathname) ?? [""];
  if (name === undefined) return { ...settings, url: written, api: api ?? "chat" };
  const named = name === "responses" ? "responses" : "chat";
  if (api !== undefined && api !== named)
    throw new InvalidArgumentError(`openaiChatbot: the address ends in /${name}, and api is ${api}`, {
      hint: "Give the base address alone, or leave out api.",
    });
  url.pathname = url.pathname.slice(0, -ending.length);
  return { ...settings, url: url.href, api: named } as const;
}

async function openClient({ url, apiKey, headers }: Settings): Promise<OpenAI> {
  const { OpenAI: Client } = await importClient();
  const signsIn = Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
  // A second try would hide that the first failed; and how long an answer may take is the participant's to say.
  return new Client({
    baseURL: url,
    // The client asks for a key. The bot is not told one that is made up, nor whose account the environment names.
    apiKey: apiKey ?? "none",
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: 24 * 60 * 60 * 1000,
    defaultHeaders: {
      ...(apiKey === undefined && !signsIn ? { authorization: null } : {}),
      ...headers,
    },
    fetch: guardedFetch() as never,
  });
}

function importClient() {
  return loadPeer("A chatbot that speaks OpenAI's protocol", "openai", () => import("openai"));
}

interface Parts {
  readonly client: OpenAI;
  readonly settings: Settings;
  readonly conversation: ChatbotConversation;
}

class ChatConnection implements ChatbotConnection {
  readonly #parts: Parts;
  readonly #session: ChatbotSession;
  readonly #exchanges = new Exchanges<OpenAI.ChatCompletionMessageParam>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#session = new ChatbotSession(parts.settings.session, parts.conversation.id);
  }

  async ask({ message, messages, signal }: ChatbotQuestion): Promise<ChatbotAnswer> {
    const { client, settings, conversation } = this.#parts;
    const { model, systemPrompt, remembers, maxToolRounds } = settings;
    const system = systemPrompt === undefined ? [] : [{ role: "system", content: systemPrompt } as const];
    const said = remembers
      ? [{ role: "user", content: message } as const]
      : this.#exchanges.history(messages);
    const exchanged: OpenAI.ChatCompletionMessageParam[] = [];
    this.#exchanges.keep(messages, exchanged);
    const lent = conversation.tools.map(({ name, description, inputSchema }) => ({
      type: "function" as const,
      function: { name, description, parameters: inputSchema as Record<string, unknown> },
    }));
    const parts = new AnswerParts();
    for (let round = 0; ; round++) {
      const body = this.#session.body({
        model,
        messages: [...system, ...said, ...exchanged],
        ...(lent.length > 0 ? { tools: lent } : {}),
      });
      const { data, response } = await asking(() =>
        client.chat.completions
          .create(body as OpenAI.ChatCompletionCreateParamsNonStreaming, {
            headers: this.#session.headers(),
            signal,
          })
          .withResponse(),
      );
      refuseError(data);
      // A server may answer nothing at all (status 204).
      const choice = (data as typeof data | null)?.choices?.[0];
      const answer = choice?.message;
      if (answer === undefined || answer === null) throw notTheProtocol("choices.0.message");
      refuseErrorBeside(plainText(answer.content), data, choice);
      this.#session.learn({ headers: response.headers, body: data });
      const text = readMessage(answer, choice?.finish_reason, parts);
      const calls = [answer.tool_calls ?? []]
        .flat()
        .flatMap((call) =>
          "function" in call
            ? [{ id: call.id, name: call.function.name, input: parsedInput(call.function.arguments) }]
            : [],
        );
      // Without tools of ours, its calls are its own affair: they are told of, and nobody runs them.
      if (calls.length === 0 || lent.length === 0 || round >= maxToolRounds) {
        exchanged.push(...spoken(text));
        return parts.answer(calls.map(({ name, input }) => ({ name, input })));
      }
      const results: OpenAI.ChatCompletionMessageParam[] = [];
      for (const { id, name, input } of calls) {
        const done = await conversation.call(name, input, signal);
        results.push({ role: "tool", tool_call_id: id, content: String(done.output) });
      }
      // Together, since calls without their results are refused ever after.
      exchanged.push({ ...answer, role: "assistant" }, ...results);
    }
  }
}

class ResponsesConnection implements ChatbotConnection {
  readonly #parts: Parts;
  readonly #session: ChatbotSession;
  readonly #exchanges = new Exchanges<OpenAI.Responses.ResponseInputItem>();
  #previous: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#session = new ChatbotSession(parts.settings.session, parts.conversation.id);
  }

  async ask({ message, messages, signal }: ChatbotQuestion): Promise<ChatbotAnswer> {
    const { client, settings, conversation } = this.#parts;
    const { model, systemPrompt, remembers, maxToolRounds } = settings;
    const said = remembers
      ? [{ role: "user", content: message } as const]
      : this.#exchanges.history(messages);
    const exchanged: OpenAI.Responses.ResponseInputItem[] = [];
    this.#exchanges.keep(messages, exchanged);
    let input: OpenAI.Responses.ResponseInputItem[] = [...said];
    const lent = conversation.tools.map(({ name, description, inputSchema }) => ({
      type: "function" as const,
      name,
      description,
      parameters: inputSchema as Record<string, unknown>,
      strict: false,
    }));
    const parts = new AnswerParts();
    for (let round = 0; ; round++) {
      const body = this.#session.body({
        model,
        input,
        ...(systemPrompt === undefined ? {} : { instructions: systemPrompt }),
        ...(lent.length > 0 ? { tools: lent } : {}),
        ...(remembers && this.#previous !== undefined ? { previous_response_id: this.#previous } : {}),
      });
      const { data, response } = await asking(() =>
        client.responses
          .create(body as OpenAI.Responses.ResponseCreateParamsNonStreaming, {
            headers: this.#session.headers(),
            signal,
          })
          .withResponse(),
      );
      refuseError(data);
      if (!Array.isArray((data as typeof data | null)?.output)) throw notTheProtocol("output");
      refuseErrorBeside(readOutput(data, new AnswerParts()), data);
      this.#session.learn({ headers: response.headers, body: data });
      this.#previous = data.id;
      const text = readOutput(data, parts);
      const output = data.output as OpenAI.Responses.ResponseInputItem[];
      const calls = data.output.flatMap((item) =>
        item.type === "function_call"
          ? [{ id: item.call_id, name: item.name, input: parsedInput(item.arguments) }]
          : [],
      );
      if (calls.length === 0 || lent.length === 0 || round >= maxToolRounds) {
        // After calls of lent tools its items go on, thoughts and all; nobody answers calls that are its own affair.
        exchanged.push(...(round > 0 && calls.length === 0 ? output : spoken(text)));
        return parts.answer(calls.map(({ name, input: given }) => ({ name, input: given })));
      }
      const results: OpenAI.Responses.ResponseInputItem[] = [];
      for (const call of calls) {
        const done = await conversation.call(call.name, call.input, signal);
        results.push({ type: "function_call_output", call_id: call.id, output: String(done.output) });
      }
      exchanged.push(...output, ...results);
      input = remembers ? results : [...said, ...exchanged];
    }
  }
}

/** A message of the assistant; the protocol has no empty ones. */
function spoken(text: string) {
  return text === "" ? [] : [{ role: "assistant", content: text } as const];
}

/** Reads what a message says, thinks and refuses. @returns its words */
function readMessage(
  message: OpenAI.ChatCompletionMessage,
  finishReason: string | null | undefined,
  parts: AnswerParts,
): string {
  const { content, refusal, audio, reasoning_content, reasoning } = message as typeof message & {
    readonly reasoning_content?: unknown;
    readonly reasoning?: unknown;
  };
  parts.thinking(plainText(reasoning_content) || plainText(reasoning));
  const refused = (refusal ?? "") === "" ? [] : [{ type: "refusal", refusal }];
  const said = plainText(content) === "" && audio != null ? audio : content;
  return parts.message([said, ...refused], finishReason);
}

/** The same of a response, whose reason stands beside it when it is incomplete. */
function readOutput(data: OpenAI.Responses.Response, parts: AnswerParts): string {
  const content: unknown[] = [];
  for (const item of data.output) {
    if (item.type === "message") content.push(item.content);
    else if (item.type === "reasoning") parts.thinking(plainText(item.summary) || plainText(item.content));
  }
  const ended = data.status === "incomplete" ? (data.incomplete_details?.reason ?? "incomplete") : undefined;
  return parts.message(content, ended);
}

/** @throws ChatbotError for a body that tells of an error under a status that means success, in its own words */
function refuseError(data: unknown): void {
  const failure = errorIn(data);
  if (failure !== undefined) throw errorOf(failure);
}

/** As {@link refuseError}, for an error beside an answer, or in one of its choices. */
function refuseErrorBeside(said: string, ...places: readonly unknown[]): void {
  const error = places.map((place) => valueAt(place, "error")).find(isError);
  if (error !== undefined) throw errorOf({ ...errorBodyFailure(error), said });
  if (places.some((place) => valueAt(place, "finish_reason") === "error"))
    throw errorOf({ message: "it does not say which", said });
}

function errorOf({ message, status, said = "" }: ErrorTold) {
  return new ChatbotError(`it answered with an error: ${message.slice(0, 200)}`, {
    kind: "error",
    status,
    ...(said.trim() === "" ? {} : { said }),
  });
}

interface ErrorTold {
  readonly message: string;
  readonly status?: number | undefined;
  /** What stands beside the error. */
  readonly said?: string | undefined;
}

/** @throws ChatbotError instead of the SDK's errors, which carry request headers */
async function asking<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    const { status, name, message } = error as { status?: unknown; name?: string; message?: string };
    if (typeof status === "number")
      throw new ChatbotError(`it answered with status ${String(message).slice(0, 200)}`, {
        kind: "error",
        status,
      });
    // What the client stumbles over when there is nothing to read.
    if (error instanceof TypeError)
      throw new ChatbotError("its answer does not follow OpenAI's protocol", {
        kind: "protocol",
        cause: error,
      });
    if (error instanceof SyntaxError) throw new ChatbotError("its answer is not JSON", { kind: "protocol" });
    if (name === "APIConnectionTimeoutError")
      throw new ChatbotError("no answer within the time allowed", { kind: "timeout" });
    throw (error as { cause?: unknown }).cause ?? error;
  }
}

function notTheProtocol(place: string): ChatbotError {
  return new ChatbotError(`its answer has no ${place}, which OpenAI's protocol asks for`, {
    kind: "protocol",
    hint: "For a chatbot with a protocol of its own, describe it as a webhook.",
  });
}

function parsedInput(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
