import { createHash } from "node:crypto";
import { canonicalJson } from "@sdialog/core";
import type { ChatModel, ChatRequest } from "./chat-model.ts";

/** What of a request can change its answer. */
export function answerRelevant(request: ChatRequest): Omit<ChatRequest, "signal" | "session"> {
  const { signal: _signal, session: _session, ...rest } = request;
  return rest;
}

/**
 * SHA-256 over everything that can change the answer: the model, where it is reached, messages, tools, schema,
 * settings, seed and backend options; not the signal and the session.
 *
 * @returns 64 hexadecimal digits
 */
export function requestKey(model: Pick<ChatModel, "id" | "fingerprint">, request: ChatRequest): string {
  const identity = { model: model.id, fingerprint: model.fingerprint, request: answerRelevant(request) };
  return createHash("sha256").update(canonicalJson(identity)).digest("hex");
}
