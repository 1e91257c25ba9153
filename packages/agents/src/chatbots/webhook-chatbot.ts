import { checkArguments, described, parseOptions } from "@sdialog/core/internal";
import { guardedFetch } from "@sdialog/llm";
import { contentPieces } from "@sdialog/llm/internal";
import * as z from "zod/mini";
import { AnswerParts } from "./answer-parts.ts";
import { checkTemplate, fillTemplate, namesTools } from "./body-template.ts";
import type {
  ChatbotAnswer,
  ChatbotConnector,
  ChatbotQuestion,
  ChatbotToolCall,
} from "./chatbot-connector.ts";
import { ChatbotError } from "./chatbot-error.ts";
import { ChatbotSession, chatbotSessionSchema } from "./chatbot-session.ts";
import { textPaths, valueAt } from "./json-path.ts";
import { decodedText } from "./decoded-text.ts";
import { keepingSecrets } from "./keeping-secrets.ts";

/** Where a chatbot's answer shows the tools it called. */
const shownToolsSchema = z.strictObject({
  at: described(z.string(), "Path of the list of calls"),
  name: described(z._default(z.string(), "name"), "Path of the tool's name, in a call"),
  input: described(z._default(z.string(), "input"), "Path of the arguments, in a call"),
  output: described(z._default(z.string(), "output"), "Path of the result, in a call"),
  error: described(
    z._default(z.string(), "error"),
    "Path, in a call, at which something says that it failed, by the same rule as `error`",
  ),
  milliseconds: described(
    z._default(z.string(), "milliseconds"),
    "Path of how long it took, in a call, as a number of milliseconds",
  ),
});

/** What is common to chatbots whose answers are JSON of their own. */
export const jsonAnswerFields = {
  answer: described(z._default(z.string(), "answer"), "Path of the text in the answer: `data.reply.0.text`"),
  error: described(
    z.optional(z.string()),
    'Path at which something says that it went wrong: words, true, a number that is not 0, an object or list with something in it; "", false, 0, null, {} and [] say that it did not',
  ),
  toolCalls: described(z.optional(shownToolsSchema), "Where the answer shows the tools that were called"),
};

/** A chatbot that takes JSON by HTTP, as data. */
export const webhookSchema = z.strictObject({
  url: described(
    z.url({ protocol: /^https?$/, error: "Write an address with its scheme: http://127.0.0.1:8000/chat" }),
    "Address that messages are sent to",
  ),
  method: z._default(z.enum(["POST", "PUT"]), "POST"),
  headers: described(z._default(z.record(z.string(), z.string()), {}), "Sent with every message"),
  body: described(
    z._default(z.unknown(), { message: "{{message}}", session: "{{session}}" }),
    "What is sent; {{message}}, {{messages}}, {{session}} and {{tools}}, the address of lent tools, are put in",
  ),
  ...jsonAnswerFields,
  session: z.optional(chatbotSessionSchema),
});

/** Where {@link webhookChatbot} sends what, and where the answer stands. */
export type WebhookChatbotOptions = z.input<typeof webhookSchema>;

/**
 * A chatbot that takes JSON by HTTP, described by a template.
 * @throws InvalidArgumentError for a template that sends no message, or uses an unknown placeholder
 */
export function webhookChatbot(options: WebhookChatbotOptions): ChatbotConnector {
  checkArguments("webhookChatbot", arguments, 1);
  const {
    url,
    method,
    headers,
    body,
    session: rule,
    ...places
  } = parseOptions("webhookChatbot", webhookSchema, options);
  checkTemplate(body);
  const takesTools = namesTools(body);
  const send = guardedFetch();
  const connector: ChatbotConnector = {
    name: new URL(url).host,
    distinction: { type: "webhook", method, body, ...places },
    takesTools,
    connect({ id, toolsAddress }) {
      const session = new ChatbotSession(rule, id);
      return {
        async ask(question: ChatbotQuestion): Promise<ChatbotAnswer> {
          const { message, messages, signal } = question;
          const tools = takesTools ? await toolsAddress() : "";
          const filled = session.body(fillTemplate(body, { message, messages, session: id, tools }));
          const response = await send(url, {
            method,
            headers: { "content-type": "application/json", ...headers, ...session.headers() },
            body: JSON.stringify(filled),
            signal,
          });
          const { text, warnings } = decodedText(await response.arrayBuffer(), response.headers);
          if (!response.ok)
            throw new ChatbotError(`it answered with status ${response.status}${excerpt(text)}`, {
              kind: "error",
              status: response.status,
            });
          const data = parsed(text);
          const answer = readJsonAnswer(data, places);
          session.learn({ headers: response.headers, body: data, text });
          return warnings.length === 0
            ? answer
            : { ...answer, warnings: [...(answer.warnings ?? []), ...warnings] };
        },
      };
    },
  };
  return keepingSecrets(connector, { url, headers, body });
}

