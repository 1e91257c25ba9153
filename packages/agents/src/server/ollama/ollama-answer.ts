import { cutShort } from "@sdialog/core";
import type { Context } from "hono";
import * as z from "zod";
import type { AgentCall } from "../agent-service.ts";
import { type Answer, wholeAnswer } from "../answer.ts";
import { badRequest } from "../request-error.ts";
import type { ServerContext } from "../server-context.ts";
import { streamAnswer } from "../stream-answer.ts";

/** The fields `/api/chat` and `/api/generate` share. */
export const requestSchema = {
  model: z.string(),
  stream: z.boolean().nullish(),
  think: z.union([z.boolean(), z.enum(["low", "medium", "high"])]).nullish(),
  format: z.unknown().optional(),
};

/** @throws RequestError 400 for a format: agents answer in text */
export function refuseFormat(format: unknown): void {
  if (format !== undefined && format !== null && format !== "")
    throw badRequest("format: agents answer in text");
}

/** What a message, or a piece of one, holds. */
interface Said extends Pick<Answer, "text" | "thinking"> {
  readonly toolCalls?: Answer["toolCalls"];
}

/**
 * Answers as Ollama does: unless the client says otherwise, as one JSON line per piece and a last one with numbers.
 *
 * @param content where the two endpoints put what is said
 */
export async function ollamaAnswer(
  server: ServerContext,
  context: Context,
  request: { readonly model: string; readonly stream?: boolean | null | undefined; readonly call: AgentCall },
  content: (said: Said) => object,
): Promise<Response> {
  const start = performance.now();
  const answering = server.service.answer(request.call);
  const head = () => ({ model: request.model, created_at: server.clock().toISOString() });
  const last = (answer: Answer) => ({
    done: true,
    done_reason: cutShort(answer) ?? "stop",
    ...numbers(answer, performance.now() - start),
    ...(server.options.revealEvents === true ? { sdialog: { events: answer.events } } : {}),
  });
  const line = (said: Said, more: object): string =>
    `${JSON.stringify({ ...head(), ...content(said), ...more })}\n`;
  if (request.stream === false) {
    const answer = await wholeAnswer(answering);
    return context.json({
      ...head(),
      ...content(answer),
      ...last(answer),
    });
  }
  return streamAnswer(server, context, answering, {
    contentType: "application/x-ndjson",
    piece: ({ channel, delta }) => {
      if (channel === "text") return [line({ text: delta, thinking: "" }, { done: false })];
      return [line({ text: "", thinking: delta }, { done: false })];
    },
    end: (answer) => [
      ...(answer.toolCalls.length === 0
        ? []
        : [line({ text: "", thinking: "", toolCalls: answer.toolCalls }, { done: false })]),
      line({ text: "", thinking: "" }, last(answer)),
    ],
    failed: ({ message }) => [`${JSON.stringify({ error: message })}\n`],
  });
}

/** Counts, and times in nanoseconds. The time to load and to read the prompt is part of the time to answer. */
function numbers({ usage }: Answer, milliseconds: number) {
  const total = Math.round(milliseconds * 1e6);
  return {
    total_duration: total,
    load_duration: 0,
    prompt_eval_count: usage.inputTokens,
    prompt_eval_duration: 0,
    eval_count: usage.outputTokens,
    eval_duration: total,
  };
}
