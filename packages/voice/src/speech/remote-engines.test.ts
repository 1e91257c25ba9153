import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { speechModelCases, toneSpeech } from "../testing/index.ts";
import { elevenlabsSpeech } from "./elevenlabs/elevenlabs.ts";
import { pollySpeech } from "./polly/polly.ts";

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
async function start(answer: Answer, http2 = false) {
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

const elevenlabs = await start(async ({ method, url = "", headers }, body) => {
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

const polly = await start(async ({ method, url = "", headers }, body) => {
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

afterAll(() => {
  elevenlabs.close();
  polly.close();
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
