import { checkArguments, checkOptions, requireOptions } from "@sdialog/core/internal";
import { shownBy } from "./agent-distinction.ts";
import { AnswerParts } from "./answer-parts.ts";
import type { ChatbotAnswer, ChatbotConnector, ChatbotToolCall } from "./chatbot-connector.ts";
import { valueAt } from "./json-path.ts";
import { type LentTool, lentTools } from "./lent-tools.ts";

/** What we need of the OpenAI Agents SDK: an agent with the `run` that carries it out. */
export interface OpenAIAgentRun<Agent> {
  /** The agent, or what makes one of the tools that a test lends; that is called once for each conversation. */
  readonly agent: Agent | ((lent: { readonly tools: readonly LentTool[] }) => Agent);
  /** The SDK's `run`, or that of a `Runner`. */
  run(agent: Agent, input: never, options: { signal?: AbortSignal }): Promise<unknown>;
}

/**
 * An agent made with the OpenAI Agents SDK: `openaiAgentChatbot({ agent, run })`. Each turn goes on from the SDK's own
 * history, and with the agent that a handoff has led to.
 */
export function openaiAgentChatbot<Agent extends object>(
  made: OpenAIAgentRun<Agent>,
  named?: string,
): ChatbotConnector {
  checkArguments("openaiAgentChatbot", arguments, 2);
  checkOptions("openaiAgentChatbot", made, { agent: true, run: true });
  requireOptions("openaiAgentChatbot", made, ["agent", "run"]);
  const { agent, run } = made;
  const name = named ?? String(Reflect.get(agent, "name") || "agent");
  return {
    name,
    distinction: { type: "openai-agent", name, ...shownBy(agent) },
    takesTools: typeof agent === "function",
    connect({ tools, call }) {
      let own = typeof agent === "function" ? agent({ tools: lentTools(tools, call) }) : agent;
      /** The SDK's own record, tool calls included. */
      let history: readonly unknown[] | undefined;
      return {
        async ask({ message, messages, signal }): Promise<ChatbotAnswer> {
          const before =
            history ??
            messages
              .slice(0, -1)
              .filter(({ content }) => content !== "")
              .map(itemOf);
          const input = [...before, { role: "user", content: message }];
          // What was said stays said, also when no answer comes.
          history = input;
          const result = (await run(own, input as never, { signal })) as {
            readonly finalOutput?: unknown;
            readonly history?: readonly unknown[];
            readonly newItems?: readonly unknown[];
            readonly lastAgent?: unknown;
          };
          const { finalOutput, newItems = [] } = result;
          const text = textOf(finalOutput);
          if (!signal.aborted) {
            history = result.history ?? [...input, itemOf({ role: "assistant", content: text })];
            if (typeof result.lastAgent === "object" && result.lastAgent !== null)
              own = result.lastAgent as Agent;
          }
          return partsOf(text, newItems).answer(callsIn(newItems));
        },
      };
    },
  };
}

/** A message in the SDK's form, in which what an assistant says has parts. */
function itemOf({
  role,
  content,
}: {
  readonly role: "user" | "assistant";
  readonly content: string;
}): unknown {
  if (role === "user") return { role, content };
  return { role, status: "completed", content: [{ type: "output_text", text: content }] };
}

/** What it said: people read what stands before a tool call as well, and only the end of it is the final output. */
function partsOf(finalText: string, items: readonly unknown[]): AnswerParts {
  const parts = new AnswerParts();
  const types = items.map((item) => valueAt(item, "type"));
  const last = types.lastIndexOf("message_output_item");
  // A tool's result may be the final output, too.
  const isFinal = finalText !== "" && last > types.lastIndexOf("tool_call_output_item");
  for (const [index, item] of items.entries())
    if (types[index] === "message_output_item" && !(isFinal && index === last))
      parts.message(valueAt(inner(item, "rawItem"), "content"));
  parts.message(finalText);
  return parts;
}

function callsIn(items: readonly unknown[]): readonly ChatbotToolCall[] {
  const ofType = (type: string) => items.filter((item) => valueAt(item, "type") === type);
  const results = new Map(
    ofType("tool_call_output_item").map((item) => [place(item), inner(item, "output")]),
  );
  return ofType("tool_call_item").map((item) => ({
    name: String(valueAt(inner(item, "rawItem"), "name")),
    input: parsed(valueAt(inner(item, "rawItem"), "arguments")),
    output: results.get(place(item)),
  }));
}

/** The SDK's items are objects of classes, whose fields may be accessors. */
function inner(item: unknown, field: string): unknown {
  return typeof item === "object" && item !== null ? (Reflect.get(item, field) as unknown) : undefined;
}

function place(item: unknown): unknown {
  return valueAt(inner(item, "rawItem"), "callId");
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

function parsed(value: unknown): unknown {
  if (typeof value !== "string") return value ?? null;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
