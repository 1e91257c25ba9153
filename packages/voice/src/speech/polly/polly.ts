import { checkOptions, loadPeer, publicAddress } from "@sdialog/core/internal";
import { boundedBytes, mostBytes } from "../http/bounded-bytes.ts";
import { environment } from "../http/environment.ts";
import { pcmSamples } from "../http/pcm-samples.ts";
import { remoteSpeechModel } from "../http/remote-speech-model.ts";
import { type SpeechOptions, speechOptionNames } from "../speech-engine.ts";
import type { SpeechModel, Voice } from "../speech-model.ts";
import { escapedSsml } from "../ssml.ts";

/** How Amazon Polly is reached. */
export interface PollyOptions extends Omit<SpeechOptions, "apiKey"> {
  /** Default: the environment variable AWS_REGION, else us-east-1. */
  readonly region?: string | undefined;
  /** Default: what the AWS SDK finds: the environment, profiles, the machine's role. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

const sampleRate = 16_000;

/** Amazon Polly's voices through the AWS SDK. @param model its engine: `neural`, `standard`, `generative`, `long-form` */
export async function pollySpeech(model = "", options: PollyOptions = {}): Promise<SpeechModel> {
  const {
    baseURL,
    timeoutMs = 60_000,
    maxResponseBytes,
    region,
    credentials,
  } = checkOptions("pollySpeech", options, { ...pollyOptionNames, region: true, credentials: true });
  const engine = (model === "" ? "neural" : model) as "neural";
  const { DescribeVoicesCommand, PollyClient, SynthesizeSpeechCommand } = await loadPeer(
    "The polly engine",
    "@aws-sdk/client-polly",
    () => import("@aws-sdk/client-polly"),
  );
  const client = new PollyClient({
    region: region ?? environment("AWS_REGION") ?? "us-east-1",
    maxAttempts: 1,
    requestHandler: { requestTimeout: timeoutMs, throwOnRequestTimeout: true },
    ...(credentials === undefined ? {} : { credentials }),
    ...(baseURL === undefined ? {} : { endpoint: baseURL }),
  });
  return remoteSpeechModel({
    id: `polly:${engine}`,
    capabilities: { wordTimes: false, rate: true, pitch: false, repeatable: "no" },
    ...(baseURL === undefined ? {} : { fingerprint: { baseURL: publicAddress(baseURL) } }),
    // 3,000 are billed at once; markup is not counted.
    mostCharacters: 2900,
    timeoutMs,
    async voices(ended) {
      const { Voices = [] } = await client.send(
        new DescribeVoicesCommand({ Engine: engine }),
        ended === undefined ? {} : { abortSignal: ended },
      );
      return Voices.flatMap(({ Id, Gender, LanguageCode, AdditionalLanguageCodes = [] }): Voice[] =>
        Id === undefined
          ? []
          : [
              {
                name: Id,
                languages: [LanguageCode ?? "en-US", ...AdditionalLanguageCodes].map(tagOf),
                gender: Gender === "Female" ? "female" : "male",
              },
            ],
      );
    },
    async say(text, { voice, rate = 1, signal }) {
      const command = new SynthesizeSpeechCommand({
        Engine: engine,
        OutputFormat: "pcm",
        SampleRate: String(sampleRate),
        TextType: "ssml",
        Text: `<speak><prosody rate="${Math.round(rate * 100)}%">${escapedSsml(text)}</prosody></speak>`,
        VoiceId: voice as "Joanna",
      });
      const { AudioStream } = await client.send(command, signal === undefined ? {} : { abortSignal: signal });
      const stream = (AudioStream ?? []) as AsyncIterable<Uint8Array>;
      const bytes = await boundedBytes(stream, mostBytes(maxResponseBytes));
      return { samples: pcmSamples(bytes), sampleRate };
    },
  });
}

const { apiKey: _apiKey, ...pollyOptionNames } = speechOptionNames;

/** Polly calls Mandarin and Arabic by codes of their own. */
function tagOf(code: string): string {
  return code === "cmn-CN" ? "zh-CN" : code === "arb" ? "ar" : code;
}
