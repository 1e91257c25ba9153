import { checkOptions, requireArguments } from "@sdialog/core/internal";
import { resample } from "../audio/resample.ts";
import { speakableText } from "../text/speakable-text.ts";
import { checkedSpeech } from "./checked-speech.ts";
import type { SpeechModel, SpeechStyle } from "./speech-model.ts";

/** Who says things, and for whom. */
export interface SpeechAtOptions extends SpeechStyle {
  /** The name of one of the model's voices. */
  readonly voice: string;
  /** BCP 47 tag of the texts' language. Default: `en`. */
  readonly language?: string | undefined;
  /** Samples per second, in hertz. Default: 24,000, as voice agents want. */
  readonly sampleRate?: number | undefined;
}

/**
 * A function that says a text as people say it, at a sample rate: for voice agents, which are spoken to in audio.
 *
 * ```ts no-run
 * import { resolveSpeechModel, speechAt } from "@sdialog/voice";
 *
 * const speak = speechAt(await resolveSpeechModel("espeak"), { voice: "en-US+f3" });
 * const hello = await speak("Hello!"); // for realtimeChatbot({ url, speak }) of @sdialog/agents
 * ```
 */
export function speechAt(
  model: SpeechModel,
  options: SpeechAtOptions,
): (text: string, signal?: AbortSignal) => Promise<Float32Array> {
  const given = checkOptions("speechAt", options, {
    voice: true,
    language: true,
    sampleRate: true,
    rate: true,
    pitch: true,
  });
  requireArguments("speechAt", arguments, 2);
  const { language = "en", sampleRate = 24_000, ...style } = given;
  return async (written, signal) => {
    const { text } = await speakableText(written, language);
    // A message that nobody says aloud is heard as a moment of silence.
    if (text === "") return new Float32Array(sampleRate / 5);
    const { samples, sampleRate: own } = await checkedSpeech(model, { ...style, language, text, signal });
    return resample(samples, own, sampleRate);
  };
}
