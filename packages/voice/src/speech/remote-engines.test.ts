import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { afterAll, describe, expect, it } from "vitest";
import { speechModelCases, toneSpeech } from "../testing/index.ts";
import { resample } from "../audio/resample.ts";
import { writeWav } from "../audio/write-wav.ts";
import { azureSpeech } from "./azure/azure.ts";
import { elevenlabsSpeech } from "./elevenlabs/elevenlabs.ts";
import { googleSpeech } from "./google/google.ts";
import { type Kokoro, kokoroSpeech } from "./kokoro/kokoro.ts";
import { pollySpeech } from "./polly/polly.ts";
import type { WordTime } from "./speech-model.ts";

const key = "planted-in-speech-4712";
const tone = toneSpeech();

/** What a server was asked, and what it answers: JSON, or bytes. */
type Answer = (
  request: IncomingMessage,
  body: Record<string, unknown>,
) => Promise<object | Uint8Array> | object;

interface Refusal {
  readonly refuse: number;
}

/** A server on this machine; `refuse` is a status. */
async function startServer(answer: Answer, http2 = false) {
  let status: number | undefined;
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const text = Buffer.concat(chunks).toString("utf8");
      const said =
        status === undefined
          ? await answer(request, text === "" ? {} : (JSON.parse(text) as Record<string, unknown>))
          : { refuse: status };
      if (said instanceof Uint8Array)
        return response.writeHead(200, { "content-type": "audio/pcm" }).end(said);
      const refused = (said as Partial<Refusal>).refuse;
      // Providers quote what they were sent.
      const quoted = { detail: request.headers, message: JSON.stringify(request.headers) };
      response
        .writeHead(refused ?? 200, { "content-type": "application/json" })
        .end(JSON.stringify(refused === undefined ? said : quoted));
    })().catch(() => response.destroy());
  };
  // The AWS SDK speaks HTTP/2 to Polly.
  const server = http2 ? createHttp2Server(listener as never) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuse: (next: number | undefined) => void (status = next),
    close: () => {
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
    },
  };
}

async function pcm(text: string, rate: number): Promise<{ bytes: Buffer; samples: Float32Array }> {
  const { samples } = await tone.speak({ text, voice: "low", rate });
  const bytes = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) bytes.writeInt16LE(Math.round(sample * 32_767), 2 * index);
  return { bytes, samples };
}

const elevenlabs = await startServer(async ({ method, url = "", headers }, body) => {
  if (headers["xi-api-key"] !== key) return { refuse: 401 };
  if (method === "GET" && url.startsWith("/v1/voices"))
    return {
      voices: [
        { voice_id: "rachel1", name: "Rachel", labels: { gender: "female", age: "old", accent: "american" } },
        { voice_id: "adam1", name: "Adam", labels: { gender: "male" } },
      ],
    };
  const { pathname, searchParams } = new URL(url, "http://x");
  if (method !== "POST" || !/^\/v1\/text-to-speech\/(?:rachel1|adam1)\/with-timestamps$/.test(pathname))
    return { refuse: 404 };
  const {
    text,
    model_id: model,
    voice_settings: settings = {},
  } = body as { text: string; model_id: string; voice_settings?: { speed?: number } };
  if (searchParams.get("output_format") !== "pcm_24000" || model !== "eleven_test" || text.length > 5000)
    return { refuse: 422 };
  const { bytes } = await pcm(text, settings.speed ?? 1);
  const characters = [...text];
  const seconds = bytes.length / 2 / 24_000;
  const at = (index: number): number => (index / characters.length) * seconds;
  const alignment = {
    characters,
    character_start_times_seconds: characters.map((_, index) => at(index)),
    character_end_times_seconds: characters.map((_, index) => at(index + 1)),
  };
  return { audio_base64: bytes.toString("base64"), alignment, normalized_alignment: alignment };
});

const polly = await startServer(async ({ method, url = "", headers }, body) => {
  if (!(headers.authorization ?? "").startsWith(`AWS4-HMAC-SHA256 Credential=${key}/`))
    return { refuse: 403 };
  if (method === "GET" && url.startsWith("/v1/voices"))
    return {
      Voices: [
        { Id: "Joanna", Gender: "Female", LanguageCode: "en-US" },
        { Id: "Zhiyu", Gender: "Female", LanguageCode: "cmn-CN" },
      ],
    };
  const {
    Text: text,
    OutputFormat: format,
    SampleRate: rate,
    TextType: type,
    VoiceId: voice,
  } = body as Record<string, string>;
  const spoken = /^<speak><prosody rate="(\d+)%">([^<>]*)<\/prosody><\/speak>$/.exec(text ?? "");
  if (
    url !== "/v1/speech" ||
    format !== "pcm" ||
    rate !== "16000" ||
    type !== "ssml" ||
    voice !== "Joanna" ||
    spoken === null
  )
    return { refuse: 400 };
  return (await pcm(spoken[2] ?? "", Number(spoken[1]) / 100)).bytes;
}, true);

