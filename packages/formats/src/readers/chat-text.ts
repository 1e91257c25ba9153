import * as z from "zod";
import { recordFormat } from "./record-format.ts";
import { saidDialog } from "./said.ts";
import { saidOf } from "./said-in-text.ts";

recordFormat({
  name: "chat-text",
  description:
    "the text a chat template made: ChatML, Llama 3, Gemma, Zephyr, or lines that begin with roles",
  looks: 'records with "text" in which a chat template marked the messages',
  fit: 0.85,
  shape: z.looseObject({
    text: z
      .string()
      .refine((text) => saidOf(text).length > 0, { error: "no marks of a chat template are in it" }),
  }),
  dialogs: ({ text, id: own, ...row }, { id }) => [
    {
      id: typeof own === "string" || typeof own === "number" ? own : id,
      ...saidDialog(saidOf(text), { annotations: row }),
    },
  ],
});
