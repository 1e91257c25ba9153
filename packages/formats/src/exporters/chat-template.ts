import { readFile } from "node:fs/promises";
import type { Template } from "@huggingface/jinja";
import { DataFormatError, type Dialog } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import type { ChatMessageOptions } from "../messages/chat-messages.ts";
import type { TextExporter } from "./exporter.ts";
import { trainableMessages } from "../training/find-problems.ts";

/**
 * The text a model is trained on, as its own chat template writes it: lines `{"text": …}`.
 *
 * @param file a `.jinja` template, or the `tokenizer_config.json` of a model
 * @throws DataFormatError when the file holds no template, or the template refuses a dialogue
 */
export async function chatTemplateExporter(file: string, options: ChatMessageOptions): Promise<TextExporter> {
  const { template, tokens } = readTemplate(await readFile(file, "utf8"), file);
  const compiled = await compile(template, file);
  return {
    rows(dialog: Dialog) {
      try {
        const messages = trainableMessages(dialog, options);
        const text = compiled.render({ ...tokens, messages, add_generation_prompt: false });
        return [`${JSON.stringify({ id: String(dialog.id), text })}\n`];
      } catch (cause) {
        const reason = cause instanceof Error ? cause.message : String(cause);
        throw new DataFormatError(`the template refuses dialogue ${dialog.id}: ${reason}`, {
          source: file,
          hint: "Many templates want a user to speak first, or no system message: choose another assistant, or --system none.",
          cause,
        });
      }
    },
  };
}

interface TokenizerConfig {
  readonly chat_template?: string | readonly { readonly name: string; readonly template: string }[];
  readonly [key: string]: unknown;
}

function readTemplate(text: string, file: string): { template: string; tokens: Record<string, string> } {
  if (!file.endsWith(".json")) return { template: text, tokens: {} };
  const config = parseJson(text, file) as TokenizerConfig;
  const { chat_template: found } = config;
  const template =
    typeof found === "string" ? found : found?.find(({ name }) => name === "default")?.template;
  if (template === undefined) {
    throw new DataFormatError("this file has no chat_template", {
      source: file,
      hint: "Newer models keep theirs in a file chat_template.jinja.",
    });
  }
  const tokens = ["bos_token", "eos_token", "unk_token", "pad_token"].flatMap((name) => {
    const value = config[name];
    const token = typeof value === "object" && value !== null && "content" in value ? value.content : value;
    return typeof token === "string" ? [[name, token] as const] : [];
  });
  return { template, tokens: Object.fromEntries(tokens) };
}

async function compile(template: string, file: string): Promise<Template> {
  const { Template: ChatTemplate } = await import("@huggingface/jinja");
  try {
    return new ChatTemplate(template);
  } catch (cause) {
    throw new DataFormatError(
      `not a chat template: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        source: file,
        cause,
      },
    );
  }
}