const google = await startServer(async ({ method, url = "", headers }, body) => {
  if (headers["x-goog-api-key"] !== key) return { refuse: 401 };
  if (method === "GET" && url.startsWith("/v1beta1/voices"))
    return {
      voices: [
        { languageCodes: ["en-US"], name: "en-US-Neural2-A", ssmlGender: "MALE" },
        { languageCodes: ["cmn-CN"], name: "cmn-CN-Wavenet-B", ssmlGender: "FEMALE" },
      ],
    };
  if (method !== "POST" || !url.startsWith("/v1beta1/text:synthesize")) return { refuse: 404 };
  const { input, voice, audioConfig, enableTimePointing } = body as {
    readonly input: { readonly ssml: string };
    readonly voice: { readonly name: string; readonly languageCode: string };
    readonly audioConfig: {
      readonly audioEncoding: number;
      readonly speakingRate: number;
      readonly pitch: number;
    };
    readonly enableTimePointing: readonly number[];
  };
  const whole = /^<speak>((?:[^<>]|<mark name="\d+"\/>)*)<\/speak>$/.exec(input.ssml);
  const sound =
    audioConfig.audioEncoding === 1 && Math.abs(audioConfig.pitch) <= 20 && audioConfig.speakingRate <= 4;
  if (whole === null || !sound || voice.languageCode !== "en-US" || Buffer.byteLength(input.ssml) > 5000)
    return { refuse: 400 };
  const parts = (whole[1] ?? "").split(/<mark name="\d+"\/>/);
  const {
    samples,
    sampleRate,
    words = [],
  } = await tone.speak({
    text: parts.join(""),
    voice: "low",
    rate: audioConfig.speakingRate,
    pitch: audioConfig.pitch,
  });
  // The marks stand before the words of the text, in order.
  const timepoints = enableTimePointing.includes(1)
    ? words.map(({ start }, index) => ({ markName: String(index), timeSeconds: start }))
    : [];
  return {
    audioContent: Buffer.from(writeWav({ channels: [samples], sampleRate })).toString("base64"),
    timepoints,
  };
});

