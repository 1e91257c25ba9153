import { checkTemplate } from "@sdialog/core/internal";
import { fitThread } from "../backend-kit/fit-thread.ts";
import { strictThread } from "../backend-kit/thread-rules.ts";
import type { ModelWarning } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import type { Message } from "../message.ts";
import { inTime, isTimeout, longestMs } from "./in-time.ts";

/** A prompt as the model reads it. */
export interface RenderedPrompt {
  readonly text: string;
  /** What had to be added to the messages, or put elsewhere, before the template took them. */
  readonly warnings: readonly ModelWarning[];
}

/** Renders messages as the prompt text a model was trained on. */
export type ChatTemplate = (messages: readonly Message[]) => RenderedPrompt;

/** What a Jinja library makes of a template's source, once: `Template` of @huggingface/jinja. */
export type JinjaTemplate = new (source: string) => {
  render(variables: Record<string, unknown>): string;
};

const specialTokens = ["bos_token", "eos_token", "pad_token", "unk_token"] as const;

/**
 * @param Template who reads the template; handed in, so that only who has templates needs the library
 * @param source the Jinja template
 * @param tokenizerConfig names the special tokens a template may use
 * @returns a function that throws ModelError `invalid_request` when the template refuses the messages
 */
export function chatTemplate(
  Template: JinjaTemplate,
  model: string,
  source: string | undefined,
  tokenizerConfig: Readonly<Record<string, unknown>>,
): ChatTemplate {
  if (source === undefined) {
    throw new ModelError("the model has no chat template, so it cannot hold a conversation", {
      kind: "unsupported",
      model,
      hint: "Use an instruction-tuned model, or put a chat_template.jinja into its folder.",
    });
  }
  const template = compile(Template, model, source);
  const variables = Object.fromEntries(
    specialTokens.flatMap((name) => {
      const text = tokenText(tokenizerConfig[name]);
      return text === undefined ? [] : [[name, text]];
    }),
  );
  const render = inTime((messages: readonly Message[]): string =>
    template.render({ ...variables, messages, add_generation_prompt: true }),
  );
  return (messages) => {
    let refusal: unknown;
    for (const { messages: attempt, warnings } of attempts(messages)) {
      try {
        return { text: render(attempt), warnings };
      } catch (error) {
        if (isTimeout(error)) throw neverEnds(model);
        refusal = error;
      }
    }
    throw new ModelError(`its chat template refuses these messages: ${reason(refusal)}`, {
      kind: "invalid_request",
      model,
      hint: "Begin with an optional system message, then alternate user and assistant.",
    });
  };
}

function neverEnds(model: string): ModelError {
  return new ModelError(`its chat template took longer than ${longestMs / 1000} s`, {
    kind: "unsupported",
    model,
    hint: "A template that loops is broken; look at chat_template.jinja or tokenizer_config.json in the model's folder.",
  });
}

/**
 * The messages as they are; as strict templates want them (one system message at the start, then user and assistant by
 * turns, the user first); and without a system message, which some templates refuse altogether.
 */
function* attempts(
  messages: readonly Message[],
): Generator<{ readonly messages: readonly Message[]; readonly warnings: readonly ModelWarning[] }> {
  yield { messages, warnings: [] };
  const strict = fitThread(messages, strictThread);
  yield strict;
  const [system, user, ...rest] = strict.messages;
  if (system?.role !== "system" || user?.role !== "user") return;
  const message =
    "the instructions were put into the user's first message: the chat template has no place for them";
  yield {
    messages: [{ role: "user", content: `${system.content}\n\n${user.content}` }, ...rest],
    warnings: [...strict.warnings, { setting: "messages", message }],
  };
}

function compile(Template: JinjaTemplate, model: string, source: string): InstanceType<JinjaTemplate> {
  try {
    checkTemplate(source);
    return inTime(() => new Template(source))(undefined);
  } catch (error) {
    if (isTimeout(error)) throw neverEnds(model);
    throw new ModelError(`its chat template cannot be read: ${reason(error)}`, {
      kind: "unsupported",
      model,
      hint: "Check chat_template.jinja or tokenizer_config.json in the model's folder.",
    });
  }
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
