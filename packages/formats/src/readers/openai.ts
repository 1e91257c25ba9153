import { Dialog, type DialogReader } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import { z } from "zod";

const rowSchema = z.looseObject({
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })),
});

/** Reads JSON Lines with one conversation a line, its messages as OpenAI's API writes them. */
export const openaiReader: DialogReader = async function* read({ chunks, source, id }) {
  let text = "";
  for await (const chunk of chunks()) text += chunk;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const { messages } = rowSchema.parse(parseJson(line, source, index + 1));
    yield new Dialog({
      id: `${id}-${index + 1}`,
      turns: messages.map(({ role, content }) => ({ speaker: role, text: content })),
    });
  }
};
