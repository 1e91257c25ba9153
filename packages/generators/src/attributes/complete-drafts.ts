import type { AttributeShape, Random } from "@sdialog/core";
import { isBlank } from "@sdialog/core/internal";
import { type ChatModel, generateObject, type ModelSettings, StructuredOutputError } from "@sdialog/llm";
import * as z from "zod";
import { type attributePrompt, attributeSlots, type AttributeTask } from "../prompts/attribute-prompt.ts";
import { attributeSchema } from "./attribute-schema.ts";
import type { Draft } from "./draft.ts";
import { fitValue } from "./fit-value.ts";

/** How the model is asked. */
export interface Asking {
  readonly model: ChatModel;
  readonly settings: ModelSettings;
  readonly template: typeof attributePrompt.standard;
  readonly task: Pick<AttributeTask, "subject" | "className" | "instructions" | "earlier">;
  readonly shape: AttributeShape;
  readonly retries: number;
  /** Accepts a value for an attribute, or says why it cannot be used. */
  readonly claim: (name: string, value: unknown) => string | undefined;
  readonly random: Random;
  readonly signal: AbortSignal | undefined;
}

/** A draft with what is wrong with the model's answers so far. */
export interface Attempted {
  readonly draft: Draft;
  readonly problems: readonly string[];
}

/**
 * Lets the model fill in what the drafts need: all of them in one call, then the incomplete ones one by one, each time
 * asking only for what is still missing and saying what was wrong.
 *
 * @returns the drafts in the same order; one that is still incomplete says why
 * @throws ModelError when a call fails for another reason than an unusable reply
 */
export async function completeDrafts(drafts: readonly Draft[], asking: Asking): Promise<Attempted[]> {
  let attempted = drafts.map((draft): Attempted => ({ draft, problems: [] }));
  if (drafts.every(isComplete)) return attempted;
  let attempt = 1;
  if (drafts.length > 1) attempted = await ask(attempted, asking, attempt++);
  const completed: Attempted[] = [];
  for (const item of attempted) completed.push(await persist(item, asking, attempt));
  return completed;
}

export function isComplete({ wanted }: Draft): boolean {
  return Object.keys(wanted).length === 0;
}

async function persist(item: Attempted, asking: Asking, firstAttempt: number): Promise<Attempted> {
  let current = item;
  for (let attempt = firstAttempt; attempt <= asking.retries + 1 && !isComplete(current.draft); attempt++) {
    [current = item] = await ask([current], asking, attempt);
  }
  return current;
}

async function ask(items: readonly Attempted[], asking: Asking, attempt: number): Promise<Attempted[]> {
  const { model, settings, shape, task } = asking;
  const objects = items.map(({ draft, problems }) => ({
    known: draft.values,
    wanted: draft.wanted,
    problems,
  }));
  const schemas = objects.map(({ wanted }) => attributeSchema(shape, wanted));
  const several = items.length > 1;
  const list = { type: "array", items: schemas[0], minItems: items.length, maxItems: items.length };
  const schema = several
    ? { type: "object", properties: { objects: list }, required: ["objects"], additionalProperties: false }
    : (schemas[0] as Record<string, unknown>);
  try {
    const { value } = await generateObject(model, {
      ...settings,
      // The model is held to the schema; what comes back is looked at attribute by attribute, so that one mistake
      // does not cost the rest.
      schema: z.looseObject({}).meta(schema),
      name: task.className,
      messages: asking.template.messages(attributeSlots({ ...task, objects })),
      retries: 0,
      seed: asking.random.derive("call", items[0]?.draft.index ?? 0, attempt),
      signal: asking.signal,
    });
    const replies = several ? replyList(value) : [value];
    return items.map((item, index) => merge(item, replies[index], asking));
  } catch (error) {
    if (!(error instanceof StructuredOutputError)) throw error;
    return items.map(({ draft }) => ({ draft, problems: [error.problem] }));
  }
}

function replyList(value: Record<string, unknown>): readonly unknown[] {
  return [value["objects"], ...Object.values(value)].find((item) => Array.isArray(item)) ?? [];
}

function merge({ draft }: Attempted, reply: unknown, { shape, claim }: Asking): Attempted {
  const answers = typeof reply === "object" && reply !== null ? (reply as Record<string, unknown>) : {};
  const values: Record<string, unknown> = { ...draft.values };
  const wanted: Record<string, string> = {};
  const problems: string[] = [];
  for (const [name, meaning] of Object.entries(draft.wanted)) {
    const problem = accept(name);
    if (problem === undefined) continue;
    wanted[name] = meaning;
    problems.push(`${name}: ${problem}`);
  }
  return { draft: { ...draft, values, wanted }, problems };

  function accept(name: string): string | undefined {
    const answer = answers[name];
    if (isBlank(answer) || answer === "null") return "was left empty";
    const fitted = fitValue(shape[name] ?? z.unknown(), answer);
    if (!fitted.ok) return fitted.problem;
    const refusal = claim(name, fitted.value);
    if (refusal === undefined) values[name] = fitted.value;
    return refusal;
  }
}