type AnswerPlaces = z.output<z.ZodMiniObject<typeof jsonAnswerFields>>;

/** Reads an answer from where it is said to stand. @throws ChatbotError when it tells of an error, or stands elsewhere */
export function readJsonAnswer(data: unknown, { answer, error, toolCalls }: AnswerPlaces): ChatbotAnswer {
  const wrong = error === undefined ? undefined : valueAt(data, error);
  if (saysSo(wrong))
    throw new ChatbotError(`it answered with an error: ${asText(wrong).slice(0, 200)}`, { kind: "error" });
  const said = valueAt(data, answer);
  if (!isText(said)) throw notAt(answer, data);
  const parts = new AnswerParts();
  for (const message of messagesIn(said)) parts.message(message);
  return parts.answer(toolCalls === undefined ? [] : shownCalls(data, toolCalls));
}

/** Several messages in the place of one, as Rasa answers; parts of one are words alone, or say what kind they are of. */
function messagesIn(said: unknown): readonly unknown[] {
  return Array.isArray(said) && said.every(isMessage) ? said : [said];
}

function isMessage(one: unknown): boolean {
  return typeof one === "object" && one !== null && !Array.isArray(one) && !("type" in one);
}

/** The tool calls that a message shows. */
export function shownCalls(data: unknown, places: z.output<typeof shownToolsSchema>) {
  const calls = valueAt(data, places.at);
  return (Array.isArray(calls) ? calls : []).map((call: unknown): ChatbotToolCall => {
    const [wrong, took] = [valueAt(call, places.error), valueAt(call, places.milliseconds)];
    return {
      name: asText(valueAt(call, places.name)),
      input: valueAt(call, places.input) ?? null,
      // Of a call that failed, what it failed with is its result.
      output: valueAt(call, places.output) ?? (saysSo(wrong) ? wrong : undefined),
      isError: saysSo(wrong),
      milliseconds: typeof took === "number" && took >= 0 ? took : undefined,
    };
  });
}

/** Whether what stands somewhere is text: it may be in parts; an object without words is another place than was meant. */
export function isText(said: unknown): boolean {
  return typeof said === "string" || contentPieces(said).some(({ kind }) => kind !== "left out");
}

/** Whether a value at the place of an error is one: what is empty, nought or false says that there is none. */
export function saysSo(wrong: unknown): boolean {
  if (typeof wrong === "string") return wrong.trim() !== "";
  if (typeof wrong === "object" && wrong !== null) return Object.keys(wrong).length > 0;
  return wrong !== undefined && wrong !== null && wrong !== false && wrong !== 0;
}

export function notAt(path: string, data: unknown): ChatbotError {
  const paths = textPaths(data).slice(0, 8);
  return new ChatbotError(`its answer holds no text at "${path}"`, {
    kind: "protocol",
    hint:
      paths.length === 0
        ? `The answer holds no text at all: ${asText(data).slice(0, 200)}`
        : `Texts are at: ${paths.join(", ")}.`,
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new ChatbotError(`its answer is not JSON${excerpt(text)}`, { kind: "protocol", cause });
  }
}

function excerpt(text: string): string {
  const shown = text.trim().slice(0, 200);
  return shown === "" ? "" : `: ${shown}`;
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
