import type { Template } from "@huggingface/jinja";
import { DataFormatError, type Dialog } from "@sdialog/core";
import { checkTemplate, parseJson } from "@sdialog/core/internal";
import { inTime, isTimeout, longestMs, readText } from "@sdialog/core/fs";
import { assistantOf, type ChatMessageOptions, trainableMessages } from "../messages/chat-messages.ts";
import type { ChatMessage, ChatTool } from "../messages/chat-message.ts";
import { chatTools } from "../messages/chat-tools.ts";

/** What a chat template makes of a dialogue, or why it makes nothing of it. */
export type Rendered = { readonly text: string } | { readonly refused: string };

/** A part of what a chat template writes, and whether the model is to learn it: what the assistant says, and its end. */
export interface TextPart {
  readonly text: string;
  readonly learned: boolean;
}

const generation = /\{%(-?)\s*(end)?generation\s*(-?)%\}/g;
// Characters for private use, which no text has.
const [opens, closes] = ["\uE0F0", "\uE0F1"];

/** A model's own chat template. */
export class ChatTemplate {
  /** Whether it marks what the assistant says, which trainers need for a loss on that alone. */
  readonly marksAnswers: boolean;
  readonly #template: Template;
  /** The same, with signs around what the assistant says. */
  readonly #marking: Template | undefined;
  readonly #tokens: Readonly<Record<string, string>>;
  readonly #file: string;
  readonly #render = inTime(
    ({ template, variables }: { template: Template; variables: Record<string, unknown> }): string =>
      template.render(variables),
  );

  private constructor(
    template: Template,
    marking: Template | undefined,
    tokens: Readonly<Record<string, string>>,
    file: string,
  ) {
    this.#template = template;
    this.#marking = marking;
    this.#tokens = tokens;
    this.#file = file;
    this.marksAnswers = marking !== undefined;
  }

  /**
   * @param file a `.jinja` template, or the `tokenizer_config.json` of a model
   * @throws FileError when it cannot be read; DataFormatError when it holds no template, or one that is out of bounds
   */
  static async load(file: string): Promise<ChatTemplate> {
    const { template, tokens } = readTemplate(await readText(file), file);
    checkBounds(template, file);
    const marked = withMarks(template);
    return new ChatTemplate(
      await compile(template, file),
      marked === template ? undefined : await compile(marked, file),
      tokens,
      file,
    );
  }

  /**
   * The text a model is trained on.
   *
   * @param messagesOf gives the messages it is handed
   * @throws DataFormatError when the template takes too long, which is not an answer to this dialogue alone
   */
  render(dialog: Dialog, options: ChatMessageOptions, messagesOf = trainableMessages): Rendered {
    return attempt(() => ({ text: this.#write(this.#template, contentsOf(dialog, options, messagesOf)) }));
  }

  /**
   * The text a model is trained on, in parts: those in the template's generation blocks are learned, or where it has none,
   * what each message of the assistant adds to the text before it.
   *
   * @throws as {@link ChatTemplate.render} does
   */
  parts(
    dialog: Dialog,
    options: ChatMessageOptions,
    messagesOf = trainableMessages,
  ): { readonly parts: readonly TextPart[] } | { readonly refused: string } {
    return attempt(() => {
      const contents = contentsOf(dialog, options, messagesOf);
      const text = this.#write(this.#template, contents);
      const marked =
        this.#marking === undefined ? undefined : markedParts(this.#write(this.#marking, contents));
      if (marked !== undefined && joined(marked) === text) return { parts: weighted(marked, contents) };
      return { parts: this.#addedParts(text, contents) };
    });
  }

  #write(template: Template, { messages, tools }: Contents, prompts = false): string {
    try {
      return this.#render({
        template,
        variables: {
          ...this.#tokens,
          messages,
          tools: tools.length === 0 ? null : tools,
          add_generation_prompt: prompts,
        },
      });
    } catch (error) {
      throw isTimeout(error) ? neverEnds(this.#file) : error;
    }
  }

  #addedParts(text: string, { messages, tools }: Contents): TextPart[] {
    const parts: TextPart[] = [];
    let at = 0;
    for (const [index, message] of messages.entries()) {
      if (message.role !== "assistant") continue;
      const until = (count: number, prompts: boolean): string =>
        this.#write(this.#template, { messages: messages.slice(0, count), tools }, prompts);
      const before = [until(index, true), until(index, false)].find((written) => text.startsWith(written));
      const after = until(index + 1, false);
      if (before === undefined || !text.startsWith(after))
        throw new Error(
          "the template does not mark answers, and writes earlier messages differently when others follow, so what is to be learned cannot be told apart",
        );
      parts.push({ text: text.slice(at, before.length), learned: false });
      parts.push({
        text: text.slice(Math.max(at, before.length), after.length),
        learned: !isUnlearned(message),
      });
      at = after.length;
    }
    return [...parts, { text: text.slice(at), learned: false }].filter((part) => part.text !== "");
  }
}

