import { DataFormatError } from "@sdialog/core";
import { inALanguage } from "@sdialog/core/internal";
import { assumedSettings, type RecommendedSettings } from "@sdialog/llm/engine-kit";
import * as z from "zod/mini";
import { fileIn } from "../platform/node-platform.ts";
import { missingFile } from "./missing-file.ts";
import type { ModelDescription } from "./model-description.ts";
import { readJsonFile, readTextFile } from "./read-json-file.ts";

const positive = z.nullish(z.int().check(z.gt(0)));
const tokenIds = z.nullish(z.union([z.int(), z.array(z.int())]));

const configSchema = z.looseObject({
  max_position_embeddings: positive,
  n_positions: positive,
  eos_token_id: tokenIds,
  head_dim: positive,
  hidden_size: positive,
  num_attention_heads: positive,
  sliding_window: positive,
  use_sliding_window: z.nullish(z.boolean()),
  layer_types: z.nullish(z.array(z.string())),
});

/** What the onnxruntime-genai builder leaves in place of `config.json`, in that one's words. */
const builtSchema = z.pipe(
  z.looseObject({
    model: z.looseObject({
      context_length: positive,
      eos_token_id: tokenIds,
      decoder: z.looseObject({ head_size: positive }),
    }),
  }),
  z.transform(({ model: { context_length, eos_token_id, decoder } }) => ({
    model: configSchema.parse({
      max_position_embeddings: context_length,
      eos_token_id,
      head_dim: decoder.head_size,
    }),
  })),
);

const generationSchema = z.looseObject({
  eos_token_id: tokenIds,
  do_sample: z.nullish(z.boolean()),
  temperature: z.nullish(z.number().check(z.gte(0))),
  top_p: z.nullish(z.number().check(z.gt(0), z.lte(1))),
  top_k: z.nullish(z.int().check(z.gte(0))),
  min_p: z.nullish(z.number().check(z.gte(0), z.lte(1))),
  repetition_penalty: z.nullish(z.number().check(z.gt(0))),
  max_new_tokens: positive,
});

const tokenizerConfigSchema = z.looseObject({
  chat_template: z.nullish(
    z.union([z.string(), z.array(z.looseObject({ name: z.string(), template: z.string() }))]),
  ),
});

export interface ModelPlace {
  /** `local:name`. */
  readonly id: string;
  readonly folder: string;
  readonly graphFile: string;
  /** See {@link ModelDescription.otherWeights}. */
  readonly otherWeights?: readonly string[];
  /** A shorter context than the model allows. */
  readonly contextLength?: number | undefined;
}

/**
 * What a Hugging Face ONNX folder says about its model: `config.json`, `generation_config.json`,
 * `tokenizer_config.json` and the chat template.
 *
 * @throws ModelError `not_found` for a missing file; DataFormatError for a file that is not what it should be
 */
export async function describeModel({
  id,
  folder,
  graphFile,
  otherWeights = [],
  contextLength,
}: ModelPlace): Promise<ModelDescription> {
  const config =
    (await readAs(fileIn(folder, "config.json"), configSchema)) ??
    (await readAs(fileIn(folder, "genai_config.json"), builtSchema))?.model;
  if (config === undefined) throw missingFile(id, folder, "config.json");
  // What the builder writes of sampling are its own defaults: they recommend nothing.
  const generation = (await readAs(fileIn(folder, "generation_config.json"), generationSchema)) ?? {};
  const tokenizerConfig =
    (await readAs(fileIn(folder, "tokenizer_config.json"), tokenizerConfigSchema)) ?? {};
  const trained = config.max_position_embeddings ?? config.n_positions ?? 2048;
  const context = Math.min(contextLength ?? trained, trained);
  return {
    id,
    folder,
    graphFile,
    otherWeights,
    tokenizerFile: fileIn(folder, "tokenizer.json"),
    tokenizerConfig,
    chatTemplate: await readChatTemplate(folder, tokenizerConfig),
    contextLength: context,
    headSize: headSize(config),
    window: slidingWindow(config, context),
    endTokens: [...new Set([generation.eos_token_id ?? [], config.eos_token_id ?? []].flat())],
    recommended: recommendedSettings(generation),
  };
}

function slidingWindow(
  { sliding_window, use_sliding_window, layer_types }: z.output<typeof configSchema>,
  context: number,
): number | undefined {
  const slides = layer_types?.some((type) => type !== "full_attention") ?? use_sliding_window !== false;
  return slides && (sliding_window ?? context) < context ? (sliding_window ?? undefined) : undefined;
}

function headSize({
  head_dim,
  hidden_size,
  num_attention_heads,
}: z.output<typeof configSchema>): number | undefined {
  if (head_dim !== undefined && head_dim !== null) return head_dim;
  const size = (hidden_size ?? Number.NaN) / (num_attention_heads ?? Number.NaN);
  return Number.isInteger(size) ? size : undefined;
}

/** A folder that says nothing of sampling means greedy decoding to the library it comes from; usual settings are assumed. */
function recommendedSettings(generation: z.output<typeof generationSchema>): RecommendedSettings {
  const { do_sample, temperature, top_p, top_k, min_p, repetition_penalty } = generation;
  const maxTokens = generation.max_new_tokens ?? 256;
  // These values change nothing: libraries write them beside what matters to them.
  const neutral = [top_p === 1, top_k === 0, min_p === 0, repetition_penalty === 1];
  const said = [
    do_sample,
    temperature,
    ...[top_p, top_k, min_p, repetition_penalty].filter((_, at) => neutral[at] !== true),
  ];
  if (said.every((value) => value === null || value === undefined)) return { ...assumedSettings, maxTokens };
  return {
    temperature: do_sample === true ? (temperature ?? 1) : 0,
    topP: top_p ?? 1,
    topK: top_k ?? 0,
    minP: min_p ?? 0,
    repetitionPenalty: repetition_penalty ?? 1,
    maxTokens,
  };
}

async function readAs<Schema extends z.ZodMiniType>(
  path: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  const value = await readJsonFile(path);
  if (value === undefined) return undefined;
  const result = inALanguage(schema).safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new DataFormatError(`${issue?.path.join(".") || "the file"}: ${issue?.message ?? "wrong type"}`, {
    source: path,
    hint: "Compare it with the file of the same name in the model's repository.",
  });
}

/** A file of its own takes precedence over the one inside tokenizer_config.json, as on the hub. */
async function readChatTemplate(
  folder: string,
  tokenizerConfig: z.output<typeof tokenizerConfigSchema>,
): Promise<string | undefined> {
  const own = await readTextFile(fileIn(folder, "chat_template.jinja"));
  if (own !== undefined) return own;
  const inside = tokenizerConfig.chat_template ?? undefined;
  if (typeof inside !== "object") return inside;
  return (inside.find((entry) => entry.name === "default") ?? inside[0])?.template;
}
