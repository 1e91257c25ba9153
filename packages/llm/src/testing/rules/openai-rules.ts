import type { WireRequest } from "../conformance/wire-protocol.ts";
import { parsedBody } from "../frames/frames.ts";
import { firstProblem, isBlank, outside, type Problem, problemAmong, unknownKey } from "./first-problem.ts";

interface OpenAIMessage {
  readonly role: string;
  readonly content?: unknown;
  readonly tool_calls?: readonly {
    readonly id: string;
    readonly function: { readonly arguments: unknown };
  }[];
  readonly tool_call_id?: string;
}

// https://platform.openai.com/docs/api-reference/chat/create; anything else is an "unrecognized request argument".
const fields =
  "model messages temperature top_p frequency_penalty presence_penalty seed stop max_tokens max_completion_tokens reasoning_effort prompt_cache_key tools tool_choice response_format logprobs top_logprobs stream stream_options n user metadata service_tier store parallel_tool_calls verbosity";

/** What OpenAI's own models refuse. */
export function openaiRefusal(request: WireRequest): string | undefined {
  const body = parsedBody(request);
  return firstProblem(
    () => unknownKey(body, fields),
    () => body.max_tokens !== undefined && body.max_completion_tokens !== undefined && "one limit, not two",
    () => sharedProblem(body),
  );
}

/**
 * What a server refuses whose model has a strict chat template, as Mistral's, Gemma's and Qwen's are
 * (https://github.com/vllm-project/vllm/issues/6862). Fields it does not know it ignores.
 */
export function templateRefusal(request: WireRequest): string | undefined {
  const body = parsedBody(request);
  const messages: readonly OpenAIMessage[] = body.messages;
  const spoken = messages.filter(({ role }) => role !== "system");
  return firstProblem(
    () => sharedProblem(body),
    () =>
      problemAmong(
        messages,
        ({ role }, index) => role === "system" && index > 0 && "System message must be at the beginning.",
      ),
    () => spoken[0]?.role !== "user" && "No user query found in messages.",
    () =>
      spoken.at(-1)?.role === "assistant" && "Cannot add a generation prompt after the assistant's message.",
    () =>
      problemAmong(
        spoken,
        ({ role }, index) =>
          index > 0 &&
          role !== "tool" &&
          role === spoken[index - 1]?.role &&
          "Conversation roles must alternate user/assistant/user/assistant/...",
      ),
  );
}

function sharedProblem(body: {
  readonly messages: readonly OpenAIMessage[];
  readonly temperature?: number;
  readonly stop?: unknown;
}): Problem {
  const { messages, stop, temperature } = body;
  return firstProblem(
    () => !(messages?.length > 0) && "[] is too short - 'messages'",
    // "Create chat completion": "between 0 and 2", https://platform.openai.com/docs/api-reference/chat/create
    () => outside(temperature, 0, 2, "temperature"),
    // "How do I use stop sequences in the OpenAI API?":
    // https://help.openai.com/en/articles/5072263-how-do-i-use-stop-sequences-in-the-openai-api
    () => Array.isArray(stop) && stop.length > 4 && "at most 4 stop sequences",
    () =>
      problemAmong(messages, ({ role, content, tool_calls: calls }, index) =>
        firstProblem(
          () =>
            !/^(system|developer|user|assistant|tool)$/.test(role) && `messages[${index}].role: "${role}"`,
          () => !isContent(content, calls) && `messages[${index}].content is no text`,
          () =>
            !Array.isArray(content) &&
            isBlank(content) &&
            (calls ?? []).length === 0 &&
            `messages[${index}].content is empty`,
          () => calls?.length === 0 && `messages[${index}].tool_calls: [] is too short`,
          () =>
            problemAmong(
              calls ?? [],
              (call) => typeof call.function.arguments !== "string" && "arguments are a text",
            ),
        ),
      ),
    () => toolProblem(messages),
  );
}

/**
 * A text, or a list of parts that are texts or refusals; beside tool calls it may be left out:
 * https://platform.openai.com/docs/api-reference/chat/create
 */
function isContent(content: unknown, calls: OpenAIMessage["tool_calls"]): boolean {
  if (content === undefined) return (calls ?? []).length > 0;
  if (typeof content === "string" || content === null) return true;
  if (!Array.isArray(content) || content.length === 0) return false;
  return content.every(
    (part: { readonly type?: unknown; readonly text?: unknown; readonly refusal?: unknown } | null) =>
      (part?.type === "text" && typeof part.text === "string") ||
      (part?.type === "refusal" && typeof part.refusal === "string"),
  );
}

/**
 * Every call is answered right behind its message: "Function calling",
 * https://platform.openai.com/docs/guides/function-calling; the refusal is quoted at
 * https://github.com/openai/openai-go/issues/43
 */
function toolProblem(messages: readonly OpenAIMessage[]): Problem {
  let open: string[] = [];
  return firstProblem(
    () =>
      problemAmong(messages, ({ role, tool_calls: calls = [], tool_call_id: id = "" }) => {
        if (role === "tool") {
          if (!open.includes(id))
            return "messages with role 'tool' must be a response to a preceding message with 'tool_calls'";
          open = open.filter((other) => other !== id);
          return undefined;
        }
        if (open.length > 0) return `these tool_call_ids did not have response messages: ${open.join(", ")}`;
        open = calls.map((call) => call.id);
        return new Set(open).size < open.length && "ids of tool calls must be unique";
      }),
    () => open.length > 0 && `these tool_call_ids did not have response messages: ${open.join(", ")}`,
  );
}
