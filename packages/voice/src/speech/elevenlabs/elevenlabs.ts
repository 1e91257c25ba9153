import { checkOptions, loadPeer, publicAddress } from "@sdialog/core/internal";
import { guardedFetch } from "@sdialog/llm";
import { mostBytes } from "../http/bounded-bytes.ts";
import { environment } from "../http/environment.ts";
import { pcmSamples } from "../http/pcm-samples.ts";
import { remoteSpeechModel } from "../http/remote-speech-model.ts";
import { SpeechError } from "../speech-error.ts";
import { type SpeechOptions, speechOptionNames } from "../speech-engine.ts";
import type { SpeechModel, Voice, WordTime } from "../speech-model.ts";

const sampleRate = 24_000;

/** When each character is heard, as ElevenLabs tells it. */
interface Alignment {
  readonly characters: readonly string[];
  readonly characterStartTimesSeconds: readonly number[];
  readonly characterEndTimesSeconds: readonly number[];
}

/** ElevenLabs' voices, those of the account included, through its SDK; the times of words come with the sound. */
export async function elevenlabsSpeech(model = "", options: SpeechOptions = {}): Promise<SpeechModel> {
  const {
    baseURL,
    timeoutMs = 60_000,
    maxResponseBytes,
    ...rest
  } = checkOptions("elevenlabsSpeech", options, speechOptionNames);
  const named = model === "" ? "eleven_multilingual_v2" : model;
  const id = `elevenlabs:${named}`;
  const { ElevenLabsClient } = await loadPeer(
    "The elevenlabs engine",
    "@elevenlabs/elevenlabs-js",
    () => import("@elevenlabs/elevenlabs-js"),
  );
  const apiKey = rest.apiKey ?? (baseURL === undefined ? environment("ELEVENLABS_API_KEY") : "none");
  if (apiKey === undefined)
    throw new SpeechError("no API key was given", {
      kind: "no_credentials",
      model: id,
      hint: "Set ELEVENLABS_API_KEY, or pass `apiKey`.",
    });
  const client = new ElevenLabsClient({
    apiKey,
    maxRetries: 0,
    timeoutInSeconds: timeoutMs / 1000,
    fetch: guardedFetch({ maxResponseBytes: mostBytes(maxResponseBytes) }),
    ...(baseURL === undefined ? {} : { baseUrl: baseURL }),
  });
  return remoteSpeechModel({
    id,
    capabilities: { wordTimes: true, rate: true, pitch: false, repeatable: "no" },
    ...(baseURL === undefined ? {} : { fingerprint: { baseURL: publicAddress(baseURL) } }),
    mostCharacters: 5000,
    timeoutMs,
    async voices(ended) {
      const { voices } = await client.voices.getAll({}, ended === undefined ? {} : { abortSignal: ended });
      return voices.map(({ voiceId, labels = {} }): Voice => ({
        name: voiceId,
        languages: [],
        gender: genderOf(labels["gender"]),
        age: ageOf(labels["age"]),
      }));
    },
    async say(text, { voice, rate = 1, seed, signal }) {
      const request = {
        text,
        modelId: named,
        outputFormat: "pcm_24000" as const,
        ...(rate === 1 ? {} : { voiceSettings: { speed: rate } }),
        ...(seed === undefined ? {} : { seed }),
      };
      const { audioBase64, alignment } = await client.textToSpeech.convertWithTimestamps(
        voice,
        request,
        signal === undefined ? {} : { abortSignal: signal },
      );
      const samples = pcmSamples(Uint8Array.from(atob(audioBase64), (byte) => byte.charCodeAt(0)));
      return { samples, sampleRate, words: alignment === undefined ? [] : wordTimes(text, alignment) };
    },
  });
}

function genderOf(label: string | undefined): Voice["gender"] {
  return label === "female" || label === "male" ? label : undefined;
}

function ageOf(label: string | undefined): Voice["age"] {
  return label === "old" ? "elderly" : undefined;
}

/** From characters to words; a character may be two UTF-16 units. */
function wordTimes(
  text: string,
  { characters, characterStartTimesSeconds: starts, characterEndTimesSeconds: ends }: Alignment,
): WordTime[] {
  const offsets: number[] = [];
  for (let index = 0, at = 0; index < characters.length; at += characters[index]?.length ?? 0, index++)
    offsets.push(at);
  return [...text.matchAll(/[\p{L}\p{M}\p{N}](?:[^\s]*[\p{L}\p{M}\p{N}])?/gu)].flatMap(
    ({ 0: word, index }) => {
      const first = offsets.findLastIndex((at) => at <= index);
      const last = offsets.findLastIndex((at) => at < index + word.length);
      const [start, end] = [starts[first], ends[last]];
      return start === undefined || end === undefined ? [] : [{ at: index, length: word.length, start, end }];
    },
  );
}
