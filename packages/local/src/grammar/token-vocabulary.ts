import * as z from "zod";
import { readJsonFile } from "../model-files/read-json-file.ts";

/** A tokenizer's vocabulary as the grammar library needs it. */
export interface TokenVocabulary {
  /** Token texts by id, as they are stored; empty for special tokens, which no grammar may use. */
  readonly tokens: readonly string[];
  /** How bytes are written in them. */
  readonly encoding: "raw" | "byte_fallback" | "byte_level";
}

const schema = z.looseObject({
  model: z.looseObject({
    vocab: z.union([z.record(z.string(), z.number().int()), z.array(z.tuple([z.string(), z.number()]))]),
    byte_fallback: z.boolean().optional(),
  }),
  added_tokens: z
    .array(z.looseObject({ id: z.number().int(), content: z.string(), special: z.boolean().optional() }))
    .default([]),
  decoder: z.unknown(),
});

/**
 * @param file `tokenizer.json`
 * @param size how many logits the model gives; ids beyond the tokenizer's are empty
 */
export async function readVocabulary(file: string, size: number): Promise<TokenVocabulary> {
  const { model, added_tokens, decoder } = schema.parse(await readJsonFile(file));
  const tokens = Array.from({ length: size }, () => "");
  const entries = Array.isArray(model.vocab)
    ? model.vocab.map(([text], id) => [text, id] as const)
    : Object.entries(model.vocab);
  for (const [text, id] of entries) if (id < size) tokens[id] = text;
  for (const { id, content, special } of added_tokens)
    if (id < size) tokens[id] = special === true ? "" : content;
  const decoding = JSON.stringify(decoder ?? {});
  const encoding = decoding.includes('"ByteLevel"')
    ? "byte_level"
    : model.byte_fallback === true || decoding.includes('"ByteFallback"')
      ? "byte_fallback"
      : "raw";
  return { tokens, encoding };
}
