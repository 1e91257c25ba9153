import { DataFormatError } from "@sdialog/core";
import { readText } from "@sdialog/core/fs";
import { parseJson } from "@sdialog/core/internal";

/** Counts the tokens of a text. */
export interface TokenCounter {
  /** Whether it is a guess: four characters a token. */
  readonly estimated: boolean;
  count(text: string): number;
}

/** A model's own tokenizer, without the special tokens that it would add by itself: chat templates write theirs. */
export interface ModelTokens extends TokenCounter {
  encode(text: string): readonly number[];
  /** The text of tokens, special ones included. */
  decode(ids: readonly number[]): string;
}

/** For whoever names no tokenizer: four characters a token. */
export const estimatedTokens: TokenCounter = {
  estimated: true,
  count: (text) => Math.ceil(text.length / 4),
};

/** @param file the `tokenizer.json` of a model @throws FileError when it cannot be read; DataFormatError when it is not a tokenizer */
export async function modelTokens(file: string): Promise<ModelTokens> {
  const { Tokenizer } = await import("@huggingface/tokenizers");
  const json = parseJson(await readText(file), file);
  try {
    const tokenizer = new Tokenizer(json as object, {});
    tokenizer.encode("a");
    const encode = (text: string): readonly number[] =>
      text === "" ? [] : tokenizer.encode(text, { add_special_tokens: false }).ids;
    return {
      estimated: false,
      count: (text) => encode(text).length,
      encode,
      decode: (ids) =>
        tokenizer.decode([...ids], { skip_special_tokens: false, clean_up_tokenization_spaces: false }),
    };
  } catch (cause) {
    throw new DataFormatError(`not a tokenizer: ${cause instanceof Error ? cause.message : String(cause)}`, {
      source: file,
      hint: "Name the tokenizer.json of the model that is to be trained.",
      cause,
    });
  }
}
