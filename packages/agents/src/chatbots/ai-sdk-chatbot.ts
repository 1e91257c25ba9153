import { checkArguments, checkContract } from "@sdialog/core/internal";
import type {
  ChatbotAnswer,
  ChatbotConnector,
  ChatbotMessage,
  ChatbotToolCall,
} from "./chatbot-connector.ts";
import { shownBy } from "./agent-distinction.ts";
import { AnswerParts } from "./answer-parts.ts";
import { type LentTool, lentTools } from "./lent-tools.ts";

/** What we need of an agent of the AI SDK: `new ToolLoopAgent({ … })`. */
export interface AISDKAgent {
  generate(options: { messages: never[]; abortSignal?: AbortSignal }): PromiseLike<AISDKResult>;
}

/** What such an agent gives back, as far as it is read here. */
interface AISDKResult {
  readonly text: string;
  readonly finishReason?: unknown;
  readonly steps?: readonly {
    readonly text?: string;
    readonly finishReason?: unknown;
    readonly toolCalls?: readonly {
      readonly toolCallId: string;
      readonly toolName: string;
      readonly input?: unknown;
    }[];
    readonly toolResults?: readonly { readonly toolCallId: string; readonly output?: unknown }[];
    readonly content?: readonly {
      readonly type: string;
      readonly toolCallId?: unknown;
      readonly error?: unknown;
    }[];
  }[];
  /** Messages of all steps, tool calls and results included; before version 7 they stand in `response`. */
  readonly responseMessages?: readonly unknown[];
  readonly response?: { readonly messages?: readonly unknown[] };
}

/**
 * An agent made with the AI SDK. Each turn goes on from the SDK's own messages, tool calls and their results included.
 *
 * @param agent the agent, or what makes one of the tools that a test lends:
 *   `({ tools }) => new ToolLoopAgent({ …, tools: … })`; it is called once for each conversation
 */
export function aiSdkChatbot(
  agent: AISDKAgent | ((lent: { readonly tools: readonly LentTool[] }) => AISDKAgent),
  name = "AI SDK agent",
): ChatbotConnector {
  checkArguments("aiSdkChatbot", arguments, 2);
  if (typeof agent !== "function")
    checkContract("aiSdkChatbot", "an agent of the AI SDK", agent, ["generate"]);
  return {
    name,
    distinction: { type: "ai-sdk", name, ...shownBy(agent) },
    takesTools: typeof agent === "function",
    connect({ tools, call }) {
      const own = typeof agent === "function" ? agent({ tools: lentTools(tools, call) }) : agent;
      let history: unknown[] | undefined;
      return {
        async ask({ message, messages, signal }): Promise<ChatbotAnswer> {
          // What was said stays said, also when no answer comes.
          history = history === undefined ? said(messages) : [...history, { role: "user", content: message }];
          const asked = history;
          const result = await own.generate({ messages: [...asked] as never[], abortSignal: signal });
          const { text, responseMessages = result.response?.messages } = result;
          if (!signal.aborted)
            history = [...asked, ...(responseMessages ?? [{ role: "assistant", content: text }])];
          return partsOf(result).answer(callsIn(result));
        },
      };
    },
  };
}

function said(messages: readonly ChatbotMessage[]): unknown[] {
  return messages.filter(({ content }) => content !== "").map((message) => ({ ...message }));
}

/** What it said, step by step: people read what stands before a tool call as well; `text` is the last step's alone. */
function partsOf({ text, finishReason, steps = [] }: AISDKResult): AnswerParts {
  const parts = new AnswerParts();
  const told = steps.some((step) => typeof step.text === "string") ? steps : [{ text, finishReason }];
  for (const step of told)
    parts.message(step.text, typeof step.finishReason === "string" ? step.finishReason : undefined);
  return parts;
}

function callsIn({ steps = [] }: AISDKResult): readonly ChatbotToolCall[] {
  const results = new Map<unknown, Pick<ChatbotToolCall, "output" | "isError">>();
  for (const { toolResults = [], content = [] } of steps) {
    for (const { toolCallId, output } of toolResults) results.set(toolCallId, { output });
    for (const { type, toolCallId, error } of content)
      if (type === "tool-error")
        results.set(toolCallId, {
          output: error instanceof Error ? error.message : String(error),
          isError: true,
        });
  }
  return steps.flatMap(({ toolCalls = [] }) =>
    toolCalls.map(({ toolCallId, toolName, input }) => ({
      name: toolName,
      input: input ?? null,
      ...results.get(toolCallId),
    })),
  );
}
