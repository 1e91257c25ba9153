import { publicAddress, Secrets } from "@sdialog/llm/backend-kit";
import type { ChatbotAnswer, ChatbotConnector } from "./chatbot-connector.ts";
import { ChatbotError } from "./chatbot-error.ts";

/** What a connector sends that lets it in, among other things. */
export interface SentAlong {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly apiKey?: string | undefined;
  readonly body?: unknown;
}

/**
 * The connector, with its address as it may be recorded and with the keys it sends, those in the path of its address
 * included, taken out of whatever comes back: a server that repeats them, in an answer or in the page of an error, must
 * not get them into a dialogue. Everything else stands as it came.
 */
export function keepingSecrets(connector: ChatbotConnector, sent: SentAlong): ChatbotConnector {
  const { url, headers = {}, apiKey, body } = sent;
  const secrets = Secrets.of({ headers: lowerCased(headers) }, {});
  secrets.noteAddress(url);
  secrets.noteSent(lowerCased(headers));
  secrets.noteSent(textsIn(body));
  if (apiKey !== undefined) secrets.noteKeys([apiKey]);
  const inErrors = Secrets.of({ headers: lowerCased(headers) }, {});
  return hidingIn({ ...connector, address: publicAddress(url) }, secrets, (text) =>
    inErrors.redactKnown(secrets.redactReply(text)),
  );
}

/**
 * The connector, with keys taken out of all that comes back by it, answers and errors alike, whatever the keys look like: in
 * other forms too, as base64 say. Those of fewer than four characters stand in any text, and are left.
 *
 * @param keys as they are sent
 */
export function hidingKeys(connector: ChatbotConnector, keys: readonly string[]): ChatbotConnector {
  const secrets = Secrets.of({}, {});
  secrets.noteKeys(keys);
  return secrets.credentials.length === 0 ? connector : hidingIn(connector, secrets);
}

function hidingIn(
  connector: ChatbotConnector,
  secrets: Secrets,
  hideInError: (text: string) => string = (text) => secrets.redactReply(text),
): ChatbotConnector {
  const hide = (text: string): string => secrets.redactReply(text);
  const hideIn = <Value>(value: Value): Value =>
    value === undefined || (Array.isArray(value) && value.length === 0)
      ? value
      : (JSON.parse(JSON.stringify(value), (_key, item: unknown) =>
          typeof item === "string" ? hide(item) : item,
        ) as Value);
  return {
    ...connector,
    distinction: hideIn(connector.distinction),
    async connect(conversation) {
      const connection = await told(() => connector.connect(conversation), hideInError);
      const heard = async (answering: () => Promise<ChatbotAnswer>): Promise<ChatbotAnswer> => {
        const answer = await told(answering, hideInError);
        const { text, toolCalls, thinking, warnings } = answer;
        return {
          ...answer,
          text: hide(text),
          toolCalls: hideIn(toolCalls),
          ...(thinking === undefined ? {} : { thinking: hide(thinking) }),
          ...(warnings === undefined ? {} : { warnings: hideIn(warnings) }),
        };
      };
      const greeting = connection.greeting?.bind(connection);
      return {
        ask: (question) => heard(() => connection.ask(question)),
        ...(greeting === undefined ? {} : { greeting: (signal) => heard(() => greeting(signal)) }),
        close: () => told(async () => connection.close?.(), hideInError),
      };
    },
  };
}

async function told<Value>(
  work: () => Value | Promise<Value>,
  hide: (text: string) => string,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!ChatbotError.isInstance(error)) throw error;
    const { message, hint, kind, status, said } = error;
    const hidden = (text: string | undefined) => (text === undefined ? undefined : hide(text));
    const safe = { message: hide(message), hint: hidden(hint), said: hidden(said) };
    if (safe.message === message && safe.hint === hint && safe.said === said) throw error;
    throw new ChatbotError(safe.message, { kind, status, hint: safe.hint, said: safe.said });
  }
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** The texts of a body at any depth, each under its own name. */
function textsIn(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) =>
      typeof item === "string" ? [[name, item]] : Object.entries(textsIn(item)),
    ),
  );
}
