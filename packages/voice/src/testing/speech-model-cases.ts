import assert from "node:assert/strict";
import { power } from "../audio/levels.ts";
import { SpeechError, type SpeechErrorKind } from "../speech/speech-error.ts";
import type { SpeechModel } from "../speech/speech-model.ts";

/** One thing a speech model must do right: `for (const { name, skip, run } of cases) it.skipIf(skip)(name, run);` */
export interface SpeechCase {
  readonly name: string;
  /** Why it does not apply to this model. */
  readonly skip?: string | undefined;
  /** Rejects with an assertion error that says what was wrong. */
  run(): Promise<void>;
}

const short = "Good morning.";
const long = "Good morning, and welcome to the flower shop on the corner of the market.";

/** Everything a speech model must do right, however it speaks. @param connect makes the model, for each case anew */
export function speechModelCases(connect: () => Promise<SpeechModel>): readonly SpeechCase[] {
  const make = (name: string, run: (model: SpeechModel, voice: string) => Promise<void>): SpeechCase => ({
    name,
    async run() {
      const model = await connect();
      const voices = await model.voices();
      const english = voices.find(
        ({ languages }) => languages.length === 0 || languages.some((tag) => /^en\b/.test(tag)),
      );
      await run(model, (english ?? voices[0])?.name ?? "");
    },
  });
  const fails = (
    name: string,
    kind: SpeechErrorKind,
    change: { text?: string; voice?: string; rate?: number; pitch?: number },
  ): SpeechCase =>
    make(name, async (model, voice) => {
      await assert.rejects(
        model.speak({ text: short, voice, ...change }),
        (error) => SpeechError.isInstance(error) && error.kind === kind,
      );
    });
  return [
    make("says who it is and what it can do", async (model) => {
      assert.equal(model.specVersion, 1);
      assert.match(model.id, /^[a-z][a-z0-9_-]*(?::.+)?$/);
      for (const name of ["wordTimes", "rate", "pitch"] as const)
        assert.equal(typeof model.capabilities[name], "boolean");
      await Promise.resolve();
    }),
    make("has voices, each with a name of its own and languages as BCP 47 tags", async (model) => {
      const voices = await model.voices();
      assert.ok(voices.length > 0, "it has no voice");
      assert.equal(new Set(voices.map(({ name }) => name)).size, voices.length, "two voices have one name");
      for (const { languages } of voices)
        for (const tag of languages)
          assert.doesNotThrow(() => new Intl.Locale(tag), `"${tag}" is no language tag`);
    }),
    make("says something that can be heard, in full scale and at a rate", async (model, voice) => {
      const { samples, sampleRate, warnings } = await model.speak({ text: short, voice });
      assert.ok(Number.isInteger(sampleRate) && sampleRate >= 8000, `${sampleRate} is no sample rate`);
      assert.ok(
        samples.every((sample) => Math.abs(sample) <= 1),
        "samples go beyond full scale",
      );
      assert.ok(power(samples) > 1e-6, "nothing is heard");
      assert.deepEqual(warnings, []);
    }),
    make("takes longer for more words", async (model, voice) => {
      const [few, many] = [
        await model.speak({ text: short, voice }),
        await model.speak({ text: long, voice }),
      ];
      assert.ok(many.samples.length / many.sampleRate > 1.5 * (few.samples.length / few.sampleRate));
    }),
    make(
      "tells when words are heard, in order and within the sound, if it says that it does",
      async (model, voice) => {
        const { words, samples, sampleRate } = await model.speak({ text: long, voice });
        assert.equal(words !== undefined, model.capabilities.wordTimes);
        let before = 0;
        for (const { at, length, start, end } of words ?? []) {
          assert.match(long.slice(at, at + length), /^[\p{L}'’]+[,.]?$/u);
          assert.ok(start >= before - 1e-6 && end >= start, "words are not in order");
          assert.ok(end <= samples.length / sampleRate + 0.1, "a word ends after the sound");
          before = start;
        }
        if (words !== undefined) assert.ok(words.length >= 12, `${words.length} of 14 words have times`);
      },
    ),
    make("speaks at another rate, or warns that it does not", async (model, voice) => {
      const [usual, fast] = [
        await model.speak({ text: long, voice }),
        await model.speak({ text: long, voice, rate: 1.5 }),
      ];
      if (model.capabilities.rate)
        assert.ok(fast.samples.length < 0.85 * usual.samples.length, "it is as slow as before");
      else
        assert.ok(
          fast.warnings.some(({ setting }) => setting === "rate"),
          "nothing is said about the rate",
        );
    }),
    make("speaks at another pitch, or warns that it does not", async (model, voice) => {
      const [usual, high] = [
        await model.speak({ text: short, voice }),
        await model.speak({ text: short, voice, pitch: 5 }),
      ];
      if (model.capabilities.pitch) assert.notDeepEqual(high.samples, usual.samples);
      else
        assert.ok(
          high.warnings.some(({ setting }) => setting === "pitch"),
          "nothing is said about the pitch",
        );
    }),
    make("says the same in the same way, if it says that it does", async (model, voice) => {
      if (model.capabilities.repeatable === "no") return;
      const request = { text: short, voice, seed: 7 };
      const first = await model.speak(request);
      await model.speak({ text: long, voice, rate: 1.3, pitch: 3 });
      assert.deepEqual((await model.speak(request)).samples, first.samples);
    }),
    make("stops before it starts when it is cancelled", async (model, voice) => {
      const reason = new Error("enough");
      await assert.rejects(
        model.speak({ text: short, voice, signal: AbortSignal.abort(reason) }),
        (error) => error === reason || (error as Error).name === "AbortError",
      );
    }),
    fails("refuses a voice there is not", "unknown_voice", { voice: "nobody-at-all" }),
    fails("refuses to say nothing", "invalid_request", { text: " \n" }),
    fails("refuses an impossible rate", "invalid_request", { rate: Number.NaN }),
    fails("refuses an impossible pitch", "invalid_request", { pitch: 100 }),
  ];
}
