import type { ChatMessageOptions } from "../messages/chat-messages.ts";
import { ChatTemplate } from "../training/chat-template.ts";
import { DialogRefusedError } from "./dialog-refused-error.ts";
import type { TextExporter } from "./exporter.ts";

/**
 * The text a model is trained on, as its own chat template writes it: lines `{"id", "text"}`.
 *
 * @param file a `.jinja` template, or the `tokenizer_config.json` of a model
 * @throws DataFormatError when the file holds no template
 */
export async function chatTemplateExporter(file: string, options: ChatMessageOptions): Promise<TextExporter> {
  const template = await ChatTemplate.load(file);
  return {
    rows(dialog) {
      const rendered = template.render(dialog, options);
      if ("refused" in rendered) throw new DialogRefusedError("template_refuses", rendered.refused);
      return [`${JSON.stringify({ id: String(dialog.id), text: rendered.text })}\n`];
    },
  };
}
