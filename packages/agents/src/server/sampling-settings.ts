import type { ModelSettings } from "@sdialog/llm";
import * as z from "zod";

/** What clients may say about sampling, with the names all protocols share. */
export const samplingSchema = {
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(16)]).nullish(),
  seed: z.number().int().nullish(),
};

type Sampling = z.output<z.ZodObject<typeof samplingSchema>>;

/** Those settings as a model takes them; what is null or missing stays as the agent has it. */
export function samplingSettings(sampling: Sampling, maxTokens?: number | null): Omit<ModelSettings, "seed"> {
  const {
    temperature,
    top_p: topP,
    frequency_penalty: frequencyPenalty,
    presence_penalty: presencePenalty,
  } = sampling;
  const stop = typeof sampling.stop === "string" ? [sampling.stop] : sampling.stop;
  const all = { temperature, topP, frequencyPenalty, presencePenalty, stop, maxTokens };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
}
