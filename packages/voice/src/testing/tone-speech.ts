import { checkOptions } from "@sdialog/core/internal";
import { checkSpeechRequest } from "../speech/check-speech-request.ts";
import { SpeechError } from "../speech/speech-error.ts";
import type { SpeechModel, SpeechRequest, SpeechResult, Voice } from "../speech/speech-model.ts";

/** What a tone model does besides humming. */
export interface ToneSpeechOptions {
  /** Called before each text is said: may throw. */
  readonly before?: ((request: SpeechRequest) => void) | undefined;
  /** Whether it tells when words are heard. Default: true. */
  readonly wordTimes?: boolean | undefined;
}

const voices: readonly Voice[] = [
  { name: "low", languages: ["en-US", "en"], gender: "male" },
  { name: "middle", languages: ["en-US", "en"], gender: "female" },
  { name: "high", languages: ["en-GB", "en"], gender: "female", age: "child" },
  { name: "tief", languages: ["de"], gender: "male" },
];
const frequencies: Readonly<Record<string, number>> = { low: 200, middle: 400, high: 800, tief: 150 };
const sampleRate = 16_000;
/** Seconds a letter lasts, and the silence between words. */
const [letter, between] = [0.03, 0.03];

/** A speech model for tests: each word is a tone as long as its letters, so that everything about it can be foretold. */
export function toneSpeech(options: ToneSpeechOptions = {}): SpeechModel {
  const { before, wordTimes = true } = checkOptions("toneSpeech", options, { before: true, wordTimes: true });
  return {
    specVersion: 1,
    id: "tone",
    capabilities: { wordTimes, rate: true, pitch: true, repeatable: "always" },
    voices: () => Promise.resolve(voices),
    // oxlint-disable-next-line require-await -- what is thrown must be a rejection
    async speak(request) {
      checkSpeechRequest("tone", request);
      request.signal?.throwIfAborted();
      before?.(request);
      const frequency = frequencies[request.voice];
      if (frequency === undefined)
        throw new SpeechError(`there is no voice called "${request.voice}"`, {
          kind: "unknown_voice",
          model: "tone",
        });
      return hummed(request, frequency, wordTimes);
    },
  };
}

function hummed(
  { text, rate = 1, pitch = 0 }: SpeechRequest,
  frequency: number,
  tellsWords: boolean,
): SpeechResult {
  let end = 0;
  const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => {
    const start = end === 0 ? 0 : end + between / rate;
    end = start + (word.length * letter) / rate;
    return { at: index, length: word.length, start, end };
  });
  const samples = new Float32Array(Math.round(end * sampleRate));
  const step = (2 * Math.PI * frequency * 2 ** (pitch / 12)) / sampleRate;
  for (const { start, end: until } of words)
    for (let at = Math.round(start * sampleRate); at < Math.round(until * sampleRate); at++)
      samples[at] = 0.3 * Math.sin(step * at);
  return { samples, sampleRate, words: tellsWords ? words : undefined, warnings: [] };
}
