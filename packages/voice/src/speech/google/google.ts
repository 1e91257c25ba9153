import { checkOptions, loadPeer, publicAddress } from "@sdialog/core/internal";
import { guardedFetch } from "@sdialog/llm";
import { mostBytes } from "../http/bounded-bytes.ts";
import { environment } from "../http/environment.ts";
import { remoteSpeechModel } from "../http/remote-speech-model.ts";
import { readWav } from "../../audio/read-wav.ts";
import { SpeechError, type SpeechErrorKind } from "../speech-error.ts";
import { type SpeechOptions, speechOptionNames } from "../speech-engine.ts";
import type { SpeechModel, SpeechWarning, Voice, WordTime } from "../speech-model.ts";
import { escapedSsml } from "../ssml.ts";

/** Voices that read plain text only, and have a pitch of their own. */
const plain = /Chirp|Journey/;

/** What of the client's authentication is used here. */
interface GoogleAuth {
  getClient(): Promise<GoogleAccount>;
}

interface GoogleAccount {
  getRequestHeaders(url?: string): Promise<Headers>;
}

/**
 * Google Cloud's voices through its SDK, over HTTP. With `apiKey`, or GOOGLE_API_KEY, that key is sent; without one, what the SDK
 * finds (GOOGLE_APPLICATION_CREDENTIALS, the machine's account). The times of words come by marks between them.
 *
 * @param prefix a beginning of the names of the voices to choose from: `en-US-Neural2`; empty: all
 */
export async function googleSpeech(prefix = "", options: SpeechOptions = {}): Promise<SpeechModel> {
  const {
    baseURL,
    timeoutMs = 60_000,
    maxResponseBytes,
    ...rest
  } = checkOptions("googleSpeech", options, speechOptionNames);
  const id = prefix === "" ? "google" : `google:${prefix}`;
  const { v1beta1 } = await loadPeer(
    "The google engine",
    "@google-cloud/text-to-speech",
    () => import("@google-cloud/text-to-speech"),
  );
  const apiKey = rest.apiKey ?? (baseURL === undefined ? environment("GOOGLE_API_KEY") : "none");
  const auth =
    apiKey === undefined
      ? (new v1beta1.TextToSpeechClient({ fallback: true }).auth as unknown as GoogleAuth)
      : keyAuth(apiKey);
  const fetch = guardedFetch({ maxResponseBytes: mostBytes(maxResponseBytes) });
  const client = new v1beta1.TextToSpeechClient({
    fallback: true,
    ...addressOf(id, baseURL),
    // The SDK asks through this: answers are bounded, and go nowhere else.
    auth: {
      ...auth,
      getClient: () => auth.getClient(),
      async fetch(url: string, request: RequestInit) {
        const headers = new Headers(request.headers);
        const own = await (await auth.getClient()).getRequestHeaders(url);
        for (const [name, value] of own) headers.set(name, value);
        const signal = AbortSignal.any([
          AbortSignal.timeout(timeoutMs),
          ...(request.signal ? [request.signal] : []),
        ]);
        const { method, body } = request;
        const response = await fetch(url, { method: method ?? "GET", body: body ?? null, headers, signal });
        if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status });
        return response;
      },
    } as never,
  });
  // The SDK signs in beside its calls, where nobody catches what goes wrong: a call begins once that is done.
  const signIn = (): Promise<void> => signedIn(id, auth, () => client.initialize());
  let spoken: ReadonlyMap<string, string> = new Map();
  return remoteSpeechModel({
    id,
    capabilities: { wordTimes: true, rate: true, pitch: true, repeatable: "no" },
    ...(baseURL === undefined ? {} : { fingerprint: { baseURL: publicAddress(baseURL) } }),
    // 5,000 bytes are taken at once, the marks between words among them.
    mostCharacters: 1000,
    timeoutMs,
    async voices() {
      await signIn();
      const [{ voices = [] }] = await client.listVoices({}, { timeout: timeoutMs, retry: null as never });
      const own = (voices ?? []).filter(({ name }) => name?.startsWith(prefix) === true);
      spoken = new Map(own.map(({ name, languageCodes }) => [name ?? "", languageCodes?.[0] ?? "en-US"]));
      return own.map(({ name, languageCodes, ssmlGender }): Voice => ({
        name: name ?? "",
        languages: (languageCodes ?? []).map(tagOf),
        gender: genderOf(ssmlGender),
      }));
    },
    async say(text, { voice, rate = 1, pitch = 0, signal }) {
      await signIn();
      const words = plain.test(voice) ? [] : wordsOf(text);
      const warnings: SpeechWarning[] =
        plain.test(voice) && pitch !== 0
          ? [{ setting: "pitch", message: "this voice has a pitch of its own" }]
          : [];
      const pending = client.synthesizeSpeech(
        {
          input: plain.test(voice) ? { text } : { ssml: marked(text, words) },
          voice: { name: voice, languageCode: spoken.get(voice) ?? "en-US" },
          audioConfig: {
            audioEncoding: "LINEAR16",
            sampleRateHertz: 24_000,
            speakingRate: rate,
            ...(plain.test(voice) ? {} : { pitch: Math.max(-20, Math.min(20, pitch)) }),
          },
          // Marks of SSML, by its number.
          enableTimePointing: words.length === 0 ? [] : [1],
        },
        { timeout: timeoutMs, retry: null as never },
      ) as unknown as Promise<
        readonly [{ audioContent?: unknown; timepoints?: readonly Timepoint[] | null }]
      > & {
        cancel?(): void;
      };
      const cancel = (): void => pending.cancel?.();
      signal?.addEventListener("abort", cancel);
      try {
        const [{ audioContent, timepoints }] = await pending;
        const { channels, sampleRate } = readWav(audioContent as Uint8Array, id);
        const samples = channels[0] ?? new Float32Array(0);
        const times = wordTimes(words, timepoints ?? [], samples.length / sampleRate);
        return { samples, sampleRate, warnings, ...(times.length === 0 ? {} : { words: times }) };
      } finally {
        signal?.removeEventListener("abort", cancel);
      }
    },
  });
}

