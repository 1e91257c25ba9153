import { InvalidArgumentError } from "@sdialog/core";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { ChatRequest } from "./chat-model.ts";
import type { AssistantMessage, Message, ToolMessage, UserMessage } from "./message.ts";
import { modelSettingOptions } from "./model-settings.ts";

const requestNames: OptionNames<ChatRequest> = {
  messages: true,
  ...modelSettingOptions,
  tools: true,
  toolChoice: true,
  output: true,
  thinking: true,
  logprobs: true,
  session: true,
  dialogueSeed: true,
  backendOptions: true,
  signal: true,
};
type MessageFields = Partial<UserMessage & AssistantMessage & ToolMessage>;
const messageNames: { readonly [Name in keyof MessageFields]-?: true } = {
  role: true,
  content: true,
  name: true,
  thinking: true,
  toolCalls: true,
  toolCallId: true,
  isError: true,
};
const known: ReadonlySet<string> = new Set(Object.keys(requestNames));
const advice = "What only one backend understands goes into backendOptions, under the backend's name.";

/**
 * Every model is asked through this: a setting under a wrong name would change nothing, and nobody would notice. A look
 * over the request's own names is all it costs.
 *
 * @param owner what is asked, as it is written: `A request to openai:gpt-4.1`
 * @throws InvalidArgumentError for a field that requests do not have, or a request without a list of messages
 */
export function checkChatRequest(owner: string, request: ChatRequest): void {
  const given: Partial<ChatRequest> | null | undefined = request;
  if (Array.isArray(given?.messages) && Object.keys(request).every((name) => known.has(name)))
    return checkMessages(given.messages);
  checkOptions(owner, request, requestNames, advice);
  if (!Array.isArray(given?.messages))
    throw new InvalidArgumentError(`${owner} needs messages, a list`, {
      hint: 'Write { messages: [{ role: "user", content: "…" }] }.',
    });
  checkMessages(given.messages);
}

/** What else a message holds, such as pictures, would be lost on the way. */
function checkMessages(messages: readonly Message[]): void {
  for (const message of messages)
    for (const name in message)
      if (!Object.hasOwn(messageNames, name))
        checkOptions("A message", message as MessageFields, messageNames, "Models are shown texts only.");
}
