import { joinedClips } from "../audio/audio-clip.ts";
import type { SpeechResult, WordTime } from "./speech-model.ts";

/**
 * A text that was said in parts as if it had been said in one go.
 *
 * @param parts of the text, in order
 * @param results how each of them sounds; with times for words all, or none
 */
export function joinedResults(
  text: string,
  parts: readonly string[],
  results: readonly SpeechResult[],
): SpeechResult {
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
  const timed = results.some((result) => result.words !== undefined) ? { words } : {};
  return { ...joinedClips(results), ...timed, warnings: results.flatMap(({ warnings }) => warnings) };
}
