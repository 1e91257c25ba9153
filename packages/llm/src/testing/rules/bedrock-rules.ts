import type { WireRequest } from "../conformance/wire-protocol.ts";
import { parsedBody } from "../frames/frames.ts";
import { firstProblem, isBlank, outside, type Problem, problemAmong, unknownKey } from "./first-problem.ts";

interface Block {
  readonly text?: string;
  readonly toolUse?: { readonly toolUseId: string };
  readonly toolResult?: {
    readonly toolUseId: string;
    readonly content: readonly { readonly text?: string }[];
  };
}
interface Turn {
  readonly role: string;
  readonly content: readonly Block[];
}

const fields =
  "messages system inferenceConfig toolConfig guardrailConfig additionalModelRequestFields promptVariables additionalModelResponseFieldPaths requestMetadata performanceConfig outputConfig serviceTier";

/**
 * What Amazon Bedrock's Converse refuses with a ValidationException. Fields: "Converse",
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html. What the reference leaves out is
 * cited from what the service answers.
 */
export function bedrockRefusal(request: WireRequest): string | undefined {
  const body = parsedBody(request);
  const turns: readonly Turn[] = body.messages ?? [];
  const blocks = turns.flatMap(({ content }) => content);
  return firstProblem(
    () => unknownKey(body, fields),
    // https://github.com/langgenius/dify/issues/12340, https://github.com/elastic/kibana/pull/246393
    () => turns.length === 0 && "A conversation must start with a user message.",
    // https://github.com/langchain-ai/langchain-aws/issues/130
    () =>
      problemAmong(
        turns,
        ({ role }, index) =>
          role !== (index % 2 === 0 ? "user" : "assistant") &&
          `A conversation must start with a user message and alternate between user and assistant roles (messages.${index}).`,
      ),
    // https://github.com/microsoft/semantic-kernel/issues/10281
    () => turns.at(-1)?.role !== "user" && "A conversation must end with a user message.",
    () =>
      problemAmong(
        turns,
        ({ content }, index) =>
          content.length === 0 && `The content field in the Message object at messages.${index} is empty.`,
      ),
    () => problemAmong(blocks, blankProblem),
    () =>
      problemAmong(
        body.system ?? [],
        ({ text }: Block) => isBlank(text) && "The text field in the ContentBlock object at system is blank.",
      ),
    () => problemAmong(turns, (turn, index) => toolProblem(turn, turns[index - 1])),
    // https://github.com/RooCodeInc/Roo-Code/pull/10155, https://github.com/vxcontrol/pentagi/pull/196
    () =>
      body.toolConfig === undefined &&
      blocks.some((block) => block.toolUse !== undefined || block.toolResult !== undefined) &&
      "The toolConfig field must be defined when using toolUse and toolResult content blocks.",
    // "InferenceConfiguration": https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InferenceConfiguration.html
    () => outside(body.inferenceConfig?.temperature, 0, 1, "temperature"),
    () => outside(body.inferenceConfig?.topP, 0, 1, "topP"),
    () => (body.inferenceConfig?.stopSequences ?? []).length > 2500 && "at most 2,500 stop sequences",
  );
}

function blankProblem({ text, toolResult }: Block): Problem {
  const texts = [text, ...(toolResult?.content ?? []).map((part) => part.text)].filter(
    (one) => one !== undefined,
  );
  return (
    texts.some(isBlank) &&
    "The text field in the ContentBlock object is blank. Add text to the text field, and try again."
  );
}

/**
 * Ids: "ToolUseBlock", https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_ToolUseBlock.html, in the
 * narrower of the two patterns it has had. Pairs: "Call a tool with the Converse API",
 * https://docs.aws.amazon.com/bedrock/latest/userguide/tool-use.html, and what the service answers: all results of a
 * message's calls in the next one (https://github.com/zeroclaw-labs/zeroclaw/pull/1476).
 */
function toolProblem({ content }: Turn, before: Turn | undefined): Problem {
  const asked = (before?.content ?? []).flatMap(({ toolUse }) => toolUse?.toolUseId ?? []);
  const given = content.flatMap(({ toolResult }) => toolResult?.toolUseId ?? []);
  return firstProblem(
    () => asked.some((id) => !/^[\w-]{1,64}$/.test(id)) && "toolUseId must match [a-zA-Z0-9_-]{1,64}",
    () =>
      asked.some((id) => !given.includes(id)) &&
      "Expected toolResult blocks for the toolUse blocks of the message before.",
    () =>
      given.length > asked.length &&
      "The number of toolResult blocks exceeds the number of toolUse blocks of previous turn.",
    () =>
      given.some((id) => !asked.includes(id)) &&
      "A toolResult block answers no toolUse block of the message before.",
  );
}
