import type { Hono } from "hono";
import * as z from "zod";
import { type Answer, wholeAnswer } from "../answer.ts";
import { ByteBoundedMap, textBytes } from "../byte-bounded-map.ts";
import { readBody } from "../read-body.ts";
import { badRequest, RequestError } from "../request-error.ts";
import { samplingSchema, samplingSettings } from "../sampling-settings.ts";
import { callOf, now, type ServerContext } from "../server-context.ts";
import { streamAnswer } from "../stream-answer.ts";
import type { ClientMessage } from "../thread.ts";
import { clientMessage, messageSchema } from "../client-messages.ts";
import { argumentsOf, clientTools, clientToolsSchema } from "../client-tools.ts";
import { contentSchema, contentText } from "../message-content.ts";
import { responseStream } from "./response-stream.ts";
import {
  callItem,
  messageItem,
  reasoningItem,
  type ResponseHead,
  responseObject,
} from "./response-object.ts";

const schema = z.looseObject({
  model: z.string(),
  input: z.union([
    z.string(),
    z.array(
      messageSchema.extend({
        type: z.string().nullish(),
        role: z.string().optional(),
        call_id: z.string().nullish(),
        arguments: z.string().nullish(),
        output: contentSchema,
      }),
    ),
  ]),
  instructions: z.string().nullish(),
  previous_response_id: z.string().nullish(),
  stream: z.boolean().nullish(),
  store: z.boolean().nullish(),
  max_output_tokens: z.number().int().positive().nullish(),
  ...clientToolsSchema,
  text: z.looseObject({ format: z.looseObject({ type: z.string() }).nullish() }).nullish(),
  reasoning: z.looseObject({ effort: z.enum(["low", "medium", "high"]).nullish() }).nullish(),
  ...samplingSchema,
});

/** `POST /v1/responses`, streaming and not; `previous_response_id` goes on from a response the server still remembers. */
export function responses(app: Hono, server: ServerContext): void {
  const stored = new ByteBoundedMap<readonly ClientMessage[]>(server.maxResponsesBytes, (messages) =>
    textBytes(messages.map(({ text }) => text)),
  );
  app.post("/v1/responses", async (context) => {
    const body = await readBody(server, context, schema);
    if ((body.text?.format?.type ?? "text") !== "text")
      throw badRequest("text.format: agents answer in text");
    const before = body.previous_response_id == null ? [] : stored.get(body.previous_response_id);
    if (before === undefined)
      throw new RequestError(`previous response "${body.previous_response_id}" not found`, {
        status: 400,
        code: "previous_response_not_found",
      });
    const said = [...before, ...inputMessages(body.input)];
    const { instructions } = body;
    const call = callOf(server, context, {
      model: body.model,
      // As in the original, instructions hold for one response and are not remembered with it.
      messages: instructions == null ? said : [{ role: "system", text: instructions }, ...said],
      settings: samplingSettings(body, body.max_output_tokens),
      seed: body.seed ?? undefined,
      stream: body.stream === true,
      think: body.reasoning?.effort ?? undefined,
      tools: clientTools(body),
    });
    const head: ResponseHead = {
      id: `resp_${crypto.randomUUID().replaceAll("-", "")}`,
      created_at: now(server),
      model: body.model,
      instructions: instructions ?? null,
      previous_response_id: body.previous_response_id ?? null,
      temperature: body.temperature ?? null,
      top_p: body.top_p ?? null,
      max_output_tokens: body.max_output_tokens ?? null,
      store: body.store ?? true,
    };
    const answering = server.service.answer(call);
    const finish = (answer: Answer) => {
      if (head.store)
        stored.set(head.id, [...said, { role: "assistant", text: answer.text, toolCalls: answer.toolCalls }]);
      const { thinking, text, toolCalls } = answer;
      const output = [
        ...(thinking === "" ? [] : [reasoningItem(head, thinking)]),
        ...(text === "" && toolCalls.length > 0 ? [] : [messageItem(head, text)]),
        ...toolCalls.map((each) => callItem(head, each)),
      ];
      return responseObject(head, answer, output);
    };
    if (body.stream === true) return streamAnswer(server, context, answering, responseStream(head, finish));
    return context.json(finish(await wholeAnswer(answering)));
  });
}

function inputMessages(input: z.output<typeof schema>["input"]): ClientMessage[] {
  if (typeof input === "string") return [{ role: "user", text: input }];
  const messages = input
    .filter(({ type }) => type !== "reasoning")
    .map(({ type, role, ...message }): ClientMessage => {
      const { call_id: id, name } = message;
      if (type === "function_call" && id != null && name != null)
        return {
          role: "assistant",
          text: "",
          toolCalls: [{ id, name, input: argumentsOf(message.arguments) }],
        };
      if (type === "function_call_output" && id != null)
        return { role: "tool", text: contentText(message.output), toolCallId: id };
      if (role === undefined || (type ?? "message") !== "message")
        throw badRequest(
          `input items of type "${type ?? "unknown"}" are not supported, only messages and calls`,
        );
      return clientMessage({ ...message, role });
    });
  return withParallelCalls(messages);
}

/** Calls that were made at once are items of their own here, and one message to everybody else. */
function withParallelCalls(messages: readonly ClientMessage[]): ClientMessage[] {
  const merged: ClientMessage[] = [];
  for (const message of messages) {
    const before = merged.at(-1);
    const [made, more] = [before?.toolCalls ?? [], message.toolCalls ?? []];
    if (before === undefined || made.length === 0 || more.length === 0 || message.text !== "")
      merged.push(message);
    else merged.splice(-1, 1, { ...before, toolCalls: [...made, ...more] });
  }
  return merged;
}
