import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { section } from "@sdialog/agents";
import type { Random } from "@sdialog/core";
import { generateObject, type ModelRef, type Usage } from "@sdialog/llm";
import * as z from "zod";
import { type GeneratorModel, modelSettings, generatorModelOptionNames } from "../model-settings.ts";

/** `full`: everything the person is colours the message; `partial`: only what matters for it. */
export type StyleTransfer = "full" | "partial";

/** A query in a person's words, with how it was adapted and what that cost. */
export interface AdaptedQuery {
  readonly text: string;
  readonly mode: StyleTransfer;
  readonly usage: Usage;
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

/** Whose words a query is put into, how far, and by which model. */
export interface AdaptQueryOptions extends GeneratorModel {
  readonly persona: string;
  readonly query: string;
  /** `very short`, `short`, `medium` or `long`. */
  readonly length?: string | undefined;
  readonly mode?: StyleTransfer | undefined;
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
}

const adaptQueryOptionNames: OptionNames<AdaptQueryOptions> = {
  persona: true,
  query: true,
  length: true,
  mode: true,
  random: true,
  signal: true,
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
  const range = length === undefined ? undefined : wordRanges[length];
  const instructions = [
    mode === "full"
      ? "Let everything this person is shape the message; facts about the person show only between the lines."
      : "Choose the two to four traits of this person that matter most for this message, and let only those shape it.",
    "Keep what is asked for. Write everyday chat language; leave out instructions that only a prompt writer would give.",
    ...(range === undefined ? [] : [`Use ${range[0]} to ${range[1]} words.`]),
  ];
  const { value, usage } = await generateObject(model as ModelRef | undefined, {
    ...modelSettings(options),
    messages: [
      {
        role: "system",
        content: `You rewrite messages to an AI assistant so that they sound like a certain person. You never answer them.\n\n${section("person", persona)}`,
      },
      { role: "user", content: `${section("message", query)}\n\n${instructions.join(" ")}` },
    ],
    schema: adaptedSchema,
    name: "adapted_message",
    seed: random.derive("adapt"),
    signal,
  });
  return { text: value.message, mode, usage };
}
