import { personaConsistent } from "@sdialog/agents";
import { contentId, deriveSeed, Random, SDialogError } from "@sdialog/core";
import {
  interactionDialog,
  InteractionGenerator,
  interactionStop,
  type InteractionTask,
  PersonaBank,
  queriesFrom,
  type Query,
} from "@sdialog/generators";
import { z } from "zod";
import { checkDialog } from "../check-dialog.ts";
import { commonFields } from "../common-fields.ts";
import { modelSchema, settingsSchema } from "../model-spec.ts";
import { noiseField, noiseModels, noiseOf } from "../noise-fields.ts";
import { listedPersonas, personaListSchema } from "../persona-list.ts";
import { readRecords } from "../read-records.ts";
import { RecipeError } from "../recipe-error.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, scoreDialog, scoreFields, scoreModels } from "../score-fields.ts";
import { within } from "../within.ts";

const schema = z.strictObject({
  kind: z.literal("interactions"),
  ...commonFields,
  ...scoreFields,
  queries: z
    .union([z.string(), z.array(z.union([z.string(), z.looseObject({})]))])
    .describe(
      "What users want, each asked once: a list or a file (JSON, JSON Lines, or text with one per line)",
    ),
  perPersona: z.number().int().min(1).default(5).describe("Interactions per person"),
  bank: z
    .strictObject({
      dimensions: z.string().optional().describe("File with a list of dimensions. Default: 33 that ship"),
      distance: z
        .number()
        .int()
        .min(0)
        .default(3)
        .describe("In how many features any two people differ at least"),
    })
    .prefault({})
    .describe("Where people come from, unless they are listed"),
  personas: personaListSchema
    .optional()
    .describe("People instead of those of a bank; they come again when more are wanted"),
  user: z
    .strictObject({ model: modelSchema.optional(), settings: settingsSchema.prefault({}) })
    .prefault({})
    .describe("Who plays the users. Default: the model that answers them"),
  minTurns: z
    .number()
    .int()
    .min(1)
    .default(4)
    .describe("Nobody is satisfied after fewer messages, answers included"),
  maxTurns: z.number().int().min(2).default(10).describe("Most messages, of both sides together"),
  targetAnswers: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("Answers a user wants. Default: drawn, around 3"),
  styleTransfer: z
    .enum(["mixed", "full", "partial", "off"])
    .default("mixed")
    .describe("Whether queries are rewritten in the person's style"),
  noise: noiseField,
  checkPersona: z
    .boolean()
    .default(false)
    .describe("A judge has messages written again that contradict the person"),
});

/** Simulated users with personas who give feedback to an assistant (PersonaGym). */
export const interactionsKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "interactions",
  description: "Simulated users who ask an assistant and give it feedback",
  from: "@sdialog/runner",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  async create(recipe, { base }) {
    await checkScores(recipe);
    const { perPersona, minTurns, maxTurns, targetAnswers, styleTransfer, seed, noise } = recipe;
    within("maxTurns", () => new InteractionGenerator({ minTurns, maxTurns }));
    const queries = queryOrder(
      queriesFrom(await readRecords(recipe.queries, base, "queries"), "queries"),
      seed,
    );
    if (queries.length < recipe.count) {
      const message = `${queries.length} different ones are not enough for ${recipe.count} interactions`;
      throw new RecipeError("queries", message, {
        hint: "Every query is asked once: lower count, or add some.",
      });
    }
    const person = await people(recipe, base);
    const userSpec = recipe.user.model ?? recipe.model;

    return {
      count: recipe.count,
      models: [recipe.model, userSpec, ...noiseModels(noise, userSpec), ...scoreModels(recipe)],
      perTask: estimate(maxTurns / 2, styleTransfer !== "off"),
      async run(index, context) {
        const userModel = await context.model(userSpec);
        const generator = new InteractionGenerator({
          user: { ...recipe.user.settings, model: userModel },
          assistant: { ...recipe.settings, model: await context.model(recipe.model) },
          noise: await noiseOf(noise, userSpec, context),
          guards: recipe.checkPersona ? [personaConsistent({ model: userModel, speakers: ["User"] })] : [],
          minTurns,
          maxTurns,
          targetAnswers,
          styleTransfer,
          retries: 0,
        });
        const interaction = await generator.interact({
          persona: person(Math.floor(index / perPersona)),
          query: queries[index] as Query,
          seed: context.seed,
          modelSeed: deriveSeed(seed, "interactions", index),
          signal: context.signal,
          metadata: { place: index % perPersona },
        });
        if (interactionStop(interaction) === "provider_error")
          throw modelFailure(interaction.metadata["failure"]);
        const dialog = interactionDialog(interaction);
        const scores = context.signal.aborted ? {} : await scoreDialog(dialog, recipe, context);
        return checkDialog(dialog, {
          id: contentId(context.task.key),
          ...(Object.keys(scores).length === 0 ? {} : { scores }),
        });
      },
    };
  },
};

/** Queries in an order that their file's does not matter for. */
function queryOrder(queries: readonly Query[], seed: number): readonly Query[] {
  const byId = queries.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return new Random(deriveSeed(seed, "queries")).shuffle(byId);
}

type Person = InteractionTask["persona"];

/** The people, drawn as far as they are asked for: each of a bank depends on those before. */
async function people(
  { bank, personas, seed, count, perPersona }: z.output<typeof schema>,
  base: string,
): Promise<(number: number) => Person> {
  if (personas !== undefined) {
    const listed = listedPersonas(personas, seed).map((persona): Person =>
      typeof persona === "string" ? { id: contentId(persona), features: { description: persona } } : persona,
    );
    return (number) => listed[number % listed.length] as Person;
  }
  const { distance, dimensions } = bank;
  const source =
    dimensions === undefined
      ? new PersonaBank({ distance })
      : PersonaBank.from(await readRecords(dimensions, base, "bank.dimensions"), { distance }, dimensions);
  const sequence = source.generate({ n: Math.ceil(count / perPersona), seed: deriveSeed(seed, "people") });
  const drawn: Person[] = [];
  return (number) => {
    while (drawn.length <= number) drawn.push(sequence.next().value as Person);
    return drawn[number] as Person;
  };
}

/** A model that failed for good: the task ends there, and goes on from its finished calls when it is tried again. */
function modelFailure(failure: unknown): SDialogError {
  const { code, message } = failure as { readonly code: string; readonly message: string };
  return new SDialogError(message, { code });
}

/** A call of the user and one of the assistant for every answer; each reads what was said before. */
function estimate(answers: number, adapts: boolean) {
  const answer = 300;
  const message = 60;
  return {
    calls: 2 * answers + (adapts ? 1 : 0),
    inputTokens: answers * 700 + answers * answers * (answer + message) + (adapts ? 500 : 0),
    outputTokens: answers * (answer + message) + (adapts ? message : 0),
  };
}
