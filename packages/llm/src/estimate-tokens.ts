import type { ChatRequest } from "./chat-model.ts";

/**
 * A rough count of the tokens a call will use, for planning before the provider's own count is known: a token for
 * every four characters of prompt and tools, and the most that may be generated (256 when that is not limited).
 */
export function estimateTokens(request: ChatRequest): number {
  let characters = request.tools === undefined ? 0 : JSON.stringify(request.tools).length;
  for (const message of request.messages) characters += message.content.length;
  return Math.ceil(characters / 4) + (request.maxTokens ?? 256);
}
