import { type KindOf, register } from "@sdialog/core";
import {
  checkArguments,
  checkOptions,
  madeOnce,
  type OptionNames,
  requireOptions,
} from "@sdialog/core/internal";
import * as z from "zod/mini";
import { PromptTemplate, type TemplateRules } from "./prompt-template.ts";

/** What a prompt is: what it is for, the text it has unless it is replaced, and the slots in it. */
export interface NewPrompt<Slot extends string> extends Pick<TemplateRules<Slot>, "slots" | "fill"> {
  /** In kebab-case. */
  readonly name: string;
  /** One line for lists: whom it asks for what. */
  readonly description: string;
  /** Slots that every text in place of this one has to name. */
  readonly required: readonly NoInfer<Slot>[];
  /** Its text unless it is replaced: see {@link PromptTemplate}. */
  readonly text: string;
  /** The package that brings it. */
  readonly from?: string | undefined;
}

const newPromptNames: OptionNames<NewPrompt<string>> = {
  name: true,
  description: true,
  slots: true,
  required: true,
  text: true,
  from: true,
  fill: true,
};

/** A prompt that can be replaced, by name, where it is used and in recipes. */
export interface Prompt<Slot extends string = string> {
  readonly name: string;
  readonly description: string;
  readonly slots: Readonly<Record<Slot, string>>;
  readonly required: readonly Slot[];
  /** The prompt unless it is replaced. */
  readonly standard: PromptTemplate<Slot>;
  /** The prompt with a text in place of its own, or its own. @throws PromptTemplateError */
  with(text: string | undefined): PromptTemplate<Slot>;
}

/** Texts to use in place of prompts, by the prompts' names. */
export type PromptTexts<Name extends string = string> = { readonly [Each in Name]?: string | undefined };

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** What models are told, as a template that can be replaced. */
    prompt: KindOf<PromptTemplate, undefined, { readonly prompt: Prompt }>;
  }
}

/**
 * Makes a prompt that can be replaced, and known by name: `sdialog prompts` lists it.
 *
 * ```ts
 * import { definePrompt } from "@sdialog/llm";
 *
 * const greeting = definePrompt({
 *   name: "greeting",
 *   description: "asks for a greeting",
 *   slots: { name: "who is greeted", tone: "how" },
 *   required: ["name"],
 *   text: "system:\nYou greet people{{#tone}}, {{tone}}{{/tone}}.\n\nuser:\nGreet {{name}}.",
 * });
 * greeting.standard.messages({ name: "Ada" });
 * greeting.with("Say hello to {{name}}, and nothing else.").messages({ name: "Ada" });
 * ```
 *
 * @throws PromptTemplateError when the text does not fit the slots
 */
export function definePrompt<const Slot extends string>(fields: NewPrompt<Slot>): Prompt<Slot> {
  checkArguments("definePrompt", arguments, 1);
  checkOptions("definePrompt", fields, newPromptNames);
  requireOptions("definePrompt", fields, ["name", "description", "slots", "required", "text"]);
  const prompt = promptOf(fields);
  // Read now, so that a text that does not fit is told of where it is written.
  void prompt.standard;
  return entered(prompt, fields);
}

/** As {@link definePrompt}, for prompts of our own: their texts are read when they are first used, and all of them in tests. */
export function builtInPrompt<const Slot extends string>(fields: NewPrompt<Slot>): Prompt<Slot> {
  return entered(promptOf(fields), fields);
}

function promptOf<Slot extends string>(fields: NewPrompt<Slot>): Prompt<Slot> {
  const { name, description, slots, required, text } = fields;
  const rules = madeOnce((): TemplateRules<Slot> => {
    const role = /^user:[ \t]*$/m.test(text) ? "user" : "system";
    return { name, slots, required, role, fill: fields.fill };
  });
  const standard = madeOnce(() => new PromptTemplate(rules(), text));
  return {
    name,
    description,
    slots,
    required,
    get standard() {
      return standard();
    },
    with: (other) => (other === undefined ? standard() : new PromptTemplate(rules(), other)),
  };
}

const textSchema = z.strictObject({ text: z.optional(z.string()) });

function entered<Slot extends string>(prompt: Prompt<Slot>, { from }: NewPrompt<Slot>): Prompt<Slot> {
  register("prompt", {
    name: prompt.name,
    description: prompt.description,
    from,
    prompt: prompt as unknown as Prompt,
    schema: textSchema,
    create: ({ text: other }) => prompt.with(other) as unknown as PromptTemplate,
  });
  return prompt;
}

/** The prompt as a file to change: its text below a comment for each slot. */
export function promptFile({ name, slots, required, standard }: Prompt): string {
  const told = Object.entries(slots).map(
    ([slot, meaning]) => `{{! ${slot}${required.includes(slot) ? " (needed)" : ""}: ${meaning} }}`,
  );
  return [`{{! The prompt "${name}". }}`, ...told, standard.text, ""].join("\n");
}

/** The hashes of prompts by name, as dialogues and runs record them. */
export function promptHashes(prompts: Readonly<Record<string, PromptTemplate>>): Record<string, string> {
  return Object.fromEntries(Object.entries(prompts).map(([name, { hash }]) => [name, hash]));
}
