import { joinedClips } from "../audio/audio-clip.ts";
import type { SpeechResult, WordTime } from "./speech-model.ts";

/**
 * A text that was said in parts as if it had been said in one go.
 *
 * @param parts of the text, in order
 * @param say says a part, with times for words
 */
export function joinedResults(
  text: string,
  parts: readonly string[],
  say: (part: string) => SpeechResult,
): SpeechResult {
  const results = parts.map(say);
  const words: WordTime[] = [];
  let [at, moment] = [0, 0];
  for (const [index, { samples, sampleRate, words: own = [] }] of results.entries()) {
    const part = parts[index] ?? "";
    at = text.indexOf(part, at);
    for (const word of own)
      words.push({ ...word, at: word.at + at, start: word.start + moment, end: word.end + moment });
    at += part.length;
    moment += samples.length / sampleRate;
  }
  return { ...joinedClips(results), words, warnings: results.flatMap(({ warnings }) => warnings) };
}
