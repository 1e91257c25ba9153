import { checkOptions, loadPeer } from "@sdialog/core/internal";
import type { OpenAI } from "openai";
import { type AudioClip, joinedClips } from "../../audio/audio-clip.ts";
import { readWav } from "../../audio/read-wav.ts";
import { checkSpeechRequest } from "../check-speech-request.ts";
import { boundedBody } from "../http/bounded-body.ts";
import { httpFailure } from "../http/http-failure.ts";
import { SpeechError } from "../speech-error.ts";
import { type SpeechOptions, speechOptionNames } from "../speech-engine.ts";
import type { SpeechModel, SpeechWarning, Voice } from "../speech-model.ts";
import { splitText } from "../split-text.ts";

/** How OpenAI, or a server that speaks `/v1/audio/speech`, is reached. */
export interface OpenAISpeechOptions extends SpeechOptions {
  /** Default: the environment variable OPENAI_API_KEY, which is sent to OpenAI only, never to another `baseURL`. */
  readonly apiKey?: string | undefined;
  /** Any server that speaks the protocol. Default: OpenAI. */
  readonly baseURL?: string | undefined;
  /** The names of the voices of another server, with what is known of them. Default: OpenAI's. */
  readonly voices?: readonly Voice[] | undefined;
}

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

/** What the endpoint takes at once; longer texts are said in parts. */
const mostCharacters = 4096;

/** A speech model of OpenAI, or of any server that speaks its `/v1/audio/speech`; the sound comes as WAV. */
export async function openaiSpeech(model = "", options: OpenAISpeechOptions = {}): Promise<SpeechModel> {
  checkOptions("openaiSpeech", options, { ...speechOptionNames, voices: true });
  const named = model === "" ? "gpt-4o-mini-tts" : model;
  const id = `openai:${named}`;
  const client = await connect(id, options);
  const { baseURL, maxResponseBytes, voices = openaiVoices } = options;
  return {
    specVersion: 1,
    id,
    capabilities: { wordTimes: false, rate: true, pitch: false, repeatable: "no" },
    ...(baseURL === undefined ? {} : { fingerprint: { baseURL: new URL(baseURL).origin } }),
    voices: () => Promise.resolve(voices),
    async speak(request) {
      checkSpeechRequest(id, request);
      const { text, voice, rate, pitch, signal } = request;
      if (!voices.some(({ name }) => name === voice))
        throw new SpeechError(`there is no voice called "${voice}"`, {
          kind: "unknown_voice",
          model: id,
          hint: `Voices: ${voices.map(({ name }) => name).join(", ")}.`,
        });
      const say = async (input: string): Promise<AudioClip> => {
        const body = { model: named, voice, input, response_format: "wav" as const };
        const response = await client.audio.speech.create(
          rate === undefined || rate === 1 ? body : { ...body, speed: rate },
          { signal },
        );
        const { channels, sampleRate } = readWav(await boundedBody(response, maxResponseBytes), id);
        return { samples: channels[0] ?? new Float32Array(0), sampleRate };
      };
      try {
        const clips: AudioClip[] = [];
        for (const part of splitText(text, mostCharacters)) clips.push(await say(part));
        return { ...joinedClips(clips), warnings: warnings(pitch) };
      } catch (error) {
        throw signal?.aborted === true ? signal.reason : httpFailure(id, error);
      }
    },
  };
}

function warnings(pitch: number | undefined): SpeechWarning[] {
  return pitch === undefined || pitch === 0
    ? []
    : [{ setting: "pitch", message: "the voice kept its own pitch, which the protocol cannot change" }];
}

async function connect(
  id: string,
  { apiKey, baseURL: given, timeoutMs = 60_000 }: OpenAISpeechOptions,
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
      kind: "authentication",
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
    // Text goes to the server it was meant for, and to no other.
    fetchOptions: { redirect: "error" },
  });
}

/** An environment variable that is set to something; nothing in a browser. */
function environment(name: string): string | undefined {
  const value = globalThis.process?.env[name];
  return value === "" ? undefined : value;
}