/** When a mark is passed, as Google tells it. */
interface Timepoint {
  readonly markName?: string | null;
  readonly timeSeconds?: number | null;
}

/**
 * Signs in, with whatever the SDK finds.
 *
 * @throws SpeechError `no_credentials` where it finds nothing, `authentication` where it finds nothing that can be used
 */
async function signedIn(model: string, auth: GoogleAuth, begin: () => Promise<unknown>): Promise<void> {
  const problem = (kind: SpeechErrorKind, message: string): SpeechError =>
    new SpeechError(message, {
      kind,
      model,
      hint: "Set GOOGLE_API_KEY or GOOGLE_APPLICATION_CREDENTIALS, pass `apiKey`, or sign in with gcloud.",
    });
  const account = await auth.getClient().catch(() => {
    throw problem("no_credentials", "no credentials were found");
  });
  try {
    await account.getRequestHeaders();
    await begin();
  } catch (error) {
    // Requests that were not answered say nothing about the credentials.
    const { name, status } = error as { readonly name?: string; readonly status?: number };
    const unanswered = status === undefined ? name === "GaxiosError" : status >= 500;
    throw unanswered ? error : problem("authentication", "its credentials cannot be used");
  }
}

function keyAuth(apiKey: string): GoogleAuth & { readonly universeDomain?: string } {
  const headers = new Headers({ "x-goog-api-key": apiKey });
  return { getClient: () => Promise.resolve({ getRequestHeaders: () => Promise.resolve(headers) }) };
}

function addressOf(model: string, baseURL: string | undefined): object {
  if (baseURL === undefined) return {};
  if (!URL.canParse(baseURL))
    throw new SpeechError("its address is not a URL", { kind: "invalid_request", model });
  const { hostname, port, protocol } = new URL(baseURL);
  const name = protocol.slice(0, -1);
  return { apiEndpoint: hostname, port: Number(port) || (name === "http" ? 80 : 443), protocol: name };
}

/** Google calls Mandarin by a code of its own. */
function tagOf(code: string): string {
  return code.replace(/^cmn-/, "zh-");
}

function genderOf(gender: unknown): Voice["gender"] {
  return gender === "FEMALE" ? "female" : gender === "MALE" ? "male" : undefined;
}

function wordsOf(text: string): { readonly at: number; readonly length: number }[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}](?:[^\s]*[\p{L}\p{M}\p{N}])?/gu)].map(({ 0: word, index }) => ({
    at: index,
    length: word.length,
  }));
}

/** A mark before each word, named by its number. */
function marked(text: string, words: readonly { readonly at: number }[]): string {
  let ssml = "";
  let from = 0;
  for (const [index, { at }] of words.entries()) {
    ssml += `${escapedSsml(text.slice(from, at))}<mark name="${index}"/>`;
    from = at;
  }
  return `<speak>${ssml}${escapedSsml(text.slice(from))}</speak>`;
}

/** A word lasts until the next mark. */
function wordTimes(
  words: readonly { readonly at: number; readonly length: number }[],
  timepoints: readonly Timepoint[],
  seconds: number,
): WordTime[] {
  return timepoints.flatMap(({ markName, timeSeconds }, index) => {
    const word = words[Number(markName)];
    if (word === undefined) return [];
    return [{ ...word, start: timeSeconds ?? 0, end: timepoints[index + 1]?.timeSeconds ?? seconds }];
  });
}
