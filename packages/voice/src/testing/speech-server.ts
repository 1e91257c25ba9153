import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { writeWav } from "../audio/write-wav.ts";
import { toneSpeech } from "./tone-speech.ts";

/** A request that a speech server was sent. */
export interface SpeechServerRequest {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Readonly<Record<string, unknown>>;
}

/** How a speech server behaves. */
export type SpeechServerMood =
  | "well"
  | "silent"
  | "malformed"
  | "cut"
  | "endless"
  | { readonly status: number }
  | { readonly redirect: string };

/** A local server that speaks OpenAI's `/v1/audio/speech` and enforces its rules; closed by disposing of it. */
export interface SpeechServer extends AsyncDisposable {
  /** Where it listens. */
  readonly url: string;
  /** Every request so far. */
  readonly requests: readonly SpeechServerRequest[];
  /** How it answers from now on. */
  behave(mood: SpeechServerMood): void;
}

const voices: ReadonlySet<unknown> = new Set([
  "alloy",
  "ash",
  "ballad",
  "coral",
  "echo",
  "fable",
  "nova",
  "onyx",
  "sage",
  "shimmer",
  "verse",
]);

/** Starts the server on a free port of this machine. */
export async function startSpeechServer(): Promise<SpeechServer> {
  const requests: SpeechServerRequest[] = [];
  let mood: SpeechServerMood = "well";
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing, requests, () => mood).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    behave: (next) => void (mood = next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  requests: SpeechServerRequest[],
  mood: () => SpeechServerMood,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>;
  requests.push({ path: incoming.url ?? "", headers: incoming.headers, body });
  const now = mood();
  const fail = (status: number, message: string): void => {
    outgoing.writeHead(status, { "content-type": "application/json" });
    outgoing.end(
      JSON.stringify({ error: { message, type: "invalid_request_error", param: null, code: null } }),
    );
  };
  if (now === "silent") return;
  if (typeof now === "object" && "redirect" in now)
    return void outgoing.writeHead(307, { location: now.redirect }).end();
  // Providers quote what they were sent.
  if (typeof now === "object") return fail(now.status, `refused: ${JSON.stringify(incoming.headers)}`);
  const problem = problemOf(incoming, body);
  if (problem !== undefined) return fail(400, problem);
  const { input, speed } = body as { readonly input: string; readonly speed?: number };
  const { samples, sampleRate } = await toneSpeech().speak({ text: input, voice: "low", rate: speed });
  const wav = writeWav({ channels: [samples], sampleRate });
  outgoing.writeHead(200, { "content-type": "audio/wav" });
  if (now === "malformed") return void outgoing.end("<html>sound</html>");
  if (now === "cut") return void outgoing.write(wav.subarray(0, wav.length / 2), () => outgoing.destroy());
  if (now === "endless") {
    while (!outgoing.destroyed)
      await new Promise((resolve) => outgoing.write(Buffer.alloc(1 << 16), resolve));
    return;
  }
  outgoing.end(wav);
}

function problemOf(
  { method, url, headers }: IncomingMessage,
  body: Readonly<Record<string, unknown>>,
): string | undefined {
  const { model, voice, input, response_format: format = "mp3", speed = 1, ...rest } = body;
  if (method !== "POST" || url !== "/v1/audio/speech") return `unknown endpoint ${method} ${url}`;
  if (!/^Bearer \S+$/.test(headers.authorization ?? "")) return "no key";
  if (typeof model !== "string" || model === "") return "model is required";
  if (!voices.has(voice)) return "unknown voice";
  if (typeof input !== "string" || input === "" || input.length > 4096)
    return "input must have 1 to 4096 characters";
  if (!["mp3", "opus", "aac", "flac", "wav", "pcm"].includes(format as string))
    return "unknown response_format";
  if (typeof speed !== "number" || speed < 0.25 || speed > 4) return "speed must be between 0.25 and 4";
  const unknown = Object.keys(rest).find((name) => name !== "instructions" && name !== "stream_format");
  return unknown === undefined ? undefined : `unknown parameter ${unknown}`;
}
