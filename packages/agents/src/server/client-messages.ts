import * as z from "zod";
import { contentSchema, contentText } from "./message-content.ts";
import { refuseMedia } from "./media-fields.ts";
import { badRequest } from "./request-error.ts";
import type { ClientMessage } from "./thread.ts";

export const messageSchema = z.looseObject({
  role: z.string(),
  content: contentSchema,
  name: z.string().nullish(),
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
