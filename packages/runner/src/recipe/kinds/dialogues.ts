import { Agent, type AgentOptions, agentPrompt, type Behaviour } from "@sdialog/agents";
import { type AttributeModel, Context, deriveSeed, factsSchema, Random } from "@sdialog/core";
import { castConversation, ConversationGenerator } from "@sdialog/generators";
import { orchestratorFromJSON } from "@sdialog/orchestrators";
import * as z from "zod";
import { choices, drawChoices } from "../alternatives.ts";
import { commonFields } from "../common-fields.ts";
import { dialogRows } from "../dialog-rows.ts";
import { modelSchema, type ModelSpec, retryMaxTokensField, settingsSchema } from "../model-spec.ts";
import { checkScores, idleScoreFields, scoreFields, scoreModels } from "../score-fields.ts";
import { within } from "../within.ts";
import { pickPrompts, promptNames, promptsField, readPrompts, recordedPrompts } from "../prompts-field.ts";
import { personaSpecs } from "../persona-spec.ts";
import { behaviourOf, policiesField } from "../policies-field.ts";
import { drawnPersonas, populationField } from "../population-field.ts";
import type { FindInput } from "../inputs.ts";
import type { RecipeKind, TaskEstimate } from "../recipe-kind.ts";

const orchestratorSchema = z
  .looseObject({ type: z.string().describe("Class of the rule") })
  .describe("A rule with its arguments");

const agentSchema = z
  .strictObject({
    model: modelSchema.optional(),
    settings: settingsSchema.optional(),
    retryMaxTokens: retryMaxTokensField,
    firstUtterance: z.union([z.string(), z.array(z.string())]).optional(),
    orchestrators: z.array(orchestratorSchema).default([]),
    policies: policiesField,
    facts: z.optional(factsSchema).describe("What this speaker knows, by name"),
    responseDetails: z.string().optional(),
    canFinish: z.boolean().optional().describe("Whether it may end the dialogue. Default: yes"),
  })
  .optional()
  .describe("What differs for this speaker");

const personaSchema = z
  .looseObject({
    type: z.string().default("Persona").describe("Class of the persona"),
    agent: agentSchema,
  })
  // What names a population is held to what is said of one.
  .refine((persona) => !("population" in persona), { abort: true })
  .describe("Attributes of the persona; a list where the attribute takes one value is drawn from");

const drawnSchema = populationField
  .extend({
    name: z.string().min(1).default("User").describe("What the speaker is called in the dialogues"),
    agent: agentSchema,
  })
  .describe("Somebody of a population, one person after the other, dialogue by dialogue");

const prompts = [promptNames.agent] as const;

const schema = z.strictObject({
  kind: z.literal("dialogues"),
  ...commonFields,
  ...scoreFields,
  prompts: promptsField(...prompts, promptNames.judges),
  maxTurns: z.number().int().min(1).default(20).describe("Most turns (messages) of a dialogue"),
  minTurns: z.number().int().min(1).optional().describe("Nobody may end the dialogue sooner"),
  personas: z
    .array(z.union([drawnSchema, personaSchema]), {
      error: ({ input }) =>
        typeof input === "object" && input !== null && "population" in input
          ? "a population stands for one of the speakers here: personas: [{ population: …, n: … }, { name: … }]"
          : undefined,
    })
    .min(2)
    .describe("Who talks, in speaking order"),
  context: z
    .looseObject({})
    .optional()
    .describe("The situation; where an attribute takes one value, a list is drawn from"),
  firstUtterance: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe("What the first speaker opens with"),
  dialogueDetails: z.string().optional().describe("Facts about the conversation"),
  responseDetails: z.string().optional().describe("How everybody answers"),
  retryMaxTokens: retryMaxTokensField,
  orchestrators: z.array(orchestratorSchema).default([]).describe("Rules for every speaker"),
  policies: policiesField.describe("How every speaker behaves who has no policies of its own"),
});

type DialoguesRecipe = z.output<typeof schema>;

