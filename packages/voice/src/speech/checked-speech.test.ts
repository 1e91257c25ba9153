import { InvalidArgumentError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { toneSpeech } from "../testing/index.ts";
import { checkedSpeech, checkedVoices } from "./checked-speech.ts";
import { SpeechError } from "./speech-error.ts";

const sound = { samples: Float32Array.of(0.5), sampleRate: 8000, warnings: [] };
const busy = new SpeechError("busy", { kind: "rate_limit", model: "tone" });
/** As engines without types are: what they give or throw, they give or throw at once. */
const said = (speak: () => unknown, signal?: AbortSignal) =>
  checkedSpeech({ ...toneSpeech(), speak: speak as never }, { text: "Hi", voice: "a", signal });
const voicesOf = (voices: () => unknown, signal?: AbortSignal) =>
  checkedVoices({ ...toneSpeech(), voices: voices as never }, signal);
const thrown = (error: unknown) => () => {
  throw error;
};

type Failure = readonly [gives: string, act: () => unknown, code: string];

/** What goes wrong in an engine, and the code of what is told. */
const failures: readonly Failure[] = [
  ["an error of its own", () => Promise.reject(new TypeError("x is not a function")), "speech_server"],
  ["an error at once", thrown(new RangeError("too long")), "speech_server"],
  ["a text", () => Promise.reject("no"), "speech_server"],
  ["another error of ours", () => Promise.reject(new InvalidArgumentError("no")), "speech_server"],
  ["another error of ours at once", thrown(new InvalidArgumentError("no")), "speech_server"],
  ["an error of the contract", () => Promise.reject(busy), "speech_rate_limit"],
  ["an error of the contract at once", thrown(busy), "speech_rate_limit"],
];

describe("checkedSpeech", () => {
  it.each<Failure>([
    ...failures,
    ["nothing", () => Promise.resolve(), "speech_malformed_audio"],
    ["nothing at once", () => undefined, "speech_malformed_audio"],
    ["no warnings", () => ({ ...sound, warnings: undefined }), "speech_malformed_audio"],
    ["samples that are a list", () => ({ ...sound, samples: [0.5] }), "speech_malformed_audio"],
    ["sound at no rate", () => ({ ...sound, sampleRate: 0 }), "speech_malformed_audio"],
    ["sound at half a rate", () => ({ ...sound, sampleRate: 22_050.5 }), "speech_malformed_audio"],
    [
      "what is not a number",
      () => ({ ...sound, samples: Float32Array.of(0, Number.NaN) }),
      "speech_malformed_audio",
    ],
  ])("of an engine that gives %s is an error of one dialogue", async (_, speak, code) => {
    await expect(said(speak)).rejects.toMatchObject({ code });
  });

  it("is what the engine gave otherwise, and the reason when it was cancelled", async () => {
    expect(await said(() => Promise.resolve(sound))).toBe(sound);
    expect(await said(() => sound)).toBe(sound);
    const stopped = AbortSignal.abort(new Error("enough"));
    await expect(said(() => Promise.reject(new TypeError("aborted")), stopped)).rejects.toThrow("enough");
    await expect(said(thrown(new TypeError("aborted")), stopped)).rejects.toThrow("enough");
  });
});

describe("what an engine throws", () => {
  const named = (name: string) => Object.assign(new Error("x"), { name });
  it.each([
    [new Error("key sk-1 is kaput"), "an error"],
    [new TypeError("key sk-1"), "a TypeError"],
    [new EvalError("key sk-1"), "an EvalError"],
    [named("UnrecognizedClientException"), "an UnrecognizedClientException"],
    [named("UnimplementedError"), "an UnimplementedError"],
    [named("UserError"), "a UserError"],
    [named("UniqueError"), "a UniqueError"],
    [new URIError("key sk-1"), "a URIError"],
    [named("HTTPError"), "an HTTPError"],
    [named("TLSError"), "a TLSError"],
    [named("sk-secret of=mine"), "an error"],
    ["sk-1", "a string rather than an error"],
    [null, "null rather than an error"],
    [undefined, "undefined rather than an error"],
  ])("is told by its class, and what it says is in the cause only: %s", async (error, told) => {
    const failed = await said(thrown(error)).catch((reason: unknown) => reason as SpeechError);
    expect(failed).toMatchObject({ message: `tone: the engine failed with ${told}` });
    expect((failed as SpeechError).cause).toBe(error);
    expect(JSON.stringify({ ...failed, cause: undefined })).not.toContain("sk-");
  });
});

describe("checkedVoices", () => {
  it.each<Failure>([
    ...failures,
    ["nothing", () => undefined, "speech_no_voice"],
    ["names only", () => Promise.resolve(["Ann"]), "speech_no_voice"],
    ["no languages", () => [{ name: "Ann" }], "speech_no_voice"],
  ])("of an engine that gives %s are an error of one dialogue", async (_, voices, code) => {
    await expect(voicesOf(voices)).rejects.toMatchObject({ code });
  });

  it("are what the engine gave otherwise, and the reason when it was cancelled", async () => {
    const voices = [{ name: "Ann", languages: [] }];
    expect(await voicesOf(() => voices)).toBe(voices);
    const stopped = AbortSignal.abort(new Error("enough"));
    await expect(voicesOf(thrown(new TypeError("aborted")), stopped)).rejects.toThrow("enough");
  });
});
