import {
  checkCount,
  checkArguments,
  checkOptions,
  normalize,
  type OptionNames,
} from "@sdialog/core/internal";
import type { EmbeddingModel } from "@sdialog/llm";
import { noUsage } from "@sdialog/llm";

/** The size of the vectors that {@link hashingEmbedding} makes. */
export interface HashingEmbeddingOptions {
  /** Length of the vectors. Default: 512. Fewer dimensions mean more features that share one. */
  readonly dimensions?: number | undefined;
}

const hashingEmbeddingOptionNames: OptionNames<HashingEmbeddingOptions> = { dimensions: true };

/**
 * An embedding model without a network, weights or chance: the hashing trick of Weinberger et al.,
 * *Feature Hashing for Large Scale Multitask Learning* (ICML 2009), over n-grams.
 *
 * Features of a text, lower-cased and NFKC-normalised: its words, its pairs of neighbouring words (half the
 * weight), and the 3- to 5-character n-grams of every word between boundary marks, which together weigh as much as
 * the word, so that inflected forms and misspellings stay close. A 32-bit hash of each feature picks its dimension
 * and its sign. A feature that occurs n times weighs √n. Vectors have length 1; a text without a single character
 * that is not white space gives the zero vector.
 *
 * It measures shared wording, not meaning: take a trained model where paraphrases must be close.
 *
 * @throws InvalidArgumentError for dimensions that are not a whole number of at least 1
 */
export function hashingEmbedding(options: HashingEmbeddingOptions = {}): EmbeddingModel {
  checkArguments("hashingEmbedding", arguments, 1);
  checkOptions("hashingEmbedding", options, hashingEmbeddingOptionNames);
  const dimensions = options.dimensions ?? 512;
  checkCount("dimensions", dimensions, 1);
  return {
    specVersion: 1,
    id: `hashing:${dimensions}`,
    embed(texts, { signal } = {}) {
      signal?.throwIfAborted();
      return Promise.resolve({ vectors: texts.map((text) => embedText(text, dimensions)), usage: noUsage });
    },
  };
}

function embedText(text: string, dimensions: number): Float32Array {
  const vector = new Float64Array(dimensions);
  for (const [feature, { count, weight }] of features(text)) {
    const hash = hash32(feature);
    // The lowest bit is the sign, the others the dimension, so that the two do not depend on each other.
    const sign = (hash & 1) === 0 ? 1 : -1;
    const dimension = (hash >>> 1) % dimensions;
    vector[dimension] = (vector[dimension] as number) + sign * weight * Math.sqrt(count);
  }
  return normalize(vector);
}

interface Feature {
  count: number;
  readonly weight: number;
}

function features(text: string): Map<string, Feature> {
  const found = new Map<string, Feature>();
  const add = (feature: string, weight: number): void => {
    const known = found.get(feature);
    if (known === undefined) found.set(feature, { count: 1, weight });
    else known.count++;
  };
  const words = wordsOf(text);
  for (const [index, word] of words.entries()) {
    add(`w ${word}`, 1);
    const grams = characterGrams(word);
    for (const gram of grams) add(`c ${gram}`, 1 / Math.sqrt(grams.length));
    const next = words[index + 1];
    if (next !== undefined) add(`p ${word} ${next}`, 0.5);
  }
  return found;
}

/** Runs of letters, marks and digits (apostrophes inside words kept); each other visible character by itself only in a text without words. */
function wordsOf(text: string): string[] {
  const folded = text.normalize("NFKC").toLowerCase();
  return folded.match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu) ?? folded.match(/\S/gu) ?? [];
}

function characterGrams(word: string): string[] {
  const characters = [..."<", ...word, ">"];
  const grams: string[] = [];
  for (let length = 3; length <= 5; length++) {
    for (let start = 0; start + length <= characters.length; start++) {
      grams.push(characters.slice(start, start + length).join(""));
    }
  }
  return grams;
}

/** FNV-1a over UTF-16 code units, then the finaliser of MurmurHash3 so that every bit depends on every character. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
