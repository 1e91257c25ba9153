import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog, registered } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { sampleFolder } from "@sdialog/datasets-star";
import { seedExperience } from "@sdialog/generators";
import { runPlan } from "@sdialog/generators/plan";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { answerAnything } from "../../testing/answering-model.ts";
import { executionFieldNames } from "../common-fields.ts";
import { loadRecipe, type RecipeVariant } from "../load-recipe.ts";
import { planRecipe } from "../plan-recipe.ts";
import "../recipe-kinds.ts";

/** Fields by their place in a recipe, such as `filter.domain`. */
type Fields = Readonly<Record<string, unknown>>;

/** What a kind of recipe makes of its fields. */
interface Walk {
  /** A recipe that makes something. */
  readonly base: Fields;
  /** Another value of each field: with it, something else is asked for or made. */
  readonly others: Fields;
  /** What must stand in the recipe as well, so that a field can matter. */
  readonly beside?: Readonly<Record<string, Fields>>;
  /** Those that never matter, and are refused. */
  readonly idle?: readonly string[];
}

const settings = {
  temperature: 0.3,
  topP: 0.4,
  topK: 7,
  minP: 0.1,
  frequencyPenalty: 0.2,
  presencePenalty: 0.6,
  repetitionPenalty: 1.2,
  maxTokens: 77,
  stop: ["END"],
};
const under = (place: string, fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${place}.${name}`, value]));
const common = { seed: 9, model: "x:2", settings };
const scored = { ...common, evaluate: ["word-count"], judge: "x:2" };
/** At these limits the model's replies are cut off, or often empty. */
const [cutAt, silentAt] = [8, 9];
const cutOff = { "settings.maxTokens": cutAt };
const beside = { judge: { evaluate: ["llm-judge-refusal"] }, retryMaxTokens: cutOff };

const people = ["Ada, a pilot.", "Max, a cook.", "Eva, a nurse.", "Tom, a guide."];
const examples = [seedExperience, { ...seedExperience, topic: "Bees" }];
const experienceFields = {
  participants: 2,
  examples: examples.slice(1),
  draw: "fixed",
  iterative: true,
  batch: 1,
  people,
  pairs: [
    [{ name: "Ada" }, { name: "Max" }],
    [{ name: "Eva" }, { name: "Tom" }],
  ],
  instructions: "Be brief.",
};
const besideExperiences = {
  draw: { examples, batch: 1, count: 4 },
  iterative: { batch: 1 },
  batch: { iterative: true },
};
const chatFields = {
  style: "short",
  words: 12,
  opener: "silent",
  turnTaking: "alternate",
  selector: "x:2",
  retryMaxTokens: 64,
  maxTurns: 3,
};
const inGenerate = ({ count, ...fields }: Fields): Fields => ({
  ...under("generate", fields),
  ...(count === undefined ? {} : { count }),
});
const besideChat = { ...beside, words: { style: "short" } };
const walks: Readonly<Record<string, Walk>> = {
  dialogues: {
    base: { maxTurns: 4, personas: [{ name: "Ann" }, { name: "Bob" }] },
    others: {
      ...scored,
      count: 3,
      maxTurns: 5,
      minTurns: 3,
      personas: [{ name: "Ann" }, { name: "Cem" }],
      context: { location: "a park" },
      firstUtterance: "Nice day!",
      dialogueDetails: "It rains.",
      responseDetails: "Rhyme.",
      retryMaxTokens: 64,
      orchestrators: [{ type: "LengthOrchestrator", min: 4, max: 6 }],
      policies: ["terseness"],
    },
    beside,
  },
  experiences: {
    base: { participants: 2 },
    others: { ...common, count: 3, ...experienceFields, participants: 3 },
    beside: besideExperiences,
  },
  "group-chat": {
    base: { maxTurns: 4 },
    others: {
      ...scored,
      count: 3,
      experiences: examples,
      ...under("generate", { ...experienceFields, participants: 3 }),
      ...chatFields,
    },
    beside: {
      ...besideChat,
      ...Object.fromEntries(
        Object.entries(besideExperiences).map(([name, fields]) => [`generate.${name}`, inGenerate(fields)]),
      ),
    },
  },
  convogen: {
    base: { maxTurns: 4, participants: 2 },
    others: {
      ...scored,
      count: 3,
      ...experienceFields,
      iterative: false,
      participants: 3,
      ...chatFields,
    },
    beside: { ...besideChat, ...besideExperiences },
  },
  interactions: {
    base: { queries: ["Why?", "How?", "When?", "Where?"], perPersona: 1 },
    others: {
      ...scored,
      count: 3,
      queries: ["Who?", "How?"],
      perPersona: 2,
      personas: people,
      "user.model": "x:2",
      "user.settings": settings,
      minTurns: 7,
      maxTurns: 5,
      targetAnswers: 4,
      feedbackProbability: 0,
      styleTransfer: "off",
      retryMaxTokens: 64,
      turnRetries: 0,
      supplementRounds: 0,
      policies: ["terseness"],
      checkPersona: true,
    },
    beside: { ...beside, supplementRounds: { "settings.maxTokens": silentAt, turnRetries: 0 } },
  },
  roleplay: {
    base: { goals: ["a recipe"], personas: ["a cook", "a pilot"], maxTurns: 4 },
    others: {
      ...scored,
      count: 1,
      goals: ["a map"],
      personas: people,
      policies: ["terseness"],
      "inquirer.model": "x:2",
      "inquirer.settings": settings,
      maxTurns: 5,
      retryMaxTokens: 64,
      turnRetries: 0,
      envelope: "json",
      compat: true,
    },
    beside,
  },
  star: {
    base: { path: sampleFolder, maxTurns: 2 },
    others: {
      ...scored,
      count: 1,
      path: "corpus",
      "filter.domain": "library",
      "filter.task": "library_renew",
      "filter.happy": false,
      "filter.multitask": true,
      maxTurns: 3,
      retryMaxTokens: 64,
      originalOpening: true,
      orchestrate: true,
    },
    beside,
  },
  paraphrase: {
    base: { dialogs: "said.jsonl" },
    others: {
      ...scored,
      count: 1,
      dialogs: "others.jsonl",
      speaker: "A",
      turnByTurn: true,
      instructions: "Rhyme.",
    },
    beside,
  },
  evaluation: {
    base: { dialogs: "said.jsonl", evaluate: ["llm-judge-refusal"] },
    others: { ...common, count: 1, dialogs: "others.jsonl", evaluate: ["word-count"], judge: "x:2" },
    // Judges are asked in their own way.
    idle: ["settings"],
  },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-fields-"));
  await saveDialogs(said("hello"), join(folder, "said.jsonl"));
  await saveDialogs(said("goodbye"), join(folder, "others.jsonl"));
  await cp(sampleFolder, join(folder, "corpus"), { recursive: true });
  await rm(join(folder, "corpus", "dialogues", "1.json"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function said(word: string): readonly Dialog[] {
  return ["morning", "evening"].map((time) => {
    const turns = ["A", "B"].map((speaker) => ({ speaker, text: `${speaker} says ${word} in the ${time}.` }));
    return new Dialog({ id: `${word}-${time}`, turns });
  });
}

interface Made {
  readonly asked: readonly object[];
  readonly results: readonly object[];
  readonly failures: object;
}

describe.each(registered("recipe"))("every field of $name", ({ name: kind, schema }) => {
  const { base, others, beside: around = {}, idle = [] } = walks[kind] as Walk;
  const places = placesOf(schema as z.ZodType);
  const plain = new Map<string, Promise<Made>>();
  /** What the same recipe makes without a field; most fields have it in common. */
  const madeWithout = (fields: Fields): Promise<Made> => {
    const key = JSON.stringify(fields);
    if (!plain.has(key)) plain.set(key, made(kind, fields));
    return plain.get(key) as Promise<Made>;
  };

  it("is walked", () => {
    expect(Object.keys(others).toSorted()).toEqual(places.toSorted());
  });

  it.each(places)("%s", async (place) => {
    const without = { ...base, ...around[place] };
    if (idle.includes(place)) {
      await expect(made(kind, { ...without, [place]: others[place] })).rejects.toThrow(
        `${place}: does nothing here`,
      );
      return;
    }
    const changed = await made(kind, { ...without, [place]: others[place] });
    expect(changed).not.toEqual(await madeWithout(without));
    if (others[place] === settings) expect(changed.asked).toContainEqual(expect.objectContaining(settings));
  });
});

/** What a recipe asks of models, what comes of it, and how its tasks end. */
async function made(kind: string, fields: Fields): Promise<Made> {
  const asked: object[] = [];
  const model = (by: unknown) =>
    scriptedModel((request) => {
      asked.push({ by, ...request, signal: undefined });
      const { maxTokens, output, seed = 0 } = request;
      const text = maxTokens === silentAt && seed % 2 === 0 ? "" : answerAnything(request);
      return { text, finishReason: maxTokens === cutAt && output === undefined ? "length" : "stop" };
    });
  const counted = ["star", "paraphrase", "evaluation", "roleplay"].includes(kind) ? {} : { count: 2 };
  const given = nested({ kind, model: "x:1", ...counted, ...fields });
  const { variants } = await loadRecipe(given, { base: folder, settingsFiles: [] });
  const [{ recipe }] = variants as [RecipeVariant];
  const { plan } = await planRecipe(recipe, { base: folder });
  const results: object[] = [];
  const { failures } = await collect(
    runPlan<object>(
      {
        ...plan,
        models: [],
        seed: (index) => plan.seed(index),
        run: (index, context) =>
          plan.run(index, { ...context, model: (ref) => context.model(model(ref ?? "no reference")) }),
      },
      { retries: 0, concurrency: 1 },
    ),
    (result) => {
      const { turns, scores } = result as Fields;
      results.push({ turns, scores });
    },
  );
  return { asked, results, failures };
}

/** Takes everything that is yielded. @returns what is returned */
async function collect<Each, Return>(
  all: AsyncGenerator<Each, Return>,
  take: (each: Each) => void,
): Promise<Return> {
  for (;;) {
    const { done, value } = await all.next();
    if (done === true) return value;
    take(value);
  }
}

function nested(fields: Fields): Record<string, unknown> {
  const recipe: Record<string, unknown> = {};
  for (const [place, value] of Object.entries(fields)) {
    const path = place.split(".");
    const last = path.pop() as string;
    let within = recipe;
    for (const name of path) within = (within[name] ??= {}) as Record<string, unknown>;
    within[last] = value;
  }
  return recipe;
}

/**
 * The places of a kind's fields that change what is made. Templates, chatbots, banks and noise have tests of their own, and
 * so has whatever only says where, how fast and how reliably it is made.
 */
function placesOf(schema: z.ZodType): readonly string[] {
  const apart = new Set(["kind", "prompts", "chatbot", "bank", "noise", ...executionFieldNames]);
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return placesIn(json).filter((place) => place === "count" || !apart.has(place.split(".")[0] as string));
}

function placesIn(schema: z.core.JSONSchema.BaseSchema): readonly string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) =>
    typeof field === "object" &&
    name !== "settings" &&
    field.properties !== undefined &&
    field.additionalProperties === false
      ? placesIn(field).map((place) => `${name}.${place}`)
      : [name],
  );
}
