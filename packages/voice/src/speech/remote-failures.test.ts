import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { azureSpeech } from "./azure/azure.ts";
import { elevenlabsSpeech } from "./elevenlabs/elevenlabs.ts";
import { googleSpeech } from "./google/google.ts";
import { openaiSpeech } from "./openai/openai.ts";
import { pollySpeech } from "./polly/polly.ts";
import type { SpeechModel } from "./speech-model.ts";

const timeoutMs = 400;
const apiKey = "planted-in-failures-3315";

/** What nobody catches ends the process of whoever uses the engine, after its error was told. */
const uncaught: unknown[] = [];
const note = (reason: unknown): void => void uncaught.push(reason);
beforeAll(() => void process.on("unhandledRejection", note));
afterAll(() => void process.off("unhandledRejection", note));
afterEach(async () => {
  vi.unstubAllEnvs();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(uncaught.splice(0)).toEqual([]);
});

const engines = [
  ["elevenlabs", (baseURL: string) => elevenlabsSpeech("", { baseURL, apiKey, timeoutMs })],
  [
    "polly",
    (baseURL: string) =>
      pollySpeech("", { baseURL, timeoutMs, credentials: { accessKeyId: "a", secretAccessKey: apiKey } }),
  ],
  ["google", (baseURL: string) => googleSpeech("", { baseURL, apiKey, timeoutMs })],
  ["azure", (baseURL: string) => azureSpeech("", { baseURL, apiKey, timeoutMs })],
  ["openai", (baseURL: string) => openaiSpeech("", { baseURL, apiKey, timeoutMs })],
] as const;

/** How a server may fail to answer → the kinds of the errors that say so. */
const failures: readonly (readonly [string, RequestListener | undefined, readonly string[]])[] = [
  ["is not there", undefined, ["connection", "timeout"]],
  ["never answers", () => undefined, ["timeout"]],
  ["breaks off", (request) => void request.socket.destroy(), ["connection", "server", "timeout"]],
  [
    "answers with a page",
    (_request, response) => void response.end("<html>Sign in</html>"),
    ["connection", "invalid_request", "malformed_audio", "server", "timeout"],
  ],
];

/** A list of voices first, then something said, as a dialogue does. */
async function errorOf(model: SpeechModel): Promise<unknown> {
  return (async () => {
    const [{ name: voice } = { name: "" }] = await model.voices();
    await model.speak({ text: "Hello.", voice });
  })().catch((error: unknown) => error);
}

describe.each(engines)("%s", (engine, connect) => {
  it.each(failures)("tells in one error that a server %s", async (_how, listener, kinds) => {
    // The AWS SDK speaks HTTP/2 to Polly.
    const server = engine === "polly" ? createHttp2Server(listener as never) : createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (listener === undefined) await new Promise((resolve) => server.close(resolve));
    const error = await errorOf(await connect(url));
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    expect(error).toMatchObject({ name: "SpeechError" });
    expect(kinds).toContain((error as { kind: string }).kind);
    expect(String(error)).not.toContain(apiKey);
  });
});

const serviceAccount = { type: "service_account", project_id: "a", client_email: "a@b.c" };

describe("an account that the SDK looks for", () => {
  let folder = "";
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "sdialog-accounts-"))));
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ["is in no file", "no_credentials", undefined],
    ["is in a file that is not JSON", "no_credentials", "{"],
    ["is of an unknown kind", "no_credentials", JSON.stringify({ type: "membership" })],
    ["has an invalid key", "authentication", JSON.stringify({ ...serviceAccount, private_key: "x" })],
    [
      "is of another universe",
      "authentication",
      JSON.stringify({
        ...serviceAccount,
        universe_domain: "other.example",
        private_key: generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({
          type: "pkcs8",
          format: "pem",
        }),
      }),
    ],
  ])("google: %s", async (how, kind, content) => {
    const file = join(folder, `${how}.json`);
    if (content !== undefined) await writeFile(file, content);
    vi.stubEnv("GOOGLE_API_KEY", "");
    vi.stubEnv("GOOGLE_APPLICATION_CREDENTIALS", file);
    const model = await googleSpeech("", { timeoutMs: 5000 });
    // Twice: what failed once is remembered by the SDK.
    for (const error of [await errorOf(model), await errorOf(model)])
      expect(error).toMatchObject({ name: "SpeechError", kind });
  });

  it("polly: is nowhere", async () => {
    for (const name of [
      "AWS_ACCESS_KEY_ID",
      "AWS_SECRET_ACCESS_KEY",
      "AWS_PROFILE",
      "AWS_WEB_IDENTITY_TOKEN_FILE",
    ])
      vi.stubEnv(name, "");
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", join(folder, "none"));
    vi.stubEnv("AWS_CONFIG_FILE", join(folder, "none"));
    const error = await errorOf(await pollySpeech("", { timeoutMs: 5000 }));
    expect(error).toMatchObject({ name: "SpeechError", kind: "no_credentials" });
  });
});
