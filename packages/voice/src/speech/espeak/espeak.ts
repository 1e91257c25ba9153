import { checkOptions } from "@sdialog/core/internal";
import { checkSpeechRequest } from "../check-speech-request.ts";
import { SpeechError } from "../speech-error.ts";
import { type SpeechOptions, speechOptionNames } from "../speech-engine.ts";
import type { SpeechModel, SpeechRequest, SpeechResult, Voice, WordTime } from "../speech-model.ts";
import { type EspeakEvent, type EspeakWorker, loadEspeak, mostCharacters } from "./espeak-module.ts";
import { splitText } from "../split-text.ts";
import { joinedResults } from "../joined-results.ts";
import { espeakVoices } from "./espeak-voices.ts";

const id = "espeak";
const wordsPerMinute = 175;

/**
 * eSpeak NG, compiled to WebAssembly, in this thread: needs no network, no key and no download. It has formants instead
 * of recordings, so it sounds like a machine, says in some hundred languages what is written, always in the same way, and
 * knows when each word begins.
 *
 * @throws MissingPackageError when `@echogarden/espeak-ng-emscripten` (GPL-3.0) is not installed
 */
export async function espeak(_model = "", options: SpeechOptions = {}): Promise<SpeechModel> {
  checkOptions("espeak", options, speechOptionNames);
  const { worker, forget } = await loadEspeak();
  const voices = espeakVoices(worker);
  const names = new Set(voices.map(({ name }) => name));
  return {
    specVersion: 1,
    id,
    capabilities: { wordTimes: true, rate: true, pitch: true, repeatable: "always" },
    voices: () => Promise.resolve(voices),
    // oxlint-disable-next-line require-await -- what is thrown must be a rejection
    async speak(request) {
      checkSpeechRequest(id, request);
      request.signal?.throwIfAborted();
      forget();
      // Whatever eSpeak does not find it takes for the last voice.
      if (!names.has(request.voice) || worker.set_voice(request.voice) !== 0)
        throw unknownVoice(request.voice, voices);
      const parts = splitText(request.text, mostCharacters);
      if (parts.length === 1) return speakWith(worker, request);
      const results = parts.map((text) => speakWith(worker, { ...request, text }));
      return joinedResults(request.text, parts, results);
    },
  };
}

function speakWith(worker: EspeakWorker, { text, rate = 1, pitch = 0 }: SpeechRequest): SpeechResult {
  worker.set_rate(Math.round(Math.max(80, Math.min(450, wordsPerMinute * rate))));
  worker.set_pitch(pitchOf(pitch));
  const sampleRate = worker.get_samplerate();
  const chunks: Int16Array[] = [];
  const events: EspeakEvent[] = [];
  worker.synthesize(text, (samples, reported) => {
    if (samples !== null) chunks.push(samples);
    events.push(...reported);
    return false;
  });
  const samples = joined(chunks);
  return { samples, sampleRate, words: wordTimes(text, events, samples.length / sampleRate), warnings: [] };
}

/** eSpeak's scale: from 50 to 99 it is about ten semitones up, to 0 about eight down. */
function pitchOf(semitones: number): number {
  const scaled = 50 + semitones * (semitones > 0 ? 4.9 : 6.2);
  return Math.round(Math.max(0, Math.min(99, scaled)));
}

function joined(chunks: readonly Int16Array[]): Float32Array {
  const samples = new Float32Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) for (const sample of chunk) samples[at++] = sample / 32_768;
  return samples;
}

/**
 * A word lasts until the next one, or until the end of its clause. eSpeak's positions are off by a sign here and there, so
 * that each is taken for the word it lies in.
 */
function wordTimes(text: string, events: readonly EspeakEvent[], seconds: number): WordTime[] {
  const written = [...text.matchAll(/[\p{L}\p{M}\p{N}][^\s]*/gu)].map((match) => ({
    at: match.index,
    length: match[0].replace(/[^\p{L}\p{M}\p{N}]{1,50}$/u, "").length,
  }));
  const ends = events.filter(({ type }) => type === "word" || type === "end");
  const offsets = unitOffsets(text);
  const times: WordTime[] = [];
  for (const [
    index,
    { type, text_position: position, word_length: length, audio_position },
  ] of ends.entries()) {
    const middle = offsets[position - 1 + (length >> 1)];
    if (type !== "word" || middle === undefined) continue;
    const word = written.findLast(({ at }) => at <= middle);
    const last = times.at(-1);
    const end = (ends[index + 1]?.audio_position ?? seconds * 1000) / 1000;
    // What eSpeak says in two parts is one word of the text.
    if (last !== undefined && last.at === word?.at) times[times.length - 1] = { ...last, end };
    else if (word !== undefined) times.push({ ...word, start: audio_position / 1000, end });
  }
  return times;
}

/** Where each character of a text begins in UTF-16 units, and where the last ends: eSpeak counts whole characters. */
function unitOffsets(text: string): number[] {
  const offsets = [0];
  for (const character of text) offsets.push((offsets.at(-1) as number) + character.length);
  return offsets;
}

function unknownVoice(name: string, voices: readonly Voice[]): SpeechError {
  return new SpeechError(`there is no voice called "${name}"`, {
    kind: "unknown_voice",
    model: id,
    hint: `It has ${voices.length} voices: a language and a speaker, such as en-US+f3.`,
  });
}
