import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { ChatbotAnswer, ChatbotConnector, ChatbotToolCall } from "./chatbot-connector.ts";
import { ChatbotError } from "./chatbot-error.ts";
import { valueAt } from "./json-path.ts";

/** What we need of an agent of the AI SDK: `new ToolLoopAgent({ … })`, `new Agent({ … })`. */
export interface AISDKAgent {
  generate(options: {
    messages: { role: "user" | "assistant"; content: string }[];
    abortSignal?: AbortSignal;
  }): PromiseLike<{
    readonly text: string;
    readonly steps?: readonly {
      readonly toolCalls?: readonly {
        readonly toolCallId: string;
        readonly toolName: string;
        readonly input?: unknown;
      }[];
      readonly toolResults?: readonly { readonly toolCallId: string; readonly output?: unknown }[];
    }[];
  }>;
}

/** An agent made with the AI SDK. */
export function aiSdkChatbot(agent: AISDKAgent, name = "AI SDK agent"): ChatbotConnector {
  return {
    name,
    distinction: { type: "ai-sdk", name, ...shownBy(agent) },
    connect: () => ({
      async ask({ messages, signal }): Promise<ChatbotAnswer> {
        const { text, steps = [] } = await agent.generate({
          messages: messages.map((message) => ({ ...message })),
          abortSignal: signal,
        });
        const results = new Map(
          steps.flatMap(({ toolResults = [] }) =>
            toolResults.map(({ toolCallId, output }) => [toolCallId, output] as const),
          ),
        );
        const toolCalls = steps.flatMap(({ toolCalls: calls = [] }) =>
          calls.map(({ toolCallId, toolName, input }) => ({
            name: toolName,
            input: input ?? null,
            output: results.get(toolCallId),
          })),
        );
        return { text, toolCalls };
      },
    }),
  };
}

/** What an agent shows of how it was made, so that two of one name do not make dialogues of one id. */
function shownBy(agent: object): Readonly<Record<string, unknown>> {
  const shown = (name: string): string | null => {
    const value: unknown = Reflect.get(agent, name);
    return typeof value === "string" ? value : null;
  };
  return { id: shown("id"), model: shown("model"), instructions: shown("instructions") };
}

/** What we need of the OpenAI Agents SDK: an agent with the `run` that carries it out. */
export interface OpenAIAgentRun<Agent> {
  readonly agent: Agent;
  /** The SDK's `run`, or that of a `Runner`. */
  run(agent: Agent, input: never, options: { signal?: AbortSignal }): Promise<unknown>;
}

/** An agent made with the OpenAI Agents SDK: `openaiAgentChatbot({ agent, run })`. */
export function openaiAgentChatbot<Agent extends object>(
  { agent, run }: OpenAIAgentRun<Agent>,
  name = String(Reflect.get(agent, "name") ?? "agent"),
): ChatbotConnector {
  return {
    name,
    distinction: { type: "openai-agent", name, ...shownBy(agent) },
    connect() {
      /** The SDK's own record, tool calls included: each turn goes on from it. */
      let history: readonly unknown[] = [];
      return {
        async ask({ message, signal }): Promise<ChatbotAnswer> {
          const input = [...history, { role: "user", content: message }];
          const result = (await run(agent, input as never, { signal })) as {
            readonly finalOutput?: unknown;
            readonly history?: readonly unknown[];
            readonly newItems?: readonly unknown[];
          };
          history = result.history ?? [...input, { role: "assistant", content: textOf(result.finalOutput) }];
          return { text: textOf(result.finalOutput), toolCalls: callsIn(result.newItems ?? []) };
        },
      };
    },
  };
}

function callsIn(items: readonly unknown[]): readonly ChatbotToolCall[] {
  const ofType = (type: string) => items.filter((item) => valueAt(item, "type") === type);
  const results = new Map(
    ofType("tool_call_output_item").map((item) => [valueAt(item, "rawItem.callId"), valueAt(item, "output")]),
  );
  return ofType("tool_call_item").map((item) => ({
    name: String(valueAt(item, "rawItem.name")),
    input: parsed(valueAt(item, "rawItem.arguments")),
    output: results.get(valueAt(item, "rawItem.callId")),
  }));
}

/** What we need of a client of the Model Context Protocol that is connected to the chatbot's server. */
export interface MCPClient {
  callTool(
    request: { name: string; arguments: Record<string, unknown> },
    schema?: undefined,
    options?: { signal?: AbortSignal },
  ): Promise<unknown>;
}

/** Which tool of an MCP server is the chatbot, and how it is spoken to. */
export interface MCPChatbotOptions {
  /** Name of the tool that answers. */
  readonly tool: string;
  /** Argument that takes the message. Default: `message`. */
  readonly message?: string | undefined;
  /** Argument that takes the id of the conversation. Default: it is not sent. */
  readonly session?: string | undefined;
}

const mcpChatbotOptionNames: OptionNames<MCPChatbotOptions> = { tool: true, message: true, session: true };

/** A chatbot that is a tool of an MCP server. */
export function mcpChatbot(client: MCPClient, options: MCPChatbotOptions): ChatbotConnector {
  checkOptions("mcpChatbot", options, mcpChatbotOptionNames);
  const { tool, message: argument = "message", session } = options;
  return {
    name: tool,
    distinction: { type: "mcp", ...options },
    connect: ({ id }) => ({
      async ask({ message, signal }): Promise<ChatbotAnswer> {
        const given = { [argument]: message, ...(session === undefined ? {} : { [session]: id }) };
        const result = await client.callTool({ name: tool, arguments: given }, undefined, { signal });
        const content = valueAt(result, "content");
        if (!Array.isArray(content))
          throw new ChatbotError(`the result of ${tool} has no content`, { kind: "protocol" });
        const text = content
          .map((part: unknown) => valueAt(part, "text"))
          .filter((part) => typeof part === "string")
          .join("\n");
        if (valueAt(result, "isError") === true)
          throw new ChatbotError(`it answered with an error: ${text.slice(0, 200)}`, { kind: "error" });
        return { text };
      },
    }),
  };
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
