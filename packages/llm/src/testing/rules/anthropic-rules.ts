import type { WireRequest } from "../conformance/wire-protocol.ts";
import { parsedBody } from "../frames/frames.ts";
import { isEarlyClaude, samplesByItself } from "../../backends/claude-settings.ts";
import { firstProblem, isBlank, outside, type Problem, problemAmong, unknownKey } from "./first-problem.ts";

interface Block {
  readonly type: string;
  readonly text?: string;
  readonly id?: string;
  readonly tool_use_id?: string;
  readonly signature?: string;
}
interface Turn {
  readonly role: string;
  readonly content: readonly Block[];
}

const fields =
  "model messages max_tokens system temperature top_p top_k stop_sequences stream thinking output_config tools tool_choice metadata service_tier container mcp_servers context_management inference_geo cache_control";

/**
 * What Anthropic's API refuses. Where each rule stands is written beside it; those of one line without a source are of
 * "Messages" (https://platform.claude.com/docs/en/api/messages/create): required fields, roles, ranges. Neighbours on
 * one side it joins by itself.
 */
export function anthropicRefusal(request: WireRequest): string | undefined {
  const body = parsedBody(request);
  const turns: readonly Turn[] = body.messages;
  return firstProblem(
    () => unknownKey(body, fields, "the request: extra inputs are not permitted;"),
    // "Claude API errors", request size limits: https://platform.claude.com/docs/en/api/errors
    () => request.body.length > 32e6 && "request_too_large: at most 32 MB",
    () => !(Number.isInteger(body.max_tokens) && body.max_tokens > 0) && "max_tokens: field required",
    () => !(turns?.length > 0) && "messages: at least one message is required",
    // "There is a limit of 100,000 messages in a single request", ibid. `messages`
    () => turns.length > 100_000 && "messages: at most 100,000",
    () =>
      problemAmong(
        turns,
        ({ role }) => !/^(user|assistant)$/.test(role) && `messages: unexpected role "${role}"`,
      ),
    () => turns[0]?.role !== "user" && 'messages: first message must use the "user" role',
    // "Prefill not supported": https://platform.claude.com/docs/en/api/errors#prefill-not-supported
    // A paused turn goes back as it is: https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons
    () =>
      turns.at(-1)?.role !== "user" &&
      !/^server_tool_use$|_tool_result$/.test(turns.at(-1)?.content.at(-1)?.type ?? "") &&
      "this model does not support assistant message prefill",
    () =>
      body.system !== undefined && isBlank(body.system) && "system: text content blocks must be non-empty",
    () => problemAmong(turns, turnProblem),
    () => toolProblem(turns),
    () => outside(body.temperature, 0, 1, "temperature"),
    // https://github.com/browseros-ai/BrowserOS/issues/208; Claude 4.1 and later
    () =>
      body.temperature !== undefined &&
      body.top_p !== undefined &&
      !isEarlyClaude(body.model) &&
      "temperature and top_p cannot both be specified for this model. Please use only one.",
    // https://github.com/Comfy-Org/ComfyUI/issues/13923, https://github.com/sipeed/picoclaw/issues/2939
    () =>
      samplesByItself(body.model) &&
      problemAmong(
        ["temperature", "top_p", "top_k"],
        (name) => body[name] !== undefined && `\`${name}\` is deprecated for this model.`,
      ),
    () =>
      problemAmong(
        body.stop_sequences ?? [],
        (text) => isBlank(text) && "stop_sequences: each must contain non-whitespace",
      ),
    () => body.thinking !== undefined && body.thinking.type !== "disabled" && thinkingProblem(body),
  );
}

function turnProblem({ content }: Turn, index: number): Problem {
  if (content.length === 0) return `messages.${index}: all messages must have non-empty content`;
  return problemAmong(
    content,
    ({ type, text, signature }) =>
      (type === "text" &&
        isBlank(text) &&
        "messages: text content blocks must contain non-whitespace text") ||
      (type === "thinking" && isBlank(signature) && "messages: thinking blocks need their signature"),
  );
}

/**
 * As its errors say it: "`tool_use` ids were found without `tool_result` blocks immediately after"
 * (https://gitlab.com/gitlab-org/gitlab/-/issues/556636), "Each `tool_result` block must have a corresponding `tool_use`
 * block in the previous message" (https://github.com/openai/openai-agents-python/issues/1797).
 */
function toolProblem(turns: readonly Turn[]): Problem {
  const seen = new Set<string>();
  return problemAmong(turns, ({ content }, index) => {
    const ids = content.flatMap(({ id }) => id ?? []);
    const results = content.filter(({ type }) => type === "tool_result");
    const asked = (turns[index - 1]?.content ?? []).flatMap(({ id }) => id ?? []);
    return firstProblem(
      () => ids.some((id) => seen.has(id)) && "tool_use ids must be unique",
      () => (ids.forEach((id) => seen.add(id)), undefined),
      () => ids.some((id) => !/^[\w-]+$/.test(id)) && "tool_use.id: should match ^[a-zA-Z0-9_-]+$",
      () =>
        results.some(({ tool_use_id: id = "" }) => !asked.includes(id)) &&
        "unexpected tool_use_id found in tool_result blocks",
      () =>
        asked.some((id) => !results.some((result) => result.tool_use_id === id)) &&
        "tool_use ids were found without tool_result blocks immediately after",
      () =>
        content.slice(0, results.length).some(({ type }) => type !== "tool_result") &&
        "tool_result blocks must come first in the content",
    );
  });
}

/**
 * "Extended thinking", feature compatibility: https://docs.claude.com/en/docs/build-with-claude/extended-thinking, and
 * "Extended thinking" of Amazon Bedrock, where the same models run:
 * https://docs.aws.amazon.com/bedrock/latest/userguide/claude-messages-extended-thinking.html
 */
function thinkingProblem(body: {
  readonly thinking: { readonly budget_tokens?: number };
  readonly max_tokens: number;
  readonly temperature?: number;
  readonly top_k?: number;
  readonly top_p?: number;
  readonly tool_choice?: { readonly type: string };
}): Problem {
  const { thinking, max_tokens, temperature, top_k, top_p, tool_choice: choice } = body;
  const { budget_tokens: budget } = thinking;
  return firstProblem(
    () =>
      budget !== undefined &&
      (budget < 1024 || budget >= max_tokens) &&
      "budget_tokens: from 1,024 and below max_tokens",
    () =>
      temperature !== undefined &&
      temperature !== 1 &&
      "temperature may only be set to 1 when thinking is enabled",
    () => top_k !== undefined && "top_k must be unset when thinking is enabled",
    () => outside(top_p, 0.95, 1, "top_p with thinking"),
    () =>
      /^(any|tool)$/.test(choice?.type ?? "") &&
      "thinking may not be enabled when tool_choice forces tool use",
  );
}
