import {
  Agent,
  type AgentOptions,
  agentPrompt,
  type Behaviour,
  Conversation,
  drawBehaviour,
  type Guard,
  minTurns,
  notEmpty,
  singleSpeaker,
  userGuards,
} from "@sdialog/agents";
import { Context, factsSchema, Random } from "@sdialog/core";
import { ConversationGenerator } from "@sdialog/generators";
import { orchestratorFromJSON } from "@sdialog/orchestrators";
import * as z from "zod";
import { choices, drawChoices } from "../alternatives.ts";
import { commonFields } from "../common-fields.ts";
import { dialogRows } from "../dialog-rows.ts";
import { modelSchema, type ModelSpec, retryMaxTokensField, settingsSchema } from "../model-spec.ts";
import { checkScores, scoreFields, scoreModels } from "../score-fields.ts";
import { within } from "../within.ts";
import { pickPrompts, promptNames, promptsField, readPrompts, recordedPrompts } from "../prompts-field.ts";
import { personaSpecs } from "../persona-spec.ts";
import { behaviourOf, policiesField } from "../policies-field.ts";
import type { RecipeKind, TaskEstimate } from "../recipe-kind.ts";

const orchestratorSchema = z
  .looseObject({ type: z.string().describe("Class of the rule") })
  .describe("A rule with its arguments");

const personaSchema = z
  .looseObject({
    type: z.string().default("Persona").describe("Class of the persona"),
    agent: z
      .strictObject({
        model: modelSchema.optional(),
        settings: settingsSchema.optional(),
        retryMaxTokens: retryMaxTokensField,
        firstUtterance: z.union([z.string(), z.array(z.string())]).optional(),
        orchestrators: z.array(orchestratorSchema).default([]),
        policies: policiesField,
        facts: factsSchema.optional().describe("What this speaker knows, by name"),
        responseDetails: z.string().optional(),
        canFinish: z.boolean().optional().describe("Whether it may end the dialogue. Default: yes"),
      })
      .optional()
      .describe("What differs for this speaker"),
  })
  .describe("Attributes of the persona; a list where the attribute takes one value is drawn from");

const prompts = [promptNames.agent] as const;

const schema = z.strictObject({
  kind: z.literal("dialogues"),
  ...commonFields,
  ...scoreFields,
  prompts: promptsField(...prompts, promptNames.judges),
  maxTurns: z.number().int().min(1).default(20).describe("Most turns (messages) of a dialogue"),
  minTurns: z.number().int().min(1).optional().describe("Nobody may end the dialogue sooner"),
  personas: z.array(personaSchema).min(2).describe("Who talks, in speaking order"),
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
  async create(recipe, { input }) {
    const speakers = recipe.personas.map((persona, position) => {
      const { type, agent, ...attributes } = persona;
      return { agent, draw: personaSpecs(type, attributes, `personas.${position}`) };
    });
    await checkScores(recipe);
    const texts = await readPrompts(recipe.prompts, input);
    const contextChoices = choices(Context.shape, recipe.context ?? {});
    // A wrong rule or situation is better found now than in the first task.
    within("orchestrators", () => recipe.orchestrators.map((rule) => orchestratorFromJSON(rule)));
    within("context", () => new Context(drawChoices(contextChoices, new Random(0)) as object));
    for (const [position, { agent, draw }] of speakers.entries()) {
      draw(new Random(0));
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
      async conversation(random, task) {
        const making = speakers.map(async ({ agent, draw }, position) => {
          const rules = [...recipe.orchestrators, ...(agent?.orchestrators ?? [])];
          const own = drawBehaviour(behaviours[position] ?? [], random.fork("behaviour", position));
          const orchestrators = [...rules.map((rule) => orchestratorFromJSON(rule)), ...own.orchestrators];
          return new Agent({
            persona: draw(random.fork("persona", position)),
            model: await task.model(models[position]),
            ...samplingOf(recipe, agent),
            prompts: pickPrompts(texts, ...prompts),
            orchestrators,
            facts: agent?.facts,
            firstUtterance: agent?.firstUtterance ?? (position === 0 ? recipe.firstUtterance : undefined),
            dialogueDetails: recipe.dialogueDetails,
            responseDetails: agent?.responseDetails ?? recipe.responseDetails,
            canFinish: agent?.canFinish,
          });
        });
        const participants = await Promise.all(making);
        return new Conversation({
          participants,
          guards: [singleSpeaker(), notEmpty(), ...participants.flatMap(guardsOf)],
          context:
            recipe.context === undefined
              ? undefined
              : new Context(drawChoices(contextChoices, random.fork("context")) as object),
          stop: recipe.minTurns === undefined ? [] : [minTurns(recipe.minTurns)],
          maxTurns: recipe.maxTurns,
        });
      },
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

/** Somebody who knows facts is there to tell them when asked, and makes up no others. */
function guardsOf(agent: Agent): readonly Guard[] {
  const { facts, orchestrators } = agent.options;
  return facts === undefined || agent.name === ""
    ? []
    : userGuards({ user: agent.name, facts, told: [agent.prompt()], orchestrators });
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
