import type { Template } from "@huggingface/jinja";
import { DataFormatError, type Dialog } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import { readText } from "@sdialog/core/fs";
import { assistantOf, type ChatMessageOptions, trainableMessages } from "../messages/chat-messages.ts";
import { chatTools } from "../messages/chat-tools.ts";

/** What a chat template makes of a dialogue, or why it makes nothing of it. */
export type Rendered = { readonly text: string } | { readonly refused: string };

/** A model's own chat template. */
export class ChatTemplate {
  /** Whether it marks what the assistant says, which trainers need for a loss on that alone. */
  readonly marksAnswers: boolean;
  readonly #template: Template;
  readonly #tokens: Readonly<Record<string, string>>;

  private constructor(template: Template, tokens: Readonly<Record<string, string>>, marksAnswers: boolean) {
    this.#template = template;
    this.#tokens = tokens;
    this.marksAnswers = marksAnswers;
  }

  /**
   * @param file a `.jinja` template, or the `tokenizer_config.json` of a model
   * @throws FileError when it cannot be read; DataFormatError when it holds no template
   */
  static async load(file: string): Promise<ChatTemplate> {
    const { template, tokens } = readTemplate(await readText(file), file);
    return new ChatTemplate(
      await compile(template, file),
      tokens,
      /\{%-?\s*generation\s*-?%\}/.test(template),
    );
  }

  /** The text a model is trained on. */
  render(dialog: Dialog, options: ChatMessageOptions): Rendered {
    const tools = chatTools(dialog, assistantOf(dialog, options.assistant));
    try {
      const text = this.#template.render({
        ...this.#tokens,
        messages: trainableMessages(dialog, options),
        tools: tools.length === 0 ? null : tools,
        add_generation_prompt: false,
      });
      return { text };
    } catch (cause) {
      return { refused: cause instanceof Error ? cause.message : String(cause) };
    }
  }
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
  const { Template: Jinja } = await import("@huggingface/jinja");
  try {
    return new Jinja(template);
  } catch (cause) {
    throw new DataFormatError(
      `not a chat template: ${cause instanceof Error ? cause.message : String(cause)}`,
      { source: file, cause },
    );
  }
}
