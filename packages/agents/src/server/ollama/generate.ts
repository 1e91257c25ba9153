import type { Hono } from "hono";
import * as z from "zod";
import { readBody } from "../read-body.ts";
import { badRequest } from "../request-error.ts";
import { callOf, type ServerContext } from "../server-context.ts";
import type { ClientMessage } from "../thread.ts";
import { ollamaAnswer, refuseFormat, requestSchema } from "./ollama-answer.ts";
import { ollamaSettings, optionsSchema } from "./ollama-options.ts";

const schema = z.looseObject({
  ...requestSchema,
  prompt: z.string().nullish(),
  system: z.string().nullish(),
  suffix: z.string().nullish(),
  options: optionsSchema,
});

/** `POST /api/generate`: one message, one answer. No prompt: the model is only to be loaded. */
export function ollamaGenerate(app: Hono, server: ServerContext): void {
  app.post("/api/generate", async (context) => {
    const { model, stream, prompt, system, suffix, options, think, format } = await readBody(
      server,
      context,
      schema,
    );
    refuseFormat(format);
    if ((suffix ?? "") !== "") throw badRequest("suffix: agents do not fill in text");
    const messages: ClientMessage[] = [{ role: "user", text: prompt ?? "" }];
    if ((system ?? "") !== "") messages.unshift({ role: "system", text: system as string });
    const call = callOf(server, context, {
      model,
      messages,
      settings: ollamaSettings(options),
      seed: options?.seed ?? undefined,
      think: think ?? undefined,
      stream: stream !== false,
    });
    if ((prompt ?? "") === "") {
      return context.json({
        model,
        created_at: server.clock().toISOString(),
        response: "",
        done: true,
        done_reason: "load",
      });
    }
    return ollamaAnswer(server, context, { model, stream, call }, ({ text, thinking }) => ({
      response: text,
      ...(thinking === "" ? {} : { thinking }),
    }));
  });
}
