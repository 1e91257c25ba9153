import { describe, expect, it } from "vitest";
import { toneSpeech } from "../testing/index.ts";
import { checkedSpeech } from "./checked-speech.ts";
import { SpeechError } from "./speech-error.ts";

const sound = { samples: Float32Array.of(0.5), sampleRate: 8000, warnings: [] };
const busy = new SpeechError("busy", { kind: "rate_limit", model: "tone" });
const said = (speak: () => unknown, signal?: AbortSignal) =>
  checkedSpeech({ ...toneSpeech(), speak: async () => speak() as never }, { text: "Hi", voice: "a", signal });

describe("checkedSpeech", () => {
  it.each([
    ["an error of its own", () => Promise.reject(new TypeError("x is not a function")), "speech_server"],
    ["a text", () => Promise.reject("no"), "speech_server"],
    ["an error of the contract", () => Promise.reject(busy), "speech_rate_limit"],
    ["nothing", () => undefined, "speech_malformed_audio"],
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
    expect(await said(() => sound)).toBe(sound);
    const stopped = AbortSignal.abort(new Error("enough"));
    await expect(said(() => Promise.reject(new TypeError("aborted")), stopped)).rejects.toThrow("enough");
  });
});