/** Azure's list of voices over HTTP, and speech over a WebSocket, as its SDK speaks them. */
async function startAzure() {
  let status: number | undefined;
  const http = createServer((request, response) => {
    const allowed = request.headers["ocp-apim-subscription-key"] === key;
    const found = request.url === "/cognitiveservices/voices/list";
    response.writeHead(allowed ? (found ? 200 : 404) : 401, { "content-type": "application/json" });
    const voice = { Name: "Jenny", ShortName: "en-US-JennyNeural", Gender: "Female", Locale: "en-US" };
    response.end(JSON.stringify(allowed && found ? [voice] : { quoted: request.headers }));
  });
  const sockets = new WebSocketServer({ noServer: true });
  http.on("upgrade", (request, socket, head) => {
    const allowed = request.headers["ocp-apim-subscription-key"] === key;
    const refusal = status ?? (allowed ? undefined : 401);
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} Refused\r\n\r\n${key}`);
    if (!request.url?.startsWith("/tts/cognitiveservices/websocket/v1"))
      return void socket.end("HTTP/1.1 404 Not Found\r\n\r\n");
    sockets.handleUpgrade(request, socket, head, (client) => {
      client.on("message", (data) => void answerAzure(client, String(data)));
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    refuse: (next: number | undefined) => void (status = next),
    close: () => {
      for (const client of sockets.clients) client.terminate();
      http.close();
      http.closeAllConnections();
    },
  };
}

async function answerAzure(client: WebSocket, message: string): Promise<void> {
  const [head = "", ssml = ""] = message.split("\r\n\r\n");
  if (!/^path:\s*ssml$/im.test(head)) return;
  const id = /^x-requestid:\s*(\w+)/im.exec(head)?.[1] ?? "";
  const said =
    /^<speak version="1\.0" xmlns="[^"]+" xml:lang="en-US"><voice name="en-US-JennyNeural"><prosody rate="([+-]\d+)%" pitch="([+-][\d.]+)st">([^<>]*)<\/prosody><\/voice><\/speak>$/.exec(
      ssml,
    );
  if (said === null) return client.close(1007, `bad SSML, ${key}`);
  const text = (said[3] ?? "").replaceAll("&amp;", "&");
  const rate = 1 + Number(said[1]) / 100;
  const {
    samples,
    sampleRate,
    words = [],
  } = await tone.speak({ text, voice: "low", rate, pitch: Number(said[2]) });
  const heard = resample(samples, sampleRate, 24_000);
  const sound = Buffer.alloc(heard.length * 2);
  for (const [index, sample] of heard.entries()) sound.writeInt16LE(Math.round(sample * 32_767), 2 * index);
  const send = (path: string, body: object): void =>
    client.send(
      `X-RequestId:${id}\r\nContent-Type:application/json\r\nPath:${path}\r\n\r\n${JSON.stringify(body)}`,
    );
  send("turn.start", { context: { serviceTag: "x" } });
  send("response", { context: { serviceTag: "x" }, audio: { type: "inline", streamId: "1" } });
  const header = Buffer.from(
    `X-RequestId:${id}\r\nX-StreamId:1\r\nPath:audio\r\nContent-Type:audio/x-wav\r\n`,
  );
  for (let at = 0; at < sound.length; at += 8000) {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(header.length);
    client.send(Buffer.concat([length, header, sound.subarray(at, at + 8000)]));
  }
  const boundary = ({ at, length, start, end }: WordTime): object => {
    // As the service has it, a word comes without the marks after it.
    const word = text.slice(at, at + length).replace(/[.,!?]+$/, "");
    return {
      Type: "WordBoundary",
      Data: {
        Offset: Math.round(start * 1e7),
        Duration: Math.round((end - start) * 1e7),
        text: { Text: word, Length: word.length, BoundaryType: "WordBoundary" },
      },
    };
  };
  send("audio.metadata", { Metadata: words.map(boundary) });
  send("turn.end", {});
}

const azure = await startAzure();

/** Kokoro as kokoro-js has it once it is loaded; its weights are not here. */
const fakeKokoro: Kokoro = {
  voices: {
    af_heart: { language: "en-us", gender: "Female" },
    bm_george: { language: "en-gb", gender: "Male" },
  },
  async generate(text, { voice, speed }) {
    const { samples } = await tone.speak({
      text,
      voice: voice === "af_heart" ? "middle" : "low",
      rate: speed,
    });
    return { audio: resample(samples, 16_000, 24_000), sampling_rate: 24_000 };
  },
};

afterAll(() => {
  for (const server of [elevenlabs, polly, google, azure]) server.close();
});

const engines = [
  [
    "elevenlabs",
    elevenlabs,
    (url: string) => elevenlabsSpeech("eleven_test", { baseURL: url, apiKey: key, timeoutMs: 2000 }),
  ],
  [
    "polly",
    polly,
    (url: string) =>
      pollySpeech("", {
        baseURL: url,
        region: "eu-central-1",
        credentials: { accessKeyId: key, secretAccessKey: `${key}-secret` },
        timeoutMs: 2000,
      }),
  ],
  ["google", google, (url: string) => googleSpeech("", { baseURL: url, apiKey: key, timeoutMs: 5000 })],
  ["azure", azure, (url: string) => azureSpeech("", { baseURL: url, apiKey: key, timeoutMs: 5000 })],
] as const;

describe.each(engines)("%s", (_name, server, connect) => {
  for (const { name, skip, run } of speechModelCases(() => connect(server.url))) it.skipIf(skip)(name, run);

  it.each([
    [401, "authentication"],
    [429, "rate_limit"],
    [500, "server"],
  ])("tells what the status %d means, and no key", async (status, kind) => {
    const model = await connect(server.url);
    const [{ name: voice } = { name: "" }] = await model.voices();
    server.refuse(status);
    const error: unknown = await model.speak({ text: "Hello.", voice }).catch((thrown: unknown) => thrown);
    server.refuse(undefined);
    expect(error).toMatchObject({ kind, status });
    expect(
      JSON.stringify([error, String(error), (error as Error).stack, (error as Error).cause]),
    ).not.toContain(key);
  });
});

// Its weights are too large to keep here.
const kokoroFolder = process.env["SDIALOG_TEST_KOKORO"];
if (kokoroFolder === undefined)
  console.log(
    "skipped: the conformance suite of kokoro: with its weights, for want of SDIALOG_TEST_KOKORO, a folder that holds them",
  );

describe.skipIf(kokoroFolder === undefined)("kokoro, with its weights", () => {
  // Connected when the first case runs: loading takes seconds.
  let model: ReturnType<typeof kokoroSpeech> | undefined;
  for (const { name, skip, run } of speechModelCases(() => (model ??= kokoroSpeech(kokoroFolder))))
    it.skipIf(skip)(name, { timeout: 120_000 }, run);
});

describe("kokoro", () => {
  for (const { name, skip, run } of speechModelCases(() => kokoroSpeech("", { loaded: fakeKokoro })))
    it.skipIf(skip)(name, run);

  it("is given no more at once than it takes", async () => {
    const said: string[] = [];
    const generate: Kokoro["generate"] = (text, options) => {
      said.push(text);
      return fakeKokoro.generate(text, options);
    };
    const model = await kokoroSpeech("", { loaded: { ...fakeKokoro, generate } });
    const text = "All the flowers of the meadow are in bloom. ".repeat(20).trim();
    await model.speak({ text, voice: "af_heart" });
    expect(said.length).toBeGreaterThan(2);
    expect(Math.max(...said.map(({ length }) => length))).toBeLessThanOrEqual(300);
    expect(said.join(" ")).toBe(text);
  });
});

it("voices say what they speak as BCP 47 has it, and how they sound", async () => {
  expect(await (await engines[1][2](polly.url)).voices()).toEqual([
    { name: "Joanna", languages: ["en-US"], gender: "female" },
    { name: "Zhiyu", languages: ["zh-CN"], gender: "female" },
  ]);
  expect((await (await engines[0][2](elevenlabs.url)).voices())[0]).toMatchObject({
    name: "rachel1",
    languages: [],
    gender: "female",
    age: "elderly",
  });
});
