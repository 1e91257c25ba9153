import { checkOptions, loadPeer, publicAddress } from "@sdialog/core/internal";
import type * as Sdk from "microsoft-cognitiveservices-speech-sdk";
import { mostBytes, TooLargeError } from "../http/bounded-bytes.ts";
import { environment } from "../http/environment.ts";
import { inTime } from "../http/in-time.ts";
import { pcmSamples } from "../http/pcm-samples.ts";
import { remoteSpeechModel } from "../http/remote-speech-model.ts";
import { SpeechError } from "../speech-error.ts";
import { type SpeechOptions, speechOptionNames } from "../speech-engine.ts";
import type { SpeechModel, SpeechRequest, SpeechResult, Voice, WordTime } from "../speech-model.ts";
import { escapedSsml } from "../ssml.ts";

const sampleRate = 24_000;
/** The SDK counts time in parts of 100 nanoseconds. */
const ticksPerSecond = 1e7;

/**
 * Azure's voices through Microsoft's Speech SDK, which tells the times of words. The key is `apiKey`, or AZURE_SPEECH_KEY.
 *
 * @param region where the service is: `westeurope`. Default: the environment variable AZURE_SPEECH_REGION, else eastus
 */
export async function azureSpeech(region = "", options: SpeechOptions = {}): Promise<SpeechModel> {
  const {
    baseURL,
    timeoutMs = 60_000,
    maxResponseBytes,
    ...rest
  } = checkOptions("azureSpeech", options, speechOptionNames);
  const place = region === "" ? (environment("AZURE_SPEECH_REGION") ?? "eastus") : region;
  const id = `azure:${place}`;
  const apiKey = rest.apiKey ?? (baseURL === undefined ? environment("AZURE_SPEECH_KEY") : "none");
  if (apiKey === undefined)
    throw new SpeechError("no API key was given", {
      kind: "no_credentials",
      model: id,
      hint: "Set AZURE_SPEECH_KEY, or pass `apiKey`.",
    });
  if (baseURL !== undefined && !URL.canParse(baseURL))
    throw new SpeechError("its address is not a URL", { kind: "invalid_request", model: id });
  const sdk = await loadSdk();
  // The list of voices is asked for over HTTP, and speech over a WebSocket.
  const reach = (protocol: "http" | "ws"): Sdk.SpeechConfig => {
    if (baseURL === undefined) return sdk.SpeechConfig.fromSubscription(apiKey, place);
    return sdk.SpeechConfig.fromHost(new URL(baseURL.replace(/^http/, protocol)), apiKey);
  };
  return remoteSpeechModel({
    id,
    capabilities: { wordTimes: true, rate: true, pitch: true, repeatable: "no" },
    ...(baseURL === undefined ? {} : { fingerprint: { baseURL: publicAddress(baseURL) } }),
    mostCharacters: 3000,
    timeoutMs,
    async voices(ended) {
      const synthesizer = new sdk.SpeechSynthesizer(reach("http"), null as never);
      try {
        const { voices, errorDetails } = await inTime(() => synthesizer.getVoicesAsync(""), undefined, ended);
        if (errorDetails) throw failure(errorDetails);
        return voices.map(({ shortName, locale, secondaryLocaleList = [], gender }): Voice => ({
          name: shortName,
          languages: [locale, ...(secondaryLocaleList ?? [])],
          gender:
            gender === sdk.SynthesisVoiceGender.Female
              ? "female"
              : gender === sdk.SynthesisVoiceGender.Male
                ? "male"
                : undefined,
        }));
      } finally {
        synthesizer.close();
      }
    },
    async say(text, request) {
      const config = reach("ws");
      config.speechSynthesisOutputFormat = sdk.SpeechSynthesisOutputFormat.Raw24Khz16BitMonoPcm;
      config.setProperty(sdk.PropertyId.SpeechServiceResponse_RequestWordBoundary, "true");
      const synthesizer = new sdk.SpeechSynthesizer(config, null as never);
      try {
        // The SDK itself waits without end.
        return await inTime(
          () => spoken(synthesizer, sdk, text, request, mostBytes(maxResponseBytes)),
          undefined,
          request.signal,
        );
      } finally {
        synthesizer.close();
      }
    },
  });
}

async function loadSdk(): Promise<typeof Sdk> {
  const name = "microsoft-cognitiveservices-speech-sdk";
  const { default: sdk } = (await loadPeer(
    "The azure engine",
    name,
    () => import("microsoft-cognitiveservices-speech-sdk"),
  )) as unknown as { readonly default: typeof Sdk };
  // Node's own WebSocket sends no headers and tells no status with which it was refused; the SDK brings one that does.
  const { WebsocketMessageAdapter } = await loadPeer(
    "The azure engine",
    name,
    () =>
      import("microsoft-cognitiveservices-speech-sdk/distrib/lib/src/common.browser/WebsocketMessageAdapter.js"),
  );
  WebsocketMessageAdapter.forceNpmWebSocket = true;
  return sdk;
}

function spoken(
  synthesizer: Sdk.SpeechSynthesizer,
  sdk: typeof Sdk,
  text: string,
  request: SpeechRequest,
  most: number,
): Promise<Omit<SpeechResult, "warnings">> {
  const words: WordTime[] = [];
  let at = 0;
  synthesizer.wordBoundary = (_sender, { text: word, audioOffset, duration, boundaryType }) => {
    if (boundaryType !== sdk.SpeechSynthesisBoundaryType.Word) return;
    const found = text.indexOf(word, at);
    if (found === -1) return;
    at = found + word.length;
    const start = audioOffset / ticksPerSecond;
    words.push({ at: found, length: word.length, start, end: start + duration / ticksPerSecond });
  };
  return new Promise((resolve, reject) => {
    let size = 0;
    synthesizer.synthesizing = (_sender, { result }) => {
      size += result.audioData.byteLength;
      if (size > most) reject(new TooLargeError(`more than ${most} bytes came`));
    };
    synthesizer.speakSsmlAsync(
      ssmlOf(text, request),
      ({ reason, audioData, errorDetails }) => {
        if (reason !== sdk.ResultReason.SynthesizingAudioCompleted) reject(failure(errorDetails));
        else resolve({ samples: pcmSamples(new Uint8Array(audioData)), sampleRate, words });
      },
      (problem) => reject(failure(problem)),
    );
  });
}

function ssmlOf(text: string, { voice, language, rate = 1, pitch = 0 }: SpeechRequest): string {
  const percent = Math.round((rate - 1) * 100);
  const prosody = `rate="${percent < 0 ? "" : "+"}${percent}%" pitch="${pitch < 0 ? "" : "+"}${pitch}st"`;
  const spokenLanguage = /^[a-z]{2}-[A-Z]{2}/.exec(voice)?.[0] ?? language ?? "en-US";
  return (
    `<speak version="1.0" xmlns="http://www.w3.org/2001/10/synthesis" xml:lang="${spokenLanguage}">` +
    `<voice name="${voice}"><prosody ${prosody}>${escapedSsml(text)}</prosody></voice></speak>`
  );
}

/** The SDK tells a status in words, which may quote what it was sent; only the status is kept. */
function failure(details: string): Error {
  const status = /(?:response|status ?code|error)\D{0,12}\b([45]\d\d)\b/i.exec(details)?.[1];
  return Object.assign(new Error("refused"), status === undefined ? {} : { status: Number(status) });
}
