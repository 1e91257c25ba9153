import type { ChatMessageOptions } from "../messages/chat-messages.ts";
import { ChatTemplate } from "../training/chat-template.ts";
import { modelTokens } from "../training/token-counter.ts";
import { DialogRefusedError } from "./dialog-refused-error.ts";
import type { TextExporter } from "./exporter.ts";

/** What trainers take for "no loss here": the `ignore_index` of PyTorch's cross entropy. */
const ignored = -100;

/**
 * Dialogues as tokens with a loss on what the assistant says alone: lines `{"input_ids", "attention_mask", "labels"}`, in
 * which the labels of all other tokens are -100. Parts that are learned and others are tokenized apart, as they are
 * when a model answers: a prompt is never joined with an answer in one token.
 *
 * @param template a `.jinja` template, or the `tokenizer_config.json` of a model
 * @param tokenizer the model's `tokenizer.json`
 * @throws DataFormatError for files that are neither a template nor a tokenizer
 */
export async function tokenMaskExporter(
  template: string,
  tokenizer: string,
  options: ChatMessageOptions,
): Promise<TextExporter> {
  const [chat, tokens] = await Promise.all([ChatTemplate.load(template), modelTokens(tokenizer)]);
  return {
    rows(dialog) {
      const written = chat.parts(dialog, options);
      if ("refused" in written) throw new DialogRefusedError("template_refuses", written.refused);
      const parts = written.parts.map(({ text, learned }) => ({ ids: tokens.encode(text), learned }));
      const ids = parts.flatMap((part) => part.ids);
      const labels = parts.flatMap((part) => (part.learned ? part.ids : part.ids.map(() => ignored)));
      if (!labels.some((label) => label !== ignored))
        throw new DialogRefusedError("nothing_learned", "no token of it is what the assistant says");
      return [`${JSON.stringify({ input_ids: ids, attention_mask: ids.map(() => 1), labels })}\n`];
    },
  };
}
