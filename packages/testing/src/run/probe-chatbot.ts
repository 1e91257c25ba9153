import {
  chatbot,
  type ChatbotConnector,
  ChatbotError,
  Conversation,
  ConversationFailedError,
  scripted,
} from "@sdialog/agents";
import { SDialogError } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";

/** How long and with what a chatbot is tried. */
export interface ProbeOptions {
  /** Longest time of the answer, in milliseconds. Default: 60,000, as for every answer. */
  readonly timeoutMs?: number | undefined;
  /** What it is asked. Default: `Hello`. */
  readonly message?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

const probeOptionNames: OptionNames<ProbeOptions> = { timeoutMs: true, message: true, signal: true };

/**
 * Says one word to a chatbot, so that a wrong address or template is found before anything is spent. A chatbot that has a
 * fault of its own (status 500, an empty answer) is there: that is for the test to find.
 *
 * @throws SDialogError `chatbot_unreachable`, `chatbot_timeout`, `chatbot_protocol` or `chatbot_error` (it does not want
 *   what we send: status 400 to 499) with what to do
 */
export async function probeChatbot(connector: ChatbotConnector, options: ProbeOptions = {}): Promise<void> {
  checkOptions("probeChatbot", options, probeOptionNames);
  const { timeoutMs = 60_000, message = "Hello", signal } = options;
  const conversation = new Conversation({
    participants: [scripted("User", [message]), chatbot(connector, { timeoutMs })],
    guards: [],
    maxTurns: 2,
  });
  try {
    // The time is the answer's own: a signal that ends the conversation ends it without an error.
    await conversation.run({ seed: 0, signal });
    signal?.throwIfAborted();
  } catch (error) {
    const cause = error instanceof ConversationFailedError ? error.cause : error;
    if (!ChatbotError.isInstance(cause)) throw cause;
    if (cause.kind === "error" && (cause.status === undefined || cause.status >= 500 || cause.status === 429))
      return;
    throw new SDialogError(`The chatbot ${connector.address ?? connector.name}: ${cause.message}`, {
      code: cause.code,
      hint: cause.hint ?? hintFor(cause),
      cause,
    });
  }
}

function hintFor({ kind, status }: ChatbotError): string {
  if (status === 404)
    return "Check the path. Servers that speak OpenAI's protocol mostly have a base address that ends in /v1.";
  if (status === 401 || status === 403)
    return "It asks for a key: name it with --header 'authorization: Bearer ${NAME}', or as apiKey.";
  if (kind === "timeout") return "Give it more time, or check that it is running.";
  return "Check the address, and what the chatbot expects to be sent.";
}