interface Contents {
  readonly messages: readonly ChatMessage[];
  readonly tools: readonly ChatTool[];
}

function contentsOf(
  dialog: Dialog,
  options: ChatMessageOptions,
  messagesOf: typeof trainableMessages,
): Contents {
  return {
    messages: messagesOf(dialog, options),
    tools: chatTools(dialog, assistantOf(dialog, options.assistant)),
  };
}

/** What a template refuses is an answer, not a failure; that it never ends is one. */
function attempt<Result>(make: () => Result): Result | { readonly refused: string } {
  try {
    return make();
  } catch (cause) {
    if (cause instanceof DataFormatError) throw cause;
    return { refused: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** A template with signs for the tags of its generation blocks. White space around a tag goes or stays as the tag says. */
function withMarks(template: string): string {
  let [marked, at] = ["", 0];
  for (const { 0: tag, 1: cut, 2: ends, 3: cutAfter, index } of template.matchAll(generation)) {
    const before = template.slice(at, index);
    const line = before.lastIndexOf("\n") + 1;
    const lead =
      cut === "-" ? before.trimEnd() : before.slice(line).trim() === "" ? before.slice(0, line) : before;
    marked += `${lead}{{ "${ends === undefined ? opens : closes}" }}`;
    at = index + tag.length;
    if (cutAfter === "-") at += template.slice(at).length - template.slice(at).trimStart().length;
    else if (template[at] === "\n") at++;
  }
  return marked + template.slice(at);
}

function markedParts(text: string): TextPart[] {
  return text
    .split(opens)
    .flatMap((piece, index): TextPart[] => {
      if (index === 0) return [{ text: piece, learned: false }];
      const [inside = "", ...outside] = piece.split(closes);
      return [
        { text: inside, learned: true },
        { text: outside.join(""), learned: false },
      ];
    })
    .filter((part) => part.text !== "");
}

/** Marked parts, of which those are not learned that say what has weight 0. */
function weighted(parts: readonly TextPart[], { messages }: Contents): readonly TextPart[] {
  if (!messages.some(isUnlearned)) return parts;
  const answers = messages.filter(({ role }) => role === "assistant");
  if (parts.filter(({ learned }) => learned).length !== answers.length)
    throw new Error("an answer has weight 0, and the template does not mark every answer by itself");
  let at = -1;
  return parts.map((part) => {
    if (!part.learned) return part;
    const answer = answers[++at];
    return { ...part, learned: answer === undefined || !isUnlearned(answer) };
  });
}

function isUnlearned(message: ChatMessage): boolean {
  return message.role === "assistant" && message.weight === 0;
}

function joined(parts: readonly TextPart[]): string {
  return parts.map(({ text }) => text).join("");
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
    return inTime(() => new Jinja(template))(undefined);
  } catch (cause) {
    throw isTimeout(cause) ? neverEnds(file) : notATemplate(file, cause);
  }
}

/** @throws DataFormatError */
function checkBounds(template: string, file: string): void {
  try {
    checkTemplate(template);
  } catch (cause) {
    throw notATemplate(file, cause);
  }
}

function notATemplate(source: string, cause: unknown): DataFormatError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DataFormatError(`not a chat template: ${reason}`, { source, cause });
}

function neverEnds(source: string): DataFormatError {
  return new DataFormatError(`this chat template took longer than ${longestMs / 1000} s`, {
    source,
    hint: "A template that loops is broken: take the one that came with the model.",
  });
}
