import { afterEach, describe, expect, it, vi } from "vitest";
import { builtInBackends } from "./built-in-backends.ts";
import { resolveModel } from "./resolve-model.ts";
import {
  anthropicProtocol,
  bedrockProtocol,
  googleProtocol,
  ollamaProtocol,
  openaiProtocol,
  startWireServer,
  type WireProtocol,
} from "./testing/index.ts";

const aws = { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", AWS_REGION: "eu-central-1" };

/** The variables by which a backend is led to a server, how that answers, and what else the backend needs. */
const addresses: readonly (readonly [string, string, WireProtocol, Readonly<Record<string, string>>])[] = [
  ["openai", "OPENAI_BASE_URL", openaiProtocol, {}],
  ["azure", "AZURE_OPENAI_ENDPOINT", openaiProtocol, { AZURE_OPENAI_API_KEY: "k" }],
  ["ollama", "OLLAMA_HOST", ollamaProtocol, {}],
  ["bedrock", "AWS_ENDPOINT_URL_BEDROCK_RUNTIME", bedrockProtocol, aws],
  ["bedrock", "AWS_ENDPOINT_URL", bedrockProtocol, aws],
  ["google", "GOOGLE_GEMINI_BASE_URL", googleProtocol, { GEMINI_API_KEY: "k" }],
  ["anthropic", "ANTHROPIC_BASE_URL", anthropicProtocol, { ANTHROPIC_API_KEY: "k" }],
];
const regions = ["AWS_REGION", "AWS_DEFAULT_REGION"];
const reply = { text: ["Well."], finish: "stop", usage: { inputTokens: 5, outputTokens: 3 } } as const;

const named = (name: string) => builtInBackends.find((backend) => backend.name === name)?.address?.();

afterEach(() => vi.unstubAllEnvs());

/** An environment that says nothing about where servers are. */
function nowhere(): void {
  for (const name of [...addresses.map(([, variable]) => variable), ...regions]) vi.stubEnv(name, undefined);
}

describe("where backends ask", () => {
  it.each(addresses)(
    "%s: %s is what the registry names, and what is asked",
    async (name, variable, protocol, more) => {
      await using server = await startWireServer(protocol);
      server.answer({ reply });
      nowhere();
      const path = name === "openai" ? "/v1" : "";
      for (const [other, value] of Object.entries({ ...more, [variable]: server.url + path }))
        vi.stubEnv(other, value);
      expect(named(name)).toBe(server.url + path);
      const model = await resolveModel(`${name}:${variable}`);
      expect((await model.generate({ messages: [{ role: "user", content: "Hi" }] })).text).toBe("Well.");
      expect(server.requests).toHaveLength(1);
    },
  );

  it.each(regions)("bedrock: %s is what the registry names, and what is asked", async (variable) => {
    nowhere();
    for (const [name, value] of Object.entries({ ...aws, AWS_REGION: "" })) vi.stubEnv(name, value);
    vi.stubEnv(variable, "eu-north-1");
    const address = named("bedrock");
    expect(address).toBe("https://bedrock-runtime.eu-north-1.amazonaws.com");
    let asked = "";
    const requestHandler = {
      handle: (request: { readonly hostname: string }) => {
        asked = `https://${request.hostname}`;
        return Promise.reject(new Error("asked enough"));
      },
    };
    const model = await resolveModel(`bedrock:${variable}`, { client: { requestHandler } });
    await model.generate({ messages: [{ role: "user", content: "Hi" }] }).catch(() => undefined);
    expect(asked).toBe(address);
  });

  it("no address hangs on another variable", () => {
    const read = new Set<string>();
    const env = new Proxy({}, { get: (_, name) => void read.add(String(name)) });
    vi.stubGlobal("process", Object.create(process, { env: { value: env } }));
    for (const { address } of builtInBackends) address?.();
    vi.unstubAllGlobals();
    expect([...read].toSorted()).toEqual([...addresses.map(([, name]) => name), ...regions].toSorted());
  });
});
