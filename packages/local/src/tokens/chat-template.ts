import { Template } from "@huggingface/jinja";
import type { Message } from "@sdialog/llm";
import { ModelError } from "@sdialog/llm";

/** Renders messages as the prompt text a model was trained on. */
export type ChatTemplate = (messages: readonly Message[]) => string;

const specialTokens = ["bos_token", "eos_token", "pad_token", "unk_token"] as const;

/**
 * @param source the Jinja template
 * @param tokenizerConfig names the special tokens a template may use
 * @returns a function that throws ModelError `invalid_request` when the template refuses the messages
 */
export function chatTemplate(
  model: string,
  source: string | undefined,
  tokenizerConfig: Readonly<Record<string, unknown>>,
): ChatTemplate {
  if (source === undefined) {
    throw new ModelError("the model has no chat template, so it cannot be talked to", {
      kind: "unsupported",
      model,
      hint: "Use an instruction-tuned model, or put a chat_template.jinja into its folder.",
    });
  }
  const template = compile(model, source);
  const variables = Object.fromEntries(
    specialTokens.flatMap((name) => {
      const text = tokenText(tokenizerConfig[name]);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  const render = (messages: readonly Message[]): string =>
    template.render({ ...variables, messages, add_generation_prompt: true });
  return (messages) => {
    try {
      return render(messages);
    } catch {
      // Many templates allow one system message at the start and strict alternation only.
      return renderFolded(model, render, messages);
    }
  };
}

function compile(model: string, source: string): Template {
  try {
    return new Template(source);
  } catch (error) {
    throw new ModelError(`its chat template cannot be read: ${reason(error)}`, {
      kind: "unsupported",
      model,
      hint: "Check chat_template.jinja or tokenizer_config.json in the model's folder.",
    });
  }
}

function renderFolded(model: string, render: ChatTemplate, messages: readonly Message[]): string {
  try {
    return render(foldMessages(messages));
  } catch (error) {
    throw new ModelError(`its chat template refuses these messages: ${reason(error)}`, {
      kind: "invalid_request",
      model,
      hint: "Begin with an optional system message, then alternate user and assistant.",
    });
  }
}

/** One system message at the start; neighbours of the same role joined. */
export function foldMessages(messages: readonly Message[]): readonly Message[] {
  const system = messages.filter((message) => message.role === "system").map(({ content }) => content);
  const folded: Message[] = system.length === 0 ? [] : [{ role: "system", content: system.join("\n\n") }];
  for (const message of messages) {
    if (message.role === "system") continue;
    const last = folded.at(-1);
    if (last?.role === message.role)
      folded[folded.length - 1] = { ...last, content: `${last.content}\n\n${message.content}` };
    else folded.push(message);
  }
  return folded;
}

function tokenText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && "content" in value && typeof value.content === "string")
    return value.content;
  return undefined;
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
