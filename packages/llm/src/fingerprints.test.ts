import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { BackendOptions } from "./backend.ts";
import { ownOptions } from "./backends/own-options.ts";
import { requestKey } from "./request-key.ts";
import { resolveModel } from "./resolve-model.ts";

type Backend = Exclude<keyof typeof ownOptions, "llama" | "local">;

/** What every backend here needs to be made, as far as the row does not say it. */
const needed: Readonly<Record<Backend, BackendOptions>> = {
  openai: { apiKey: "k" },
  azure: { apiKey: "k", baseURL: "https://one.openai.azure.com" },
  ollama: {},
  huggingface: { apiKey: "k" },
  bedrock: { apiKey: "k", region: "eu-central-1" },
  google: { apiKey: "k" },
  anthropic: { apiKey: "k" },
};

/** Options that change replies, each with a value that differs from what {@link needed} says. */
const changing: Readonly<Record<Backend, BackendOptions>> = {
  openai: {},
  azure: { apiVersion: "2024-06-01" },
  ollama: { contextLength: 2048 },
  huggingface: { provider: "together" },
  bedrock: { region: "us-east-1" },
  google: { project: "mine", location: "europe-west1" },
  anthropic: {},
};

/** Those that say who asks, who pays, and how a model that is not there is fetched. */
const unchanging: Readonly<Record<Backend, readonly string[]>> = {
  openai: ["organization", "project", "client"],
  azure: ["azureADTokenProvider", "client"],
  ollama: ["pull"],
  huggingface: [],
  bedrock: ["credentials", "profile", "client"],
  google: ["client"],
  anthropic: ["client"],
};

/** Variables that say where a model is asked. */
const variables: readonly (readonly [Backend, string, string, string])[] = [
  ["openai", "OPENAI_BASE_URL", "http://one:1/v1", "http://two:1/v1"],
  ["azure", "AZURE_OPENAI_ENDPOINT", "https://one.openai.azure.com", "https://two.openai.azure.com"],
  ["azure", "OPENAI_API_VERSION", "2024-06-01", "2024-10-21"],
  ["ollama", "OLLAMA_HOST", "http://one:11434", "http://two:11434"],
  ["ollama", "OLLAMA_HOST", "10.0.0.1:11434", "10.0.0.2:11434"],
  ["bedrock", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://one:1", "http://two:1"],
  ["bedrock", "AWS_ENDPOINT_URL", "http://one:1", "http://two:1"],
  ["bedrock", "AWS_REGION", "eu-central-1", "us-east-1"],
  ["google", "GOOGLE_GEMINI_BASE_URL", "http://one:1", "http://two:1"],
  ["anthropic", "ANTHROPIC_BASE_URL", "http://one:1", "http://two:1"],
];
/** What stands in the way of a variable. */
const overruling = new Set(["baseURL", "region"]);

const backends = Object.keys(needed) as Backend[];
const request = { messages: [{ role: "user", content: "Hi" }], seed: 1 } as const;

async function keyOf(backend: Backend, options: BackendOptions): Promise<string | undefined> {
  return requestKey(await resolveModel(`${backend}:m`, options), request);
}

beforeEach(() => {
  for (const [, variable] of variables) vi.stubEnv(variable, undefined);
});
afterEach(() => vi.unstubAllEnvs());

describe.each(backends)("what a reply of %s is kept under", (backend) => {
  it("is the same for the same options", async () => {
    expect(await keyOf(backend, needed[backend])).toBe(await keyOf(backend, { ...needed[backend] }));
  });

  it("tells servers apart", async () => {
    const [one, two] = ["http://one:1", "http://two:1"].map((baseURL) =>
      keyOf(backend, { ...needed[backend], baseURL }),
    );
    expect(await one).not.toBe(await two);
  });

  it("holds every option that changes replies, and each option is known to do so or not", async () => {
    const plain = await keyOf(backend, needed[backend]);
    for (const [name, value] of Object.entries(changing[backend])) {
      // A location without a project says nothing.
      const more = name === "location" ? { project: "mine" } : {};
      const before = name === "location" ? await keyOf(backend, { ...needed[backend], ...more }) : plain;
      const changed = await keyOf(backend, { ...needed[backend], ...more, [name]: value });
      expect([name, changed !== before]).toEqual([name, true]);
    }
    expect([...Object.keys(changing[backend]), ...unchanging[backend]].toSorted()).toEqual(
      ownOptions[backend].toSorted(),
    );
  });
});

it.each(variables)(
  "what a reply of %s is kept under tells values of %s apart",
  async (backend, variable, ...values) => {
    const options = Object.entries(needed[backend]).filter(([name]) => !overruling.has(name));
    vi.stubEnv("AWS_REGION", "eu-central-1");
    vi.stubEnv("AZURE_OPENAI_ENDPOINT", "https://one.openai.azure.com");
    const keys = new Set<string | undefined>();
    for (const value of values) {
      vi.stubEnv(variable, value);
      keys.add(await keyOf(backend, Object.fromEntries(options)));
    }
    expect(keys.size).toBe(2);
  },
);
