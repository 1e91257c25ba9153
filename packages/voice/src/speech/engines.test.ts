import { createHash } from "node:crypto";
import { register } from "@sdialog/core";
import { describe, expect, it, vi } from "vitest";
import { speechModelCases, startSpeechServer, toneSpeech } from "../testing/index.ts";
import { espeak } from "./espeak/espeak.ts";
import { openaiSpeech } from "./openai/openai.ts";
import { listSpeechEngines, resolveSpeechModel } from "./registry.ts";
import { splitText } from "./split-text.ts";

const server = await startSpeechServer();
const key = "sk-planted-in-speech-4711";
const connect = (timeoutMs = 10_000, maxResponseBytes = 16 << 20) =>
  openaiSpeech("tts-test", { baseURL: `${server.url}/v1`, apiKey: key, timeoutMs, maxResponseBytes });

describe.each([
  ["espeak", () => espeak()],
  ["openai", () => connect()],
  ["tone", () => Promise.resolve(toneSpeech())],
])("%s", (_name, model) => {
  for (const { name, skip, run } of speechModelCases(model)) it.skipIf(skip)(name, run);
});

it("espeak says the same in every process, whenever it begins", async () => {
  const said = async () => {
    vi.resetModules();
    const { espeak: again } = await import("./espeak/espeak.ts");
    const model = await again();
    // One of them breathes by random numbers.
    const voices = ["m7", "f5"].map((variant) => `en-US+${variant}`);
    const spoken = await Promise.all(voices.map((voice) => model.speak({ text: "So it is.", voice })));
    return spoken.map(({ samples }) =>
      createHash("sha256").update(new Uint8Array(samples.buffer)).digest("hex"),
    );
  };
  const before = await said();
  vi.setSystemTime(new Date(2031, 1, 1));
  const later = await said();
  vi.useRealTimers();
  expect(later).toEqual(before);
});

describe("openai", () => {
  it("sends what the protocol wants, and long texts in parts that it takes", async () => {
    const text = `${"All the flowers of the meadow are in bloom. ".repeat(200)}Done.`;
    const from = server.requests.length;
    const { samples, sampleRate } = await (await connect()).speak({ text, voice: "nova", rate: 2 });
    const sent = server.requests.slice(from);
    expect(sent.map(({ body }) => (body["input"] as string).length).every((length) => length <= 4096)).toBe(
      true,
    );
    expect(sent.map(({ body }) => body["input"]).join(" ")).toBe(text);
    expect(sent[0]?.body).toMatchObject({
      model: "tts-test",
      voice: "nova",
      response_format: "wav",
      speed: 2,
    });
    expect(samples.length / sampleRate).toBeGreaterThan(60);
  });

  it.each([
    ["authentication", { status: 401 }],
    ["invalid_request", { status: 404 }],
    ["rate_limit", { status: 429 }],
    ["server", { status: 503 }],
    ["timeout", "silent"],
    ["malformed_audio", "malformed"],
    ["connection", "cut"],
    ["too_large", "endless"],
    ["connection", { redirect: "http://127.0.0.1:9/v1/audio/speech" }],
  ] as const)("tells %s when the server behaves so: %j, and no key", async (kind, mood) => {
    server.behave(mood);
    const error: unknown = await (
      await connect(mood === "silent" ? 300 : 10_000, 1 << 20)
    )
      .speak({ text: "Hello.", voice: "alloy" })
      .catch((thrown: unknown) => thrown);
    server.behave("well");
    expect(error).toMatchObject({ kind, code: `speech_${kind}`, model: "openai:tts-test" });
    expect(
      JSON.stringify([error, String(error), (error as Error).stack, (error as Error).cause]),
    ).not.toContain(key);
  });

  it("has no key of another address", async () => {
    await expect(openaiSpeech("x", { apiKey: undefined })).rejects.toMatchObject({
      code: "speech_no_credentials",
    });
  });
});

describe("splitText", () => {
  it.each([
    ["One. Two. Three.", 10, ["One. Two.", "Three."]],
    ["nospacesatall", 5, ["nospa", "cesat", "all"]],
    ["a bc def", 4, ["a bc", "def"]],
    ["😀😀😀", 3, ["😀", "😀", "😀"]],
    ["  ", 5, []],
  ])("%j by %d", (text, most, parts) => {
    expect(splitText(text, most)).toEqual(parts);
  });
});

describe("registry", () => {
  it("knows the engines by name, and says which it does not", async () => {
    expect(listSpeechEngines().map(({ name }) => name)).toEqual(expect.arrayContaining(["espeak", "openai"]));
    await expect(resolveSpeechModel("espaek")).rejects.toMatchObject({
      code: "unknown_speech",
      hint: expect.stringContaining("espeak"),
    });
  });

  it.each(["openai:tts-1?key=SeCret77aaQ1", "openai:http://me:SeCret77aaQ1@host/x"])(
    "takes no key for a name, and does not repeat it: %s",
    async (name) => {
      const refusal = await resolveSpeechModel(name, { apiKey: "any" } as object).catch(String);
      expect(refusal).toContain("may not hold a key");
      expect(refusal).not.toContain("SeCret77aaQ1");
    },
  );

  it("takes an engine of one's own, and refuses another version of the contract", async () => {
    const capabilities = { wordTimes: true, rate: true, pitch: true, repeatable: "always" } as const;
    register("speech", {
      name: "humming",
      description: "hums",
      packages: [],
      capabilities,
      create: () => Promise.resolve(() => toneSpeech()),
    });
    expect((await resolveSpeechModel("humming")).id).toBe("tone");
    const old = { ...toneSpeech(), specVersion: 0 } as never;
    await expect(resolveSpeechModel(old)).rejects.toMatchObject({ code: "contract_version" });
  });
});