/** Personas who talk with each other. */
export const dialoguesKind: RecipeKind<DialoguesRecipe, z.input<typeof schema>> = {
  name: "dialogues",
  description: "Personas who talk with each other",
  from: "@sdialog/runner",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  idle: idleScoreFields,
  async create(recipe, { input }) {
    const casting = recipe.personas.map((persona, position) => speakerOf(persona, position, recipe, input));
    const speakers = await Promise.all(casting);
    await checkScores(recipe);
    const texts = await readPrompts(recipe.prompts, input);
    const contextChoices = choices(Context.shape, recipe.context ?? {});
    // A wrong rule or situation is better found now than in the first task.
    within("orchestrators", () => recipe.orchestrators.map((rule) => orchestratorFromJSON(rule)));
    within("context", () => new Context(drawChoices(contextChoices, new Random(0)) as object));
    for (const [position, { agent, draw }] of speakers.entries()) {
      draw(new Random(0), 0);
      within(
        agent?.retryMaxTokens === undefined ? "retryMaxTokens" : `personas.${position}.agent.retryMaxTokens`,
        () => new Agent(samplingOf(recipe, agent)),
      );
      within(`personas.${position}.agent.orchestrators`, () =>
        agent?.orchestrators.map((rule) => orchestratorFromJSON(rule)),
      );
    }
    const common = await behaviourOf(recipe.policies, input);
    const behaviours: (Behaviour | undefined)[] = [];
    for (const [position, { agent }] of speakers.entries()) {
      const place = `personas.${position}.agent.policies`;
      behaviours.push((await behaviourOf(agent?.policies, input, place)) ?? common);
    }
    const models = speakers.map(({ agent }) => agent?.model ?? recipe.model);

    const generator = new ConversationGenerator<ModelSpec>({
      conversation: castConversation({
        speakers: speakers.map(({ name, agent, draw }, position) => ({
          persona: draw,
          model: models[position],
          behaviour: behaviours[position],
          agent: {
            name,
            ...samplingOf(recipe, agent),
            prompts: pickPrompts(texts, ...prompts),
            orchestrators: [...recipe.orchestrators, ...(agent?.orchestrators ?? [])].map((rule) =>
              orchestratorFromJSON(rule),
            ),
            facts: agent?.facts,
            firstUtterance: agent?.firstUtterance ?? (position === 0 ? recipe.firstUtterance : undefined),
            dialogueDetails: recipe.dialogueDetails,
            responseDetails: agent?.responseDetails ?? recipe.responseDetails,
            canFinish: agent?.canFinish,
          },
        })),
        context:
          recipe.context === undefined
            ? undefined
            : (random) => new Context(drawChoices(contextChoices, random) as object),
        minTurns: recipe.minTurns,
        maxTurns: recipe.maxTurns,
      }),
    });
    return {
      ...dialogRows(generator.plan({ count: recipe.count, seed: recipe.seed }), {
        ...recipe,
        prompts: texts,
      }),
      ...recordedPrompts(prompts, texts),
      models: [...models, ...scoreModels(recipe)],
      perTask: estimate(recipe),
    };
  },
};

/** One of the speakers: its name where its persona has none, and who it is in the dialogue of a number. */
interface Speaker {
  readonly name?: string;
  readonly agent: DialoguesRecipe["personas"][number]["agent"];
  draw(random: Random, index: number): AttributeModel | string;
}

async function speakerOf(
  persona: DialoguesRecipe["personas"][number],
  position: number,
  { seed }: DialoguesRecipe,
  input: FindInput,
): Promise<Speaker> {
  const place = `personas.${position}`;
  if (!isDrawn(persona)) {
    const { type, agent, ...attributes } = persona;
    return { agent, draw: personaSpecs(type, attributes, place) };
  }
  const { name, agent, ...population } = persona;
  const people = await drawnPersonas(
    population,
    deriveSeed(seed, "population", position),
    input,
    undefined,
    place,
  );
  return { name, agent, draw: (_, index) => people[index % people.length] as string };
}

function isDrawn(persona: DialoguesRecipe["personas"][number]): persona is z.output<typeof drawnSchema> {
  return "population" in persona;
}

/** How a speaker's model is sampled: the recipe's way, but for what is the speaker's own. */
function samplingOf(
  recipe: DialoguesRecipe,
  agent: DialoguesRecipe["personas"][number]["agent"],
): AgentOptions {
  return {
    ...recipe.settings,
    ...agent?.settings,
    retryMaxTokens: agent?.retryMaxTokens ?? recipe.retryMaxTokens,
  };
}

/** One call per turn; each reads the prompt and everything said before. */
function estimate(recipe: DialoguesRecipe): TaskEstimate {
  const calls = recipe.maxTurns;
  const prompt = agentPrompt.standard.render({ persona: JSON.stringify(recipe.personas[0]) }).length / 4;
  const reply = Math.min(recipe.settings.maxTokens ?? tokensPerTurn, tokensPerTurn);
  return {
    calls,
    inputTokens: Math.round(calls * (prompt + ((calls - 1) / 2) * reply)),
    outputTokens: calls * reply,
  };
}

/** A spoken turn of two sentences. */
const tokensPerTurn = 40;
