import type { Random } from "@sdialog/core";
import { activeSpans } from "../audio/voice-activity.ts";
import type { AudioClip } from "../audio/audio-clip.ts";
import type { WordTime } from "../speech/speech-model.ts";

/** A clip and when its words are heard. */
export interface TimedClip {
  readonly clip: AudioClip;
  readonly words: readonly WordTime[];
}

/**
 * Longer silence between the sentences of a turn: where the voice itself is silent for a moment, near the end of a sentence.
 *
 * @param text what is said
 * @param mean mean of the exponential distribution that each pause is drawn from, in seconds; 0 leaves everything as it is
 */
export function insertPauses(
  text: string,
  { clip, words }: TimedClip,
  mean: number,
  random: Random,
): TimedClip {
  if (mean === 0) return { clip, words };
  const spans = activeSpans(clip, 0.05);
  const silences = spans.slice(1).map(({ start }, index) => ({ from: spans[index]?.end ?? 0, to: start }));
  const pauses = words.flatMap(({ at, length, end }, index) => {
    const next = words[index + 1];
    if (next === undefined || !/[.!?…。！？]/u.test(text.slice(at + length - 1, next.at))) return [];
    const silence = silences.find(({ from, to }) => from < next.start + 0.2 && to > end - 0.2);
    if (silence === undefined) return [];
    const seconds = Math.min(5, -mean * Math.log(1 - random.next()));
    return [{ moment: (silence.from + silence.to) / 2, seconds, word: index }];
  });
  const rate = clip.sampleRate;
  const parts = pauses.map(({ moment, seconds }) => ({
    at: Math.round(moment * rate),
    length: Math.round(seconds * rate),
  }));
  const samples = new Float32Array(parts.reduce((sum, { length }) => sum + length, clip.samples.length));
  let [read, written] = [0, 0];
  for (const { at, length } of parts) {
    samples.set(clip.samples.subarray(read, at), written);
    written += at - read + length;
    read = at;
  }
  samples.set(clip.samples.subarray(read), written);
  const shift = (index: number): number =>
    pauses.filter(({ word }) => word < index).reduce((sum, { seconds }) => sum + seconds, 0);
  return {
    clip: { samples, sampleRate: rate },
    words: words.map((word, index) => ({
      ...word,
      start: word.start + shift(index),
      end: word.end + shift(index),
    })),
  };
}
