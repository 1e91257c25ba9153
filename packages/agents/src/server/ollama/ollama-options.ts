import type { ModelSettings } from "@sdialog/llm";
import * as z from "zod";
import { samplingSchema, samplingSettings } from "../sampling-settings.ts";

/** What an Ollama client may set for one request; further options concern model files and are ignored, as Ollama does. */
export const optionsSchema = z
  .looseObject({
    ...samplingSchema,
    num_predict: z.number().int().nullish(),
    top_k: z.number().int().positive().nullish(),
    min_p: z.number().min(0).max(1).nullish(),
    repeat_penalty: z.number().positive().nullish(),
  })
  .nullish();

export function ollamaSettings(options: z.output<typeof optionsSchema>): Omit<ModelSettings, "seed"> {
  if (options === null || options === undefined) return {};
  const { num_predict: limit, top_k: topK, min_p: minP, repeat_penalty: repetitionPenalty } = options;
  // Negative: no limit.
  const maxTokens = (limit ?? -1) > 0 ? limit : undefined;
  const more = { topK, minP, repetitionPenalty };
  return {
    ...samplingSettings(options, maxTokens),
    ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== null && value !== undefined)),
  };
}
