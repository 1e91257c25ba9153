import {
  checkArguments,
  loadPeer,
  checkContract,
  checkOptions,
  described,
  type OptionNames,
  parseOptions,
  requireArguments,
  requireOptions,
} from "@sdialog/core/internal";
import { guardedFetch } from "@sdialog/llm";
import { streamOf } from "@sdialog/llm/internal";
import * as z from "zod/mini";
import type {
  ChatbotAnswer,
  ChatbotConnection,
  ChatbotConnector,
  ChatbotConversation,
} from "./chatbot-connector.ts";
import { ChatbotError } from "./chatbot-error.ts";
import { valueAt } from "./json-path.ts";
import { keepingSecrets } from "./keeping-secrets.ts";

/** What we need of a client of the Model Context Protocol that is connected to the chatbot's server. */
export interface MCPClient {
  callTool(
    request: { name: string; arguments: Record<string, unknown> },
    schema?: undefined,
    options?: { signal?: AbortSignal; timeout?: number },
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
  /** Argument that takes the address of the tools that are lent. Default: it is not sent, and no tools can be lent. */
  readonly tools?: string | undefined;
}

const mcpChatbotOptionNames: OptionNames<MCPChatbotOptions> = {
  tool: true,
  message: true,
  session: true,
  tools: true,
};

/** A chatbot that is a tool of an MCP server to which a client of yours is connected, over whatever transport. */
export function mcpChatbot(client: MCPClient, options: MCPChatbotOptions): ChatbotConnector {
  checkArguments("mcpChatbot", arguments, 2);
  checkOptions("mcpChatbot", options, mcpChatbotOptionNames);
  requireArguments("mcpChatbot", arguments, 1);
  checkContract(
    "mcpChatbot: client",
    "a client of the protocol",
    client,
    ["callTool"],
    "For an address, use mcpServerChatbot.",
  );
  requireOptions("mcpChatbot", options, ["tool"]);
  return {
    name: options.tool,
    distinction: { type: "mcp", ...options },
    takesTools: options.tools !== undefined,
    connect: (conversation) => speakingTo(client, options, conversation),
  };
}

const argument = z.string().check(z.minLength(1));

/** A chatbot that is a tool of an MCP server, as data. */
export const mcpServerSchema = z.strictObject({
  url: described(z.url({ protocol: /^https?$/ }), "Address of the server: http://127.0.0.1:8000/mcp"),
  headers: described(z._default(z.record(z.string(), z.string()), {}), "Sent with every request"),
  tool: described(
    z.optional(z.string().check(z.minLength(1))),
    "Name of the tool that answers. Without it, the error says which tools there are",
  ),
  message: described(z._default(argument, "message"), "Argument that takes the message"),
  session: described(
    z.optional(argument),
    "Argument that takes the id of the conversation. Default: it is not sent",
  ),
  tools: described(
    z.optional(argument),
    "Argument that takes the address of the tools that are lent. Default: it is not sent",
  ),
});

/** Where {@link mcpServerChatbot} finds the server, and which of its tools it speaks to. */
export type MCPServerChatbotOptions = z.input<typeof mcpServerSchema>;

/**
 * A chatbot that is a tool of an MCP server, which is reached over Streamable HTTP; every conversation has a connection of
 * its own, and so the server's own session. That the server has the tool, and that it takes these arguments, is found out
 * before the first message.
 */
export function mcpServerChatbot(options: MCPServerChatbotOptions): ChatbotConnector {
  checkArguments("mcpServerChatbot", arguments, 1);
  const { url, headers, tool, ...speech } = parseOptions("mcpServerChatbot", mcpServerSchema, options);
  const connector: ChatbotConnector = {
    name: new URL(url).host,
    distinction: { type: "mcp", ...speech, tool },
    takesTools: speech.tools !== undefined,
    async connect(conversation) {
      const client = await openClient(url, headers, conversation.signal);
      try {
        const chosen = {
          ...speech,
          tool: await requireTool(client, { ...speech, tool }, conversation.signal),
        };
        return { ...speakingTo(client, chosen, conversation), close: () => client.end() };
      } catch (error) {
        await client.end().catch(() => undefined);
        throw error;
      }
    },
  };
  return keepingSecrets(connector, { url, headers });
}

function speakingTo(
  client: MCPClient,
  { tool, message: argumentName = "message", session, tools }: MCPChatbotOptions,
  { id, toolsAddress }: ChatbotConversation,
): ChatbotConnection {
  return {
    async ask({ message, signal }): Promise<ChatbotAnswer> {
      const given: Record<string, unknown> = { [argumentName]: message };
      if (session !== undefined) given[session] = id;
      if (tools !== undefined) given[tools] = await toolsAddress();
      // How long an answer may take is the participant's to say; the client would give up after a minute.
      const limits = { signal, timeout: longest };
      const result = await client.callTool({ name: tool, arguments: given }, undefined, limits).catch(wrong);
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
  };
}

/** A day, in milliseconds. */
const longest = 24 * 60 * 60 * 1000;

type Client = MCPClient & {
  listTools(
    parameters?: undefined,
    options?: { signal?: AbortSignal },
  ): Promise<{ readonly tools: readonly ServerTool[] }>;
  /** Ends the server's session, too, which closing the connection alone does not. */
  end(): Promise<void>;
};

interface ServerTool {
  readonly name: string;
  readonly inputSchema: {
    readonly properties?: object | undefined;
    readonly required?: string[] | undefined;
  };
}

async function openClient(
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<Client> {
  const { isRefusedByZod } = await import("./zod-for-bundlers.ts");
  const { SDKClient, StreamableHTTPClientTransport } = await importSDK();
  const client = new SDKClient({ name: "sdialog", version: "1" });
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    requestInit: { headers },
    fetch: webFetch(),
  });
  await client
    .connect(transport as never, signal === undefined ? {} : { signal })
    .catch((error: unknown) => (isRefusedByZod(error) ? notMCP(undefined) : wrong(error)));
  return {
    callTool: (...call) => client.callTool(...call),
    listTools: (...page) => client.listTools(...page),
    async end() {
      try {
        await transport.terminateSession();
      } finally {
        await client.close();
      }
    },
  };
}

async function importSDK() {
  const needed = ["A chatbot that is an MCP server", "@modelcontextprotocol/sdk"] as const;
  const { Client: SDKClient } = await loadPeer(
    ...needed,
    () => import("@modelcontextprotocol/sdk/client/index.js"),
  );
  const { StreamableHTTPClientTransport } = await loadPeer(
    ...needed,
    () => import("@modelcontextprotocol/sdk/client/streamableHttp.js"),
  );
  return { SDKClient, StreamableHTTPClientTransport };
}

/** The guarded way onto the network, with bodies that are web streams, as this SDK pipes them. */
function webFetch(): (address: string | URL, init?: RequestInit) => Promise<Response> {
  const send = guardedFetch();
  return async (address, init) => {
    const { status, statusText, headers, body } = await send(address, init);
    const empty = body === null || status === 204 || status === 205 || status === 304;
    const stream = empty ? null : streamOf(body as unknown as AsyncIterable<Uint8Array<ArrayBuffer>>);
    return new Response(stream, { status, statusText, headers });
  };
}

/** @returns the tool's name. @throws ChatbotError for one that the server lacks, or that takes other arguments */
async function requireTool(
  client: Client,
  {
    tool,
    message,
    session,
    tools,
  }: Omit<z.output<typeof mcpServerSchema>, "url" | "headers" | "tool"> & { tool: string | undefined },
  signal: AbortSignal | undefined,
): Promise<string> {
  const listed = await client.listTools(undefined, signal === undefined ? {} : { signal }).catch(wrong);
  const found = listed.tools.find(({ name }) => name === tool);
  const names = listed.tools.map(({ name }) => name).join(", ") || "none";
  if (tool === undefined)
    throw new ChatbotError("it is a server of tools: name the tool that is the chatbot", {
      kind: "protocol",
      hint: `Pass it as tool (chatbot.tool=NAME on the command line). Its tools: ${names}.`,
    });
  if (found === undefined)
    throw new ChatbotError(`the server has no tool ${tool}`, {
      kind: "protocol",
      hint: `Its tools: ${names}.`,
    });
  const { properties = {}, required = [] } = found.inputSchema;
  const sent = [message, session, tools].filter((name) => name !== undefined);
  const unknown = sent.find((name) => !Object.hasOwn(properties, name));
  const missing = required.find((name) => !sent.includes(name));
  if (unknown === undefined && missing === undefined) return tool;
  const problem =
    unknown === undefined ? `asks for ${missing}, which is not sent` : `takes no argument ${unknown}`;
  throw new ChatbotError(`the tool ${tool} ${problem}`, {
    kind: "protocol",
    hint: `Its arguments: ${Object.keys(properties).join(", ") || "none"}.`,
  });
}

function notMCP(cause: unknown): never {
  throw new ChatbotError("its answer does not follow MCP", {
    kind: "protocol",
    hint: "Check the address: most servers offer MCP under a path of its own, such as /mcp.",
    cause,
  });
}

/** @throws ChatbotError for what the SDK tells of the server, which may be a page of HTML */
function wrong(error: unknown): never {
  const {
    code,
    message = "",
    cause,
    name,
  } = error as {
    readonly code?: unknown;
    readonly message?: string;
    readonly cause?: unknown;
    readonly name?: string;
  };
  // Status of HTTP, as the transport's error has it; codes of the protocol itself are negative.
  if (typeof code === "number" && code >= 400)
    throw new ChatbotError(`it answered with status ${code}`, { kind: "error", status: code });
  if (/unexpected content type/i.test(message) || name === "SyntaxError" || name === "ZodError")
    return notMCP(cause);
  if (typeof code === "number")
    throw new ChatbotError(`it answered with an error: ${message.slice(0, 200)}`, { kind: "error" });
  throw error;
}
