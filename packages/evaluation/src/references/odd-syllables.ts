import { dictionary } from "cmu-pronouncing-dictionary";
import { syllable } from "syllable";

const licence = `/*!
 * Counted in the CMU Pronouncing Dictionary.
 *
 * Copyright (C) 1993-2015 Carnegie Mellon University. All rights reserved.
 *
 * Redistribution and use in source and binary forms, with or without modification, are permitted provided that the
 * following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this list of conditions and the following
 *    disclaimer. The contents of this file are deemed to be source code.
 *
 * 2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following
 *    disclaimer in the documentation and/or other materials provided with the distribution.
 *
 * This work was supported in part by funding from the Defense Advanced Research Projects Agency, the Office of Naval
 * Research and the National Science Foundation of the United States of America, and by member companies of the Carnegie
 * Mellon Sphinx Speech Consortium. We acknowledge the contributions of many volunteers to the expansion and improvement
 * of this dictionary.
 *
 * THIS SOFTWARE IS PROVIDED BY CARNEGIE MELLON UNIVERSITY "AS IS" AND ANY EXPRESSED OR IMPLIED WARRANTIES, INCLUDING, BUT
 * NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO
 * EVENT SHALL CARNEGIE MELLON UNIVERSITY NOR ITS EMPLOYEES BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL,
 * EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF
 * USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT,
 * STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF
 * ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */`;

/** How many syllables the dictionary gives a word: its vowels, of its first pronunciation. */
export function dictionarySyllables(word: string): number | undefined {
  return dictionary[word]?.match(/\d/g)?.length;
}

/** Every word of the dictionary, of letters and apostrophes. */
export const dictionaryWords: readonly string[] = Object.keys(dictionary).filter((word) =>
  /^[a-z][a-z']*$/.test(word),
);

/** The module `text/odd-syllables.ts`: the words of the dictionary that the counter gets wrong, by how many they have. */
export function oddSyllablesModule(): string {
  const byCount = new Map<number, string[]>();
  for (const word of dictionaryWords) {
    const count = dictionarySyllables(word);
    if (count === undefined || count === Math.max(1, syllable(word))) continue;
    byCount.set(count, [...(byCount.get(count) ?? []), word]);
  }
  const lines = [...byCount]
    .toSorted(([a], [b]) => a - b)
    .map(([count, words]) => `  ${count}: "${words.join(" ")}",`);
  return `${licence}
/** Words whose syllables the counter gets wrong, by how many they have, separated by blanks. */
export const oddSyllables: Readonly<Record<number, string>> = {
${lines.join("\n")}
};
`;
}
