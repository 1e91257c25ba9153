import { contentHash } from "@sdialog/core";
import type { ChatModel, ChatRequest } from "./chat-model.ts";
import { checkedProviderState } from "./checked-provider-state.ts";
import type { Message } from "./message.ts";
import { providerOf } from "./provider-of.ts";

/**
 * SHA-256 over everything that can change the answer: the model, where it is reached, messages, tools, schema,
 * settings, seed and backend options; not the signal and the session. The dialogue's seed matters only for a pool.
 *
 * @returns 64 hexadecimal digits; nothing where the backend options or the fingerprint hold functions: what a function does is not
 *   known, and two that look the same may differ, so that no answer can stand for that of another call
 */
export function requestKey(
  model: Pick<ChatModel, "id" | "fingerprint">,
  request: ChatRequest,
): string | undefined {
  const { fingerprint } = model;
  if (holdsFunction(request.backendOptions) || holdsFunction(fingerprint)) return undefined;
  const { signal: _signal, session: _session, dialogueSeed, ...rest } = request;
  const messages = rest.messages.map(asWritten);
  const identity = {
    model: model.id,
    fingerprint,
    request: { ...rest, messages },
    dialogueSeed: providerOf(model.id) === "pool" ? dialogueSeed : undefined,
  };
  return contentHash(identity);
}

/** Whether there is a function in a value, at any depth. */
export function holdsFunction(value: unknown): boolean {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value))
    return typeof value === "function";
  return Object.values(value).some(holdsFunction);
}

/** With no more of what providers want back than is kept of an answer: one that was kept asks as the first one did. */
function asWritten(message: Message): Message {
  if (message.role !== "assistant" || message.toolCalls === undefined) return message;
  const toolCalls = message.toolCalls.map(({ providerState: given, ...call }) => {
    const providerState = checkedProviderState(given);
    return providerState === undefined ? call : { ...call, providerState };
  });
  return { ...message, toolCalls };
}
