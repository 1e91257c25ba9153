import { z } from "zod";
import { messageParts } from "./message-parts.ts";
import { recordFormat } from "./record-format.ts";
import { roleOf, type Said, saidDialog } from "./said.ts";

interface TextTemplate {
  /** What stands before a message; its group is the role. */
  readonly opens: RegExp;
  /** What stands behind it. */
  readonly closes: RegExp;
}

/** How common chat templates mark messages. */
const templates: readonly TextTemplate[] = [
  { opens: /<\|im_start\|>(\w+)\n/g, closes: /<\|im_end\|>/ },
  {
    opens: /<\|start_header_id\|>(\w+)<\|end_header_id\|>\n\n/g,
    closes: /<\|eot_id\|>|<\|eom_id\|>|<\|end_of_text\|>/,
  },
  { opens: /<start_of_turn>(\w+)\n/g, closes: /<end_of_turn>/ },
  { opens: /<\|(system|user|assistant|tool)\|>\n?/g, closes: /<\/s>|<\|end\|>|<\|endoftext\|>/ },
  { opens: /^(system|user|assistant|human|gpt): ?/gim, closes: /$(?![^])/ },
];

/** The messages of a text that a chat template made; none where its marks are not known. */
function saidOf(text: string): Said[] {
  for (const { opens, closes } of templates) {
    const found = [...text.matchAll(opens)];
    if (found.length === 0) continue;
    return found.map((match, index) => {
      const body = text.slice(match.index + match[0].length, found[index + 1]?.index);
      const end = body.search(closes);
      const content = messageParts(end === -1 ? body : body.slice(0, end)).text.trim();
      const role = roleOf(match[1] ?? "");
      if (role === "result") return { speaker: null, text: "", result: { output: content } };
      return role === "call" || role === undefined
        ? { speaker: match[1] ?? null, text: content }
        : { speaker: role, role, text: content };
    });
  }
  return [];
}

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
