import { inALanguage } from "@sdialog/core/internal";
import * as z from "zod/mini";
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
    vocab: z.union([z.record(z.string(), z.int()), z.array(z.tuple([z.string(), z.number()]))]),
    byte_fallback: z.optional(z.boolean()),
  }),
  added_tokens: z._default(
    z.array(z.looseObject({ id: z.int(), content: z.string(), special: z.optional(z.boolean()) })),
    [],
  ),
  decoder: z.unknown(),
});

/**
 * @param file `tokenizer.json`
 * @param size how many logits the model gives; ids beyond the tokenizer's are empty
 */
export async function readVocabulary(file: string, size: number): Promise<TokenVocabulary> {
  const { model, added_tokens, decoder } = inALanguage(schema).parse(await readJsonFile(file));
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
