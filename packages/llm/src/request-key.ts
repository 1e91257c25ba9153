import { contentHash } from "@sdialog/core";
import type { ChatModel, ChatRequest } from "./chat-model.ts";
import { providerOf } from "./provider-of.ts";

/**
 * SHA-256 over everything that can change the answer: the model, where it is reached, messages, tools, schema,
 * settings, seed and backend options; not the signal and the session. The dialogue's seed matters only for a pool.
 *
 * @returns 64 hexadecimal digits
 */
export function requestKey(model: Pick<ChatModel, "id" | "fingerprint">, request: ChatRequest): string {
  const { signal: _signal, session: _session, dialogueSeed, ...rest } = request;
  const identity = {
    model: model.id,
    fingerprint: model.fingerprint,
    request: rest,
    dialogueSeed: providerOf(model.id) === "pool" ? dialogueSeed : undefined,
  };
  return contentHash(identity);
}
