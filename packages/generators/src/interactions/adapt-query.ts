import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { headings } from "@sdialog/agents";
import { withoutHeadings } from "@sdialog/agents/internal";
import type { Random } from "@sdialog/core";
import { definePrompt, generateObject, type ModelRef, type PromptTexts, type Usage } from "@sdialog/llm";
import * as z from "zod";
import { type GeneratorModel, modelSettings, generatorModelOptionNames } from "../model-settings.ts";

/** `full`: everything the person is colours the message; `partial`: only what matters for it. */
export type StyleTransfer = "full" | "partial";

/** A query in a person's words, with how it was adapted and what that cost. */
export interface AdaptedQuery {
  readonly text: string;
  readonly mode: StyleTransfer;
  readonly usage: Usage;
  /** The prompt by which, with its hash. */
  readonly prompts: Readonly<Record<"query-adaptation", readonly string[]>>;
}

const wordRanges: Readonly<Record<string, readonly [number, number]>> = {
  "very short": [10, 20],
  short: [20, 40],
  medium: [40, 80],
  long: [80, 150],
};

const adaptedSchema = z.object({
  message: z.string().trim().min(1).describe("The message as this person would type it"),
});

/** Asks for a query in a person's words. */
export const queryAdaptationPrompt = definePrompt({
  name: "query-adaptation",
  description: "asks a model to put a query into a person's words",
  from: "@sdialog/generators",
  slots: {
    persona: "who asks",
    query: "the query as it is",
    full: "whether everything the person is shapes the message",
    partial: "whether only what matters for it does",
    words: "how many words: 20 to 40",
  },
  required: ["persona", "query"],
  fill: withoutHeadings,
  text: `system:
You rewrite messages to an AI assistant so that they sound like a certain person. You never answer them.

${headings.person}
{{persona}}

user:
${headings.message}
{{query}}

{{#full}}Let everything this person is shape the message; facts about the person show only between the lines.{{/full}}{{#partial}}Choose the two to four traits of this person that matter most for this message, and let only those shape it.{{/partial}} Keep what is asked for. Write everyday chat language; leave out instructions that only a prompt writer would give.{{#words}} Use {{words}} words.{{/words}}
`,
});

/** Whose words a query is put into, how far, and by which model. */
export interface AdaptQueryOptions extends GeneratorModel {
  readonly persona: string;
  readonly query: string;
  /** `very short`, `short`, `medium` or `long`. */
  readonly length?: string | undefined;
  readonly mode?: StyleTransfer | undefined;
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
  /** Templates in place of the library's: `query-adaptation`. */
  readonly prompts?: PromptTexts<"query-adaptation"> | undefined;
}

const adaptQueryOptionNames: OptionNames<AdaptQueryOptions> = {
  persona: true,
  query: true,
  length: true,
  mode: true,
  random: true,
  signal: true,
  prompts: { "query-adaptation": true },
  ...generatorModelOptionNames,
};

/**
 * Rewrites a query the way a person would ask it. The mode is drawn half and half unless given.
 * @throws StructuredOutputError when no reply of the model fits; ModelError
 */
export async function adaptQuery(options: AdaptQueryOptions): Promise<AdaptedQuery> {
  checkOptions("adaptQuery", options, adaptQueryOptionNames);
  const { model, persona, query, length, random, signal } = options;
  const mode = options.mode ?? (random.chance(0.5) ? "full" : "partial");
  // PersonaGym's own dimensions write very_short.
  const range = wordRanges[length?.replaceAll("_", " ") ?? ""];
  const template = queryAdaptationPrompt.with(options.prompts?.["query-adaptation"]);
  const { value, usage } = await generateObject(model as ModelRef | undefined, {
    ...modelSettings(options),
    messages: template.messages({
      persona,
      query,
      full: mode === "full",
      partial: mode === "partial",
      words: range?.join(" to "),
    }),
    schema: adaptedSchema,
    name: "adapted_message",
    seed: random.derive("adapt"),
    signal,
  });
  return { text: value.message, mode, usage, prompts: { "query-adaptation": [template.hash] } };
}
