import { checkOptions, loadPeer } from "@sdialog/core/internal";
import { remoteSpeechModel } from "../http/remote-speech-model.ts";
import { SpeechError } from "../speech-error.ts";
import { type SpeechOptions, speechOptionNames } from "../speech-engine.ts";
import type { SpeechModel, Voice } from "../speech-model.ts";

/** What of kokoro-js is used: a `KokoroTTS` that is loaded. */
export interface Kokoro {
  readonly voices: Readonly<Record<string, { readonly language: string; readonly gender: string }>>;
  generate(
    text: string,
    options: { readonly voice: string; readonly speed: number },
  ): Promise<{ readonly audio: Float32Array; readonly sampling_rate: number }>;
}

/** How Kokoro is loaded. */
export interface KokoroOptions extends SpeechOptions {
  /** How precise its numbers are. Default: q8, about 90 MB. */
  readonly precision?: "fp32" | "fp16" | "q8" | "q4" | "q4f16" | undefined;
  /** One that is loaded already, instead of one from the hub. */
  readonly loaded?: Kokoro | undefined;
}

const usual = "onnx-community/Kokoro-82M-v1.0-ONNX";
/** It takes 510 sounds at once and silently leaves out the rest. */
const mostCharacters = 300;

/**
 * Kokoro, a small neural voice, in this process through kokoro-js: American and British English. Its weights come from the
 * Hugging Face hub when it is first used.
 *
 * @param model a model of the hub, or a folder
 * @throws MissingPackageError when `kokoro-js` is not installed; SpeechError when its weights cannot be had
 */
export async function kokoroSpeech(model = "", options: KokoroOptions = {}): Promise<SpeechModel> {
  const { precision = "q8", loaded } = checkOptions("kokoroSpeech", options, {
    ...speechOptionNames,
    precision: true,
    loaded: true,
  });
  const named = model === "" ? usual : model;
  const id = `kokoro:${named}`;
  const kokoro = loaded ?? (await load(named, id, precision));
  return remoteSpeechModel({
    id,
    capabilities: { wordTimes: false, rate: true, pitch: false, repeatable: "no" },
    fingerprint: { precision },
    mostCharacters,
    voices: () =>
      Promise.resolve(
        Object.entries(kokoro.voices).map(([name, { language, gender }]): Voice => ({
          name,
          languages: [new Intl.Locale(language).toString(), language.split("-")[0] ?? "en"],
          gender: gender.toLowerCase() === "female" ? "female" : "male",
        })),
      ),
    async say(text, { voice, rate = 1 }) {
      const { audio, sampling_rate: sampleRate } = await kokoro.generate(text, { voice, speed: rate });
      return { samples: audio.map((sample) => Math.max(-1, Math.min(1, sample))), sampleRate };
    },
  });
}

async function load(model: string, id: string, dtype: string): Promise<Kokoro> {
  // By a variable: it brings 400 MB along, which nobody needs for a type.
  const name: string = "kokoro-js";
  const { KokoroTTS } = await loadPeer(
    "The kokoro engine",
    name,
    async () =>
      (await import(/* webpackIgnore: true */ /* @vite-ignore */ name)) as {
        readonly KokoroTTS: { from_pretrained(model: string, options: object): Promise<Kokoro> };
      },
  );
  try {
    return await KokoroTTS.from_pretrained(model, { dtype, device: "cpu" });
  } catch (cause) {
    throw new SpeechError("its weights could not be loaded", {
      kind: "connection",
      model: id,
      hint: "They come from huggingface.co when first used; name a folder that holds them instead: kokoro:./kokoro",
      cause,
    });
  }
}
