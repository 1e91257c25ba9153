import type { ChatRequest } from "./chat-model.ts";
import { checkChatRequest } from "./check-chat-request.ts";

/**
 * A rough count of the tokens a call will use, for planning before the provider's own count is known: a token for
 * every four characters of prompt and tools, and the most that may be generated (256 when that is not limited).
 *
 * @throws InvalidArgumentError for a field that requests do not have, or a request without messages
 */
export function estimateTokens(request: ChatRequest): number {
  checkChatRequest("The request of estimateTokens", request);
  let characters = request.tools === undefined ? 0 : JSON.stringify(request.tools).length;
  for (const message of request.messages) characters += message.content.length;
  return Math.ceil(characters / 4) + (request.maxTokens ?? 256);
}
