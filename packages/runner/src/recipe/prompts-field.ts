import { lookUp } from "@sdialog/core";
import { readText } from "@sdialog/core/fs";
import type { PromptTexts } from "@sdialog/llm";
import * as z from "zod";
import type { FindInput } from "./inputs.ts";
import { within } from "./within.ts";

/** The prompts of what recipes set up, by who is asked. */
export const promptNames = {
  agent: ["agent", "agent-compact"],
  selector: ["speaker-selection", "speaker-selection-again"],
  feedbackUser: ["feedback-user"],
  inquirer: ["inquirer", "inquirer-follow-up", "inquirer-again"],
  experiences: ["experience", "experience-people"],
  query: ["query-adaptation"],
  noise: ["semantic-noise"],
  paraphrase: ["paraphrase"],
  personaCheck: ["persona-consistency"],
  judges: [
    "judge",
    "turn-judge",
    "g-eval-evidence",
    "g-eval-rating",
    "persona-questions",
    "persona-answers",
    "answer-comparison",
  ],
} as const;

type PromptName = (typeof promptNames)[keyof typeof promptNames][number];

/** The field in which a recipe of a kind replaces the prompts that the kind has. */
export function promptsField<const Name extends PromptName>(...names: readonly (readonly Name[])[]) {
  const text = z
    .string()
    .min(1)
    .optional()
    .describe(
      "File with the template, or the template itself: `sdialog prompts NAME` prints the one it replaces",
    );
  const shape = Object.fromEntries(names.flat().map((name) => [name, text]));
  return z
    .strictObject(shape as { readonly [Each in Name]: typeof text })
    .prefault({} as never)
    .describe("Templates in place of the library's prompts");
}

/**
 * The templates that a recipe names, read and checked.
 *
 * @param field name → file or template: a text of several lines, or with slots, is a template
 * @throws RecipeError for a template that lacks what its prompt needs; FileError
 */
export async function readPrompts<Name extends string>(
  field: PromptTexts<Name>,
  input: FindInput,
): Promise<PromptTexts<Name>> {
  const given = Object.entries(field) as [Name, string | undefined][];
  if (given.some(([name]) => (promptNames.judges as readonly string[]).includes(name)))
    await import("@sdialog/evaluation/judges");
  const texts: Record<string, string> = {};
  for (const [name, value] of given) {
    if (value === undefined) continue;
    const text = /\n|\{\{/.test(value) ? value : await readText(input(value));
    within(`prompts.${name}`, () => lookUp("prompt", name).prompt.with(text));
    texts[name] = text;
  }
  return texts as PromptTexts<Name>;
}

/** What a run records of the prompts that its plan gives to models. */
export interface RecordedPrompts {
  /** Name → hash of the prompts, the library's and those in their place. */
  readonly prompts: Readonly<Record<string, string>>;
  /** Name → text of those that took the place of the library's: a file may be changed later. */
  readonly promptTexts: Readonly<Record<string, string>>;
}

/** @param names the prompts a plan gives to models; those that were replaced are recorded besides */
export function recordedPrompts(names: readonly (readonly string[])[], texts: PromptTexts): RecordedPrompts {
  const promptTexts = Object.fromEntries(
    Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const all = new Set([...names.flat(), ...Object.keys(promptTexts)]);
  return {
    prompts: Object.fromEntries(
      [...all].map((name) => [name, lookUp("prompt", name).prompt.with(texts[name]).hash]),
    ),
    promptTexts,
  };
}

/** Of all texts, those under some names. */
export function pickPrompts<Name extends string>(
  texts: PromptTexts,
  ...names: readonly (readonly Name[])[]
): PromptTexts<Name> {
  return Object.fromEntries(
    names.flat().flatMap((name) => (texts[name] === undefined ? [] : [[name, texts[name]]])),
  ) as PromptTexts<Name>;
}
