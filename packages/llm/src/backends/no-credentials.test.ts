import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BackendOptions } from "../backend.ts";
import { builtInBackends } from "../built-in-backends.ts";
import { googleFailure } from "./google/google-failure.ts";

beforeEach(() => {
  for (const name of Object.keys(process.env))
    if (/^(?:OPENAI|OPENROUTER|AZURE|ANTHROPIC|GOOGLE|GEMINI|HF|AWS)_/.test(name))
      vi.stubEnv(name, undefined);
  // Nobody is signed in by files, nor by the machine.
  for (const name of ["HOME", "ANTHROPIC_CONFIG_DIR", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"])
    vi.stubEnv(name, "/nowhere");
  vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
});
afterEach(() => vi.unstubAllEnvs());

const azureOwn = { baseURL: "https://mine.openai.azure.com" };
const refused = {
  openai: {},
  "openai at its regional address": { baseURL: "https://eu.api.openai.com/v1" },
  openrouter: {},
  azure: azureOwn,
  "azure in another cloud": { baseURL: "https://mine.openai.azure.us/" },
  "azure as an AI service": { baseURL: "https://mine.services.ai.azure.com" },
  google: {},
  huggingface: {},
  "huggingface by a provider": { provider: "together" },
  anthropic: {},
  bedrock: { region: "eu-central-1" },
} as const satisfies Record<string, BackendOptions>;

const allowed: readonly (readonly [string, BackendOptions])[] = [
  ["openai", { apiKey: "k" }],
  ["openai", { baseURL: "http://127.0.0.1:1/v1" }],
  ["openai", { headers: { authorization: "Bearer x" } }],
  ["openai", { client: { apiKey: "k" } }],
  ["openrouter", { baseURL: "http://127.0.0.1:1/v1" }],
  ["openrouter", { headers: { authorization: "Bearer x" } }],
  ["azure", { ...azureOwn, apiKey: "k" }],
  ["azure", { ...azureOwn, azureADTokenProvider: async () => "t" }],
  ["azure", { ...azureOwn, headers: { authorization: "Bearer x" } }],
  ["azure", { baseURL: "https://gateway.example.com" }],
  ["google", { baseURL: "http://127.0.0.1:1" }],
  ["google", { project: "p", location: "europe-west1" }],
  ["google", { headers: { authorization: "Bearer x" } }],
  ["huggingface", { baseURL: "http://127.0.0.1:1" }],
  ["huggingface", { provider: "hf-inference" }],
  ["huggingface", { headers: { authorization: "Bearer x" } }],
  ["anthropic", { apiKey: "k" }],
  ["anthropic", { baseURL: "http://127.0.0.1:1" }],
  ["anthropic", { headers: { authorization: "Bearer x" } }],
  ["anthropic", { client: { authToken: "t" } }],
  ["bedrock", { region: "eu-central-1", apiKey: "k" }],
  ["bedrock", { region: "eu-central-1", credentials: { accessKeyId: "a", secretAccessKey: "s" } }],
  ["bedrock", { region: "eu-central-1", headers: { authorization: "Bearer x" } }],
  ["ollama", {}],
];

const moduleOf = (name: string) => builtInBackends.find((one) => one.name === name.split(" ")[0])!.create();

describe("without a key", () => {
  it.each(Object.entries(refused))("%s is not made, to chat or to embed", async (name, options) => {
    const { chat, embedding } = await moduleOf(name);
    for (const make of [chat, embedding].filter((one) => one !== undefined))
      await expect(async () => make("m", options)).rejects.toMatchObject({
        kind: "no_credentials",
        retryable: false,
        message: expect.stringMatching(
          RegExp(`^${name.split(" ")[0]}:m: no (?:API key was given|AWS credentials were found)$`),
        ) as string,
        hint: expect.stringMatching(/[A-Z]+_(?:KEY|TOKEN|PROFILE)/) as string,
      });
  });

  it.each(allowed)("%s is made with what may let it in: %o", async (name, options) => {
    const { chat, embedding } = await moduleOf(name);
    for (const make of [chat, embedding].filter((one) => one !== undefined))
      await expect((async () => make("m", options))()).resolves.toMatchObject({ id: `${name}:m` });
  });

  it.each([
    ["openai", "OPENAI_CUSTOM_HEADERS", "authorization: Bearer x"],
    ["google", "GOOGLE_GEMINI_BASE_URL", "http://127.0.0.1:1"],
    ["anthropic", "ANTHROPIC_AUTH_TOKEN", "t"],
    ["bedrock", "AWS_BEARER_TOKEN_BEDROCK", "t"],
  ])("%s is made with what only its SDK takes from the environment: %s", async (name, variable, value) => {
    vi.stubEnv("AWS_REGION", "eu-central-1");
    vi.stubEnv(variable, value);
    expect(await (await moduleOf(name)).chat("m", {})).toMatchObject({ id: `${name}:m` });
  });

  it("bedrock needs a region", async () => {
    await expect((await moduleOf("bedrock")).chat("m", {})).rejects.toMatchObject({
      code: "invalid_argument",
      hint: expect.stringContaining("AWS_REGION") as string,
    });
  });

  describe("Vertex AI", () => {
    const place = { project: "p", location: "europe-west1" };
    const file = "application_default_credentials.json";
    const account = JSON.stringify({ type: "authorized_user", client_id: "i" });
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "sdialog-adc-"));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));
    /** What files hold, by where they lie in the folder; a folder for nothing. */
    const lay = async (files: Readonly<Record<string, string | undefined>>): Promise<void> => {
      for (const [name, text] of Object.entries(files)) {
        await mkdir(join(folder, name, text === undefined ? "." : ".."), { recursive: true });
        if (text !== undefined) await writeFile(join(folder, name), text);
      }
    };
    const atHome = process.platform === "win32" ? `gcloud/${file}` : `.config/gcloud/${file}`;

    it.each<[name: string, files: Record<string, string | undefined>, variables: Record<string, string>]>([
      ["names no file", {}, { GOOGLE_APPLICATION_CREDENTIALS: "gone.json" }],
      [
        "names no file, whatever gcloud left",
        { [atHome]: account },
        { GOOGLE_APPLICATION_CREDENTIALS: "no" },
      ],
      ["names a folder", { keys: undefined }, { GOOGLE_APPLICATION_CREDENTIALS: "keys" }],
      ["names what is not JSON", { k: "{" }, { GOOGLE_APPLICATION_CREDENTIALS: "k" }],
      ["names a list", { k: "[]" }, { GOOGLE_APPLICATION_CREDENTIALS: "k" }],
      ["names null", { k: "null" }, { GOOGLE_APPLICATION_CREDENTIALS: "k" }],
      ["names what has no type", { k: "{}" }, { GOOGLE_APPLICATION_CREDENTIALS: "k" }],
      ["is of no use at home", { [atHome]: "" }, {}],
      ["is of no use where gcloud was told", { [`g/${file}`]: "{}" }, { CLOUDSDK_CONFIG: "g" }],
      ["is nowhere", {}, { METADATA_SERVER_DETECTION: "None" }],
    ])("is not opened when what signs it in %s", async (_, files, variables) => {
      await lay(files);
      for (const name of ["HOME", "APPDATA"]) vi.stubEnv(name, folder);
      for (const [name, value] of Object.entries(variables))
        vi.stubEnv(name, name === "METADATA_SERVER_DETECTION" ? value : join(folder, value));
      const { chat, embedding } = await moduleOf("google");
      for (const make of [chat, embedding!])
        await expect((async () => make("m", place))()).rejects.toMatchObject({
          kind: "no_credentials",
          hint: expect.stringContaining("GOOGLE_APPLICATION_CREDENTIALS") as string,
        });
      // Signed in otherwise.
      await expect(chat("m", { ...place, headers: { authorization: "Bearer x" } })).resolves.toBeDefined();
    });

    it.each<[name: string, files: Record<string, string>, variables: Record<string, string>]>([
      ["named", { k: account }, { GOOGLE_APPLICATION_CREDENTIALS: "k" }],
      ["left at home", { [atHome]: account }, {}],
      ["left where gcloud was told", { [`g/${file}`]: account }, { CLOUDSDK_CONFIG: "g" }],
      ["nowhere, since the machine may sign in", {}, {}],
    ])("is opened with credentials %s", async (_, files, variables) => {
      await lay(files);
      for (const name of ["HOME", "APPDATA"]) vi.stubEnv(name, folder);
      for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, join(folder, value));
      await expect((await moduleOf("google")).chat("m", place)).resolves.toMatchObject({ id: "google:m" });
    });
  });

  it("Vertex AI finds no default credentials", () => {
    const unreadable = new Error("Unable to read the credential file specified by the GOOGLE_APPLICATION_…");
    expect(googleFailure(unreadable)).toMatchObject({ kind: "no_credentials" });
    const thrown = new Error("Could not load the default credentials. Browse to https://cloud.google.com/");
    expect(googleFailure(thrown)).toMatchObject({ kind: "no_credentials" });
  });
});
