import type { WireRequest } from "../conformance/wire-protocol.ts";
import { parsedBody } from "../frames/frames.ts";
import { firstProblem, isBlank, problemAmong } from "./first-problem.ts";

interface OllamaMessage {
  readonly role: string;
  readonly content: unknown;
  readonly tool_calls?: readonly { readonly function: { readonly arguments: unknown } }[];
}

/**
 * What Ollama refuses, and what it takes for something else than a wish for an answer
 * ("API", https://github.com/ollama/ollama/blob/main/docs/api.md#load-a-model-1): no messages mean that the model
 * is to be loaded, a last message of the assistant is gone on with, and an empty one says nothing. Roles and what a message holds: "Parameters" of
 * https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion
 */
export function ollamaRefusal(request: WireRequest): string | undefined {
  const messages: readonly OllamaMessage[] = parsedBody(request).messages ?? [];
  return firstProblem(
    () => messages.length === 0 && "no messages: the model would only be loaded",
    () => messages.at(-1)?.role === "assistant" && "the assistant's message would be gone on with",
    () => !messages.some(({ role }) => role === "user") && "nobody says anything",
    () =>
      problemAmong(messages, ({ role, content, tool_calls: calls = [] }) =>
        firstProblem(
          () => !/^(system|user|assistant|tool)$/.test(role) && `invalid role: ${role}`,
          () => typeof content !== "string" && "json: cannot unmarshal content into a string",
          () => isBlank(content) && calls.length === 0 && "an empty message says nothing",
          () =>
            problemAmong(
              calls,
              (call) =>
                (typeof call.function.arguments !== "object" || call.function.arguments === null) &&
                "json: cannot unmarshal arguments into an object",
            ),
        ),
      ),
  );
}
