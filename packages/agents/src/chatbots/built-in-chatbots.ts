import { register } from "@sdialog/core";
import { mcpServerChatbot, mcpServerSchema } from "./mcp-chatbot.ts";
import { openaiChatbot, openaiChatbotSchema } from "./openai-chatbot.ts";
import { webhookChatbot, webhookSchema } from "./webhook-chatbot.ts";
import { websocketChatbot, websocketSchema } from "./websocket-chatbot.ts";

register("chatbot", {
  name: "openai",
  description: "speaks OpenAI's protocol: chat completions or responses",
  from: "@sdialog/agents",
  schema: openaiChatbotSchema,
  create: openaiChatbot,
});
register("chatbot", {
  name: "webhook",
  description: "takes JSON by HTTP, described by a template",
  from: "@sdialog/agents",
  schema: webhookSchema,
  create: webhookChatbot,
});
register("chatbot", {
  name: "websocket",
  description: "takes messages on a WebSocket",
  from: "@sdialog/agents",
  schema: websocketSchema,
  create: websocketChatbot,
});
register("chatbot", {
  name: "mcp",
  description: "is a tool of an MCP server",
  from: "@sdialog/agents",
  schema: mcpServerSchema,
  create: mcpServerChatbot,
});
