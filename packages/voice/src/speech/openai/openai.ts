import { checkOptions, loadPeer, publicAddress } from "@sdialog/core/internal";
import { guardedFetch } from "@sdialog/llm";
import type { OpenAI } from "openai";
import { readWav } from "../../audio/read-wav.ts";
import { mostBytes } from "../http/bounded-bytes.ts";
import { environment } from "../http/environment.ts";
import { remoteSpeechModel } from "../http/remote-speech-model.ts";
import { SpeechError } from "../speech-error.ts";
import { type SpeechOptions, speechOptionNames } from "../speech-engine.ts";
import type { SpeechModel, Voice } from "../speech-model.ts";

/** How OpenAI, or a server that speaks `/v1/audio/speech`, is reached. */
export interface OpenAISpeechOptions extends SpeechOptions {
  /** Default: the environment variable OPENAI_API_KEY, which is sent to OpenAI only, never to another `baseURL`. */
  readonly apiKey?: string | undefined;
  /** Any server that speaks the protocol. Default: OpenAI. */
  readonly baseURL?: string | undefined;
  /** The names of the voices of another server, with what is known of them. Default: OpenAI's. */
  readonly voices?: readonly Voice[] | undefined;
}

const usualTimeoutMs = 60_000;

/** OpenAI's voices, which speak every language it knows. How they sound is said in its guide to speech. */
const openaiVoices: readonly Voice[] = [
  { name: "alloy", languages: [], gender: "female" },
  { name: "ash", languages: [], gender: "male" },
  { name: "ballad", languages: [], gender: "male" },
  { name: "coral", languages: [], gender: "female" },
  { name: "echo", languages: [], gender: "male" },
  { name: "fable", languages: [], gender: "male" },
  { name: "nova", languages: [], gender: "female" },
  { name: "onyx", languages: [], gender: "male" },
  { name: "sage", languages: [], gender: "female" },
  { name: "shimmer", languages: [], gender: "female" },
  { name: "verse", languages: [], gender: "male" },
];

/** A speech model of OpenAI, or of any server that speaks its `/v1/audio/speech`; the sound comes as WAV. */
export async function openaiSpeech(model = "", options: OpenAISpeechOptions = {}): Promise<SpeechModel> {
  checkOptions("openaiSpeech", options, { ...speechOptionNames, voices: true });
  const named = model === "" ? "gpt-4o-mini-tts" : model;
  const id = `openai:${named}`;
  const client = await connect(id, options);
  const { baseURL, voices = openaiVoices } = options;
  return remoteSpeechModel({
    id,
    capabilities: { wordTimes: false, rate: true, pitch: false, repeatable: "no" },
    ...(baseURL === undefined ? {} : { fingerprint: { baseURL: publicAddress(baseURL) } }),
    mostCharacters: 4096,
    timeoutMs: options.timeoutMs ?? usualTimeoutMs,
    voices: () => Promise.resolve(voices),
    async say(input, { voice, rate = 1, signal }) {
      const body = { model: named, voice, input, response_format: "wav" as const };
      const response = await client.audio.speech.create(rate === 1 ? body : { ...body, speed: rate }, {
        signal,
      });
      const { channels, sampleRate } = readWav(new Uint8Array(await response.arrayBuffer()), id);
      return { samples: channels[0] ?? new Float32Array(0), sampleRate };
    },
  });
}

async function connect(
  id: string,
  { apiKey, baseURL: given, timeoutMs = usualTimeoutMs, maxResponseBytes }: OpenAISpeechOptions,
): Promise<OpenAI> {
  const baseURL = given ?? environment("OPENAI_BASE_URL");
  const { OpenAI } = await loadPeer("The openai engine", "openai", () => import("openai"));
  if (baseURL !== undefined && !URL.canParse(baseURL))
    throw new SpeechError("its address is not a URL", { kind: "invalid_request", model: id });
  // A key from the environment belongs to the address from there.
  const own = given === undefined ? environment("OPENAI_API_KEY") : undefined;
  const key = apiKey ?? own ?? (baseURL === undefined ? undefined : "none");
  if (key === undefined)
    throw new SpeechError("no API key was given", {
      kind: "no_credentials",
      model: id,
      hint: "Set OPENAI_API_KEY, or pass `apiKey`; for a server of your own pass `baseURL`.",
    });
  return new OpenAI({
    apiKey: key,
    adminAPIKey: null,
    webhookSecret: null,
    baseURL: baseURL ?? null,
    ...(given === undefined ? {} : { organization: null, project: null }),
    maxRetries: 0,
    logLevel: "off",
    timeout: timeoutMs,
    fetch: guardedFetch({ maxResponseBytes: mostBytes(maxResponseBytes) }),
  });
}
