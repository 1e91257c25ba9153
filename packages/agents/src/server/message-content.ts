import * as z from "zod";
import { refuseMedia } from "./media-fields.ts";
import { badRequest } from "./request-error.ts";

const part = z.looseObject({ type: z.string(), text: z.string().nullish() });
const textTypes: ReadonlySet<string> = new Set(["text", "input_text", "output_text"]);

/** A message's content: text, parts, or nothing. */
export const contentSchema = z.union([z.string(), z.array(part)]).nullish();

/** The text of a message's content. @throws RequestError 400 for images and sounds, which agents cannot take in */
export function contentText(content: z.output<typeof contentSchema>): string {
  if (content === null || content === undefined) return "";
  if (typeof content === "string") return content;
  return content
    .map((one) => {
      const { type, text } = one;
      if (text === undefined || text === null || !textTypes.has(type))
        throw badRequest(`content of type "${type}" is not supported, only text`);
      refuseMedia(one);
      return text;
    })
    .join("\n");
}
