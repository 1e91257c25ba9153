import type { Hono } from "hono";
import type { ToolCall } from "@sdialog/llm";
import * as z from "zod";
import { readBody } from "../read-body.ts";
import { callOf, type ServerContext } from "../server-context.ts";
import { clientTools, clientToolsSchema } from "../client-tools.ts";
import { clientMessage, messageSchema } from "../client-messages.ts";
import { ollamaAnswer, refuseFormat, requestSchema } from "./ollama-answer.ts";
import { ollamaSettings, optionsSchema } from "./ollama-options.ts";

const schema = z.looseObject({
  ...requestSchema,
  messages: z.array(messageSchema).nullish(),
  tools: clientToolsSchema.tools,
  options: optionsSchema,
});

/** `POST /api/chat`. No messages: the model is only to be loaded, which an agent always is. */
export function ollamaChat(app: Hono, server: ServerContext): void {
  app.post("/api/chat", async (context) => {
    const { model, stream, messages, options, think, format, tools } = await readBody(
      server,
      context,
      schema,
    );
    refuseFormat(format);
    const call = callOf(server, context, {
      model,
      messages: (messages ?? []).map(clientMessage),
      settings: ollamaSettings(options),
      seed: options?.seed ?? undefined,
      think: think ?? undefined,
      stream: stream !== false,
      tools: clientTools({ tools }),
    });
    if ((messages ?? []).length === 0) {
      const created_at = server.clock().toISOString();
      return context.json({ model, created_at, ...message(""), done: true, done_reason: "load" });
    }
    return ollamaAnswer(server, context, { model, stream, call }, ({ text, thinking, toolCalls }) =>
      message(text, thinking, toolCalls),
    );
  });
}

function message(content: string, thinking = "", calls: readonly ToolCall[] = []) {
  const tool_calls = calls.map(({ id, name, input }) => ({
    id,
    function: { name, arguments: fields(input) },
  }));
  return {
    message: {
      role: "assistant",
      content,
      ...(thinking === "" ? {} : { thinking }),
      ...(calls.length === 0 ? {} : { tool_calls }),
    },
  };
}

/** Ollama's arguments are an object; anything else that a model wrote is put into one. */
function fields(input: unknown): object {
  return typeof input === "object" && input !== null ? input : { input };
}
