import type { Random } from "@sdialog/core";
import type { AudioClip } from "../audio/audio-clip.ts";
import { resample } from "../audio/resample.ts";
import { activeSpans, withoutEdges } from "../audio/voice-activity.ts";
import { checkedSpeech } from "../speech/checked-speech.ts";
import { SpeechError } from "../speech/speech-error.ts";
import type { SpeechModel, SpeechResult, WordTime } from "../speech/speech-model.ts";
import { estimateWords } from "../timeline/estimate-words.ts";
import { insertPauses } from "../timeline/insert-pauses.ts";
import type { AudioNote } from "../timeline/segment.ts";
import type { CastVoice } from "../voices/cast-voices.ts";

/** What somebody says, as sound. */
export interface SaidTurn {
  /** Without silence at its ends. */
  readonly clip: AudioClip;
  /** When each word is heard, in seconds from the beginning of the clip. */
  readonly words: readonly WordTime[];
  readonly wordTimes: "engine" | "estimated";
}

/** Who says things and how it sounds. */
export interface Saying {
  readonly model: SpeechModel;
  /** Samples per second of everything that is said. */
  readonly sampleRate: number;
  /** Mean of additional pauses between sentences, in seconds. */
  readonly pause: number;
  readonly signal: AbortSignal | undefined;
  /** Hears of what did not go as asked. */
  readonly onNote: (note: Omit<AudioNote, "turn">) => void;
  /** Waits before something is tried again. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

const tries = 3;

/** A text in a speaker's voice, at the rate of the recording, loud as its engine makes it. @throws SpeechError */
export async function sayTurn(
  text: string,
  voice: CastVoice,
  saying: Saying,
  random: Random,
): Promise<SaidTurn> {
  const { sampleRate, pause, onNote } = saying;
  const result = await speakPatiently(text, voice, saying, random.derive("speech"));
  for (const { setting, message } of result.warnings)
    onNote({ what: "speech_warning", message: `${setting}: ${message}` });
  const { clip: bare, before } = withoutEdges(result);
  const seconds = bare.samples.length / bare.sampleRate;
  if (seconds === 0) onNote({ what: "nothing_said", message: "the engine gave silence" });
  const words = result.words?.map((word) => ({
    ...word,
    start: within(word.start - before, seconds),
    end: within(word.end - before, seconds),
  }));
  const clip = { samples: resample(bare.samples, bare.sampleRate, sampleRate), sampleRate };
  const timed = { clip, words: words ?? estimateWords(text, activeSpans(clip)) };
  const paused = insertPauses(text, timed, pause, random.fork("pauses"));
  return { ...paused, wordTimes: words === undefined ? "estimated" : "engine" };
}

function within(moment: number, seconds: number): number {
  return Math.max(0, Math.min(seconds, moment));
}

async function speakPatiently(
  text: string,
  { voice, language, rate, pitch }: CastVoice,
  { model, signal, onNote, wait }: Saying,
  seed: number,
): Promise<SpeechResult> {
  const request = { text, voice, language, rate, pitch, seed, signal };
  for (let attempt = 1; ; attempt++) {
    try {
      return await checkedSpeech(model, request);
    } catch (error) {
      signal?.throwIfAborted();
      if (!SpeechError.isInstance(error) || !error.retryable || attempt === tries) throw error;
      onNote({ what: "retried", message: error.message });
      await wait(500 * 2 ** attempt);
    }
  }
}
