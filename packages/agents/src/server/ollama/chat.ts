import type { Hono } from "hono";
import * as z from "zod";
import { readBody } from "../read-body.ts";
import { badRequest } from "../request-error.ts";
import { callOf, type ServerContext } from "../server-context.ts";
import { clientMessage, messageSchema } from "../client-messages.ts";
import { ollamaAnswer, refuseFormat, requestSchema } from "./ollama-answer.ts";
import { ollamaSettings, optionsSchema } from "./ollama-options.ts";

const schema = z.looseObject({
  ...requestSchema,
  messages: z.array(messageSchema).nullish(),
  tools: z.array(z.unknown()).nullish(),
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
    if ((tools ?? []).length > 0) throw badRequest("tools: agents run tools of their own");
    const call = callOf(server, context, {
      model,
      messages: (messages ?? []).map(clientMessage),
      settings: ollamaSettings(options),
      seed: options?.seed ?? undefined,
      think: think ?? undefined,
      stream: stream !== false,
    });
    if ((messages ?? []).length === 0) {
      const created_at = server.clock().toISOString();
      return context.json({ model, created_at, ...message(""), done: true, done_reason: "load" });
    }
    return ollamaAnswer(server, context, { model, stream, call }, ({ text, thinking }) =>
      message(text, thinking),
    );
  });
}

function message(content: string, thinking = "") {
  return { message: { role: "assistant", content, ...(thinking === "" ? {} : { thinking }) } };
}
