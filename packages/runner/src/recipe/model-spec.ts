import { isPublicName } from "@sdialog/core/internal";
import * as z from "zod";
import { addressField } from "./public-fields.ts";

const settings = {
  temperature: z.number().min(0).optional(),
  topP: z.number().gt(0).max(1).optional(),
  topK: z.number().int().min(1).optional(),
  minP: z.number().min(0).max(1).optional(),
  frequencyPenalty: z.number().optional(),
  presencePenalty: z.number().optional(),
  repetitionPenalty: z.number().optional(),
  maxTokens: z.number().int().min(1).optional().describe("Most tokens of one reply"),
  stop: z.array(z.string()).optional().describe("Texts that end a reply"),
};

/** How a model chooses its words. */
export const settingsSchema = z.strictObject(settings);

const name = z
  .string()
  .min(1)
  .refine(
    isPublicName,
    "may not hold a key, a password or the query of an address: set the backend's variable",
  );

/** In recipes of what speaks: see `retryMaxTokens` of a conversation. */
export const retryMaxTokensField = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe(
    "Token limit for asking again after a message was cut off at maxTokens. Default: it is not asked for again",
  );

const named = z.strictObject({
  name: name.describe('"backend:model"'),
  baseURL: addressField("give a key with configure() in a module that `imports` names")
    .optional()
    .describe("Where the server is"),
  timeoutMs: z.number().int().min(1).optional().describe("Longest time of one call, in milliseconds"),
  maxResponseBytes: z.number().int().min(1).optional().describe("Most bytes of one answer; default: 32 MiB"),
  maxToolCalls: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("Most tools that one reply may call; default: 128"),
  capabilities: z
    .strictObject({
      jsonSchema: z
        .enum(["native", "grammar", "none"])
        .optional()
        .describe("Whether replies are held to a schema: none where the server ignores or refuses one"),
      tools: z.boolean().optional(),
      logprobs: z.boolean().optional().describe("Whether the log-probabilities of tokens are reported"),
      contextTokens: z
        .number()
        .int()
        .min(1)
        .optional()
        .describe("How many tokens it reads at once; with 2048 or less, speakers are told in few words"),
      messages: z
        .enum(["text", "fields"])
        .optional()
        .describe("Whether messages are asked for as text, or as fields of which one is the end"),
    })
    .optional()
    .describe(
      "What the model can do, where that is known better than its backend says: sdialog doctor --model tells",
    ),
  weight: z.number().positive().optional().describe("Share in a pool, relative to the others"),
});

/** A model in a recipe: `"backend:model"`, the same with where it is reached, or several of which each dialogue gets one. */
export const modelSchema = z.union([name, named, z.array(z.union([name, named])).min(1)]);

/** A model in a recipe; see {@link modelSchema}. */
export type ModelSpec = z.output<typeof modelSchema>;
export type NamedModelSpec = z.output<typeof named>;
/** How a model chooses its words; see {@link settingsSchema}. */
export type SettingsSpec = z.output<typeof settingsSchema>;

/** The `"backend:model"` strings of a spec. */
export function modelNames(spec: ModelSpec): string[] {
  return (Array.isArray(spec) ? spec : [spec]).map((model) =>
    typeof model === "string" ? model : model.name,
  );
}
