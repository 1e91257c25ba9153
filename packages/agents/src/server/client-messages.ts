import { z } from "zod";
import { contentSchema, contentText } from "./message-content.ts";
import { badRequest } from "./read-body.ts";
import type { ClientMessage } from "./thread.ts";

export const messageSchema = z.looseObject({
  role: z.string(),
  content: contentSchema,
  name: z.string().nullish(),
});

/** Messages of a client as an agent hears them. @throws RequestError 400 for roles that have no place here */
export function clientMessage({ role, content, name }: z.output<typeof messageSchema>): ClientMessage {
  const text = contentText(content);
  switch (role) {
    case "user":
      return { role, text, ...(name === null || name === undefined ? {} : { name }) };
    case "assistant":
      return { role, text };
    case "system":
    case "developer":
      return { role: "system", text };
    default:
      throw badRequest(
        `messages with the role "${role}" are not supported: agents run tools of their own, and remember them`,
      );
  }
}
