import { Tokenizer } from "@huggingface/tokenizers";
import { DataFormatError } from "@sdialog/core";
import { readJsonFile } from "../model-files/read-json-file.ts";

/** Text to token ids and back. */
export interface TextTokenizer {
  /** @returns token ids; markers such as `<|im_end|>` in the text become their single token */
  encode(text: string): number[];
  /** As `encode`, with the tokens the model expects around a whole text, such as `[CLS]` and `[SEP]`. */
  encodeWhole(text: string): number[];
  /** @returns the text of `ids` without special tokens */
  decode(ids: readonly number[]): string;
  /** The text of one token, special ones included, for display. */
  tokenText(id: number): string;
  idOf(token: string): number | undefined;
}

/** @throws DataFormatError when the file is not a tokenizer */
export async function loadTokenizer(
  file: string,
  config: Readonly<Record<string, unknown>>,
): Promise<TextTokenizer> {
  const json = await readJsonFile(file);
  let tokenizer: Tokenizer;
  try {
    tokenizer = new Tokenizer(json as object, config);
  } catch (error) {
    throw new DataFormatError(`not a tokenizer: ${error instanceof Error ? error.message : String(error)}`, {
      source: file,
      hint: "Download tokenizer.json again, from the same repository as the model.",
    });
  }
  const plain = { skip_special_tokens: true, clean_up_tokenization_spaces: false } as const;
  return {
    encode: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
    encodeWhole: (text) => tokenizer.encode(text).ids,
    decode: (ids) => (ids.length === 0 ? "" : tokenizer.decode([...ids], plain)),
    tokenText: (id) => tokenizer.decode([id], { ...plain, skip_special_tokens: false }),
    idOf: (token) => tokenizer.token_to_id(token),
  };
}
