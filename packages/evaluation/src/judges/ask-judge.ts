import { contentHash } from "@sdialog/core";
import { checkJsonForm } from "@sdialog/core/internal";
import { generateObject, type Message, noUsage, resolveModel, type Usage } from "@sdialog/llm";
import * as z from "zod";
import { remember } from "../cache/remember.ts";
import type { ScoreOptions } from "../dialog-score.ts";
import { type AnyJudgeOptions, judgeSettings } from "./judge-options.ts";

/** How a verdict came about. */
export interface VerdictRecord {
  /** The model that was asked, as `backend:model`. */
  readonly model: string;
  /** SHA-256 over question, model and settings: equal keys are equal questions. */
  readonly key: string;
  /** Whether the verdict was remembered and not asked for again. */
  readonly cached: boolean;
  /** Replies needed until one fitted; 0 when it was remembered, or took no call. */
  readonly attempts: number;
  /** What it cost now: nothing when it was remembered. */
  readonly usage: Usage;
}

export interface Question<Schema extends z.ZodType> {
  /** What the answer is called, for models that are shown the name. */
  readonly name: string;
  readonly messages: readonly Message[];
  readonly schema: Schema;
}

export interface Answer<Value> {
  readonly value: Value;
  readonly record: VerdictRecord;
}

/**
 * One question to a judge's model, answered within a schema, remembered by what was asked of whom and how.
 *
 * @throws StructuredOutputError when no reply fitted within the retries
 * @throws ModelError when the call failed
 */
export async function askJudge<Schema extends z.ZodType>(
  judge: AnyJudgeOptions,
  question: Question<Schema>,
  options: ScoreOptions = {},
): Promise<Answer<z.output<Schema>>> {
  checkJsonForm("schema", question.schema);
  const model = await resolveModel(judge.model);
  const settings = judgeSettings(judge, model.capabilities.seed ? options.seed : undefined);
  const key = contentHash({
    kind: "verdict",
    model: model.id,
    settings,
    messages: question.messages,
    schema: z.toJSONSchema(question.schema, { unrepresentable: "any" }),
  });
  const { signal } = options;
  let [attempts, usage] = [0, noUsage];
  const { value, cached } = await remember(judge.cache, key, async () => {
    const asked = { ...settings, ...question, retries: judge.retries, form: "schema" as const, signal };
    const answer = await generateObject(model, asked);
    ({ attempts, usage } = answer);
    return answer.value;
  });
  return { value, record: { model: model.id, key, cached, attempts, usage } };
}
