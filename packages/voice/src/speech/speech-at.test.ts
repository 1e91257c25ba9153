import { expect, it } from "vitest";
import { peak } from "../audio/levels.ts";
import { toneSpeech } from "../testing/tone-speech.ts";
import { speechAt } from "./speech-at.ts";

it.each([undefined, 8000, 16_000])("says texts at %s hertz, and nothing for a moment", async (sampleRate) => {
  const rate = sampleRate ?? 24_000;
  const model = toneSpeech();
  const [{ name: voice } = { name: "" }] = await model.voices();
  const speak = speechAt(model, { voice, sampleRate });
  const { samples, sampleRate: own } = await model.speak({ text: "five dollars", voice, language: "en" });
  const said = await speak("**$5**");
  expect(said.length / rate).toBeCloseTo(samples.length / own, 2);
  expect(peak(said)).toBeGreaterThan(0.1);
  // Nobody says a picture aloud.
  expect(await speak("🎉")).toEqual(new Float32Array(rate / 5));
});
