import * as z from "zod";
import { contentSchema, contentText } from "./message-content.ts";
import { badRequest } from "./read-body.ts";
import type { ClientMessage } from "./thread.ts";

export const messageSchema = z.looseObject({
  role: z.string(),
  content: contentSchema,
  name: z.string().nullish(),
});

/** Where protocols carry images and sounds beside the content. */
const media = ["images", "audio", "videos"];

/** Messages of a client as an agent hears them. @throws RequestError 400 for roles that have no place here, and for images and sounds */
export function clientMessage(message: z.output<typeof messageSchema>): ClientMessage {
  const { role, content, name } = message;
  const carried = media.find((key) => carries(message[key]));
  if (carried !== undefined) throw badRequest(`${carried}: agents neither see nor hear`);
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

function carries(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}
