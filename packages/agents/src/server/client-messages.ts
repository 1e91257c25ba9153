import type { ToolCall } from "@sdialog/llm";
import * as z from "zod";
import { argumentsOf } from "./client-tools.ts";
import { contentSchema, contentText } from "./message-content.ts";
import { refuseMedia } from "./media-fields.ts";
import { badRequest } from "./request-error.ts";
import type { ClientMessage } from "./thread.ts";

const callSchema = z.looseObject({
  id: z.string().nullish(),
  function: z.looseObject({
    name: z.string(),
    arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  }),
});

export const messageSchema = z.looseObject({
  role: z.string(),
  content: contentSchema,
  name: z.string().nullish(),
  tool_calls: z.array(callSchema).nullish(),
  tool_call_id: z.string().nullish(),
  /** What Ollama has instead of the call's id. */
  tool_name: z.string().nullish(),
});

/** Messages of a client as an agent hears them. @throws RequestError 400 for roles that have no place here, and for images and sounds */
export function clientMessage(message: z.output<typeof messageSchema>): ClientMessage {
  const { role, content, name } = message;
  refuseMedia(message);
  const text = contentText(content);
  switch (role) {
    case "user":
      return { role, text, ...(name === null || name === undefined ? {} : { name }) };
    case "assistant":
      return { role, text, toolCalls: (message.tool_calls ?? []).map(toolCall) };
    case "tool":
      return { role, text, toolCallId: message.tool_call_id, name: message.tool_name ?? name ?? undefined };
    case "system":
    case "developer":
      return { role: "system", text };
    default:
      throw badRequest(`messages with the role "${role}" are not supported`);
  }
}

function toolCall({ id, function: called }: z.output<typeof callSchema>, index: number): ToolCall {
  return { id: id ?? `call_${index}`, name: called.name, input: argumentsOf(called.arguments) };
}
