import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { power } from "../audio/levels.ts";
import { toneSpeech } from "../testing/index.ts";
import { babbleOf, mixedBabble } from "./babble.ts";
import { noiseLoop } from "./place-options.ts";

const talk = (id: string, ...turns: [speaker: string | undefined, text: string][]) =>
  new Dialog({
    id,
    turns: turns.map(([speaker, text]) => (speaker === undefined ? { text } : { speaker, text })),
  });
const tone = (id: string, seconds: number, amplitude = 0.5) => ({
  dialog: id,
  samples: new Float32Array(Math.round(seconds * 8000)).fill(amplitude),
  sampleRate: 8000,
});

describe("babbleOf", () => {
  it("has of each dialogue the one who says most, in the same voice in all of them, and skips those where nobody does", async () => {
    const heard: { text: string; voice: string }[] = [];
    const engine = toneSpeech({ before: ({ text, voice }) => void heard.push({ text, voice }) });
    const { talkers } = await babbleOf(
      [
        talk(
          "a",
          ["Ann", "Hello."],
          ["Bob", "I have 2 dogs, and both are old."],
          ["Bob", "*sighs*"],
          ["Ann", "Oh."],
        ),
        talk("b", [undefined, "Nobody has a name here."]),
        talk("c", ["Cy", "😀"]),
        talk("d"),
      ],
      { engine, seed: 1 },
    );
    expect(heard.map(({ text }) => text)).toEqual([
      "I have two dogs, and both are old.",
      "Nobody has a name here.",
    ]);
    expect(talkers.map(({ dialog }) => dialog)).toEqual(["a", "b"]);
    for (const { samples } of talkers) expect(power(samples)).toBeGreaterThan(0.001);
    await expect(babbleOf([talk("c", ["Cy", "😀"])], { engine })).rejects.toMatchObject({
      code: "invalid_argument",
    });
  });

  it("lets them talk for as long as asked, and speaks no turn more", async () => {
    const heard: string[] = [];
    const engine = toneSpeech({ before: ({ text }) => void heard.push(text) });
    const turns = Array.from({ length: 9 }, (_, index): [string, string] => [
      "Ann",
      `Word number ${index} is here.`,
    ]);
    const { talkers } = await babbleOf([talk("a", ...turns)], { engine, seconds: 2 });
    const [{ samples, sampleRate } = { samples: [], sampleRate: 1 }] = talkers;
    const seconds = samples.length / sampleRate;
    expect(seconds).toBeGreaterThanOrEqual(2);
    expect(seconds - seconds / heard.length).toBeLessThan(2);
  });
});

describe("mixedBabble", () => {
  it("mixes so many of the others, as loud as each other, as long as the longest, without a gap", () => {
    const talkers = [tone("own", 1), tone("a", 0.5, 0.01), tone("b", 1.5, 0.9), tone("c", 0.2, 0.3)];
    const how = { dialog: "own", sampleRate: 8000, seed: 3 };
    const all = mixedBabble({ talkers }, { ...how, count: 9 });
    expect([all.talkers, all.samples.length]).toEqual([3, 12_000]);
    // Each of them is a constant with a power of 1.
    expect(all.samples.every((sample) => Math.abs(sample - 3) < 0.01)).toBe(true);
    const one = mixedBabble({ talkers }, { ...how, count: 1 });
    expect([one.talkers, Math.round(one.samples[50] as number)]).toEqual([1, 1]);
    expect(() => mixedBabble({ talkers: [tone("own", 1)] }, { ...how, count: 1 })).toThrow(
      expect.objectContaining({ code: "invalid_argument", hint: expect.stringContaining("more dialogues") }),
    );
  });
});

describe("noiseLoop", () => {
  const setting = { dialog: "x", sampleRate: 8000, seed: 1 };

  it("is what it says it is, at the ratio that is wanted", () => {
    const babble = { talkers: [tone("a", 1), tone("b", 1)] };
    expect(noiseLoop(undefined, setting)).toBeUndefined();
    expect(noiseLoop({ source: babble, talkers: 1 }, setting)?.described).toEqual({
      source: "babble",
      talkers: 1,
      snr: 20,
    });
    expect(noiseLoop({ source: babble, snr: 5 }, setting)?.described).toEqual({
      source: "babble",
      talkers: 2,
      snr: 5,
    });
    expect(noiseLoop({ source: tone("a", 1), snr: 3 }, setting)?.described).toEqual({
      source: "recording",
      snr: 3,
    });
    expect(noiseLoop({}, setting)).toMatchObject({ snr: 20, described: { source: "pink", snr: 20 } });
    expect(noiseLoop({}, setting)?.samples.length).toBe(160_000);
  });

  it.each([
    [{ snr: Number.NaN }, /noise\.snr/, undefined],
    [{ snr: 201 }, /noise\.snr/, undefined],
    [{ source: "pink", talkers: 2 }, /noise\.talkers/, /babble/],
    [{ source: "babble", talkers: 0 }, /noise\.talkers/, /babble/],
    [{ source: "babble", talkers: 1.5 }, /noise\.talkers/, /babble/],
    [{ source: "babble" }, /no others that could babble/, /babbleOf/],
    [{ source: { samples: new Float32Array(9), sampleRate: 8000 } }, /silent/, /pink/],
  ])("refuses %j", (noise, message, hint) => {
    expect(() => noiseLoop(noise as never, setting)).toThrow(message);
    if (hint === undefined) return;
    expect(() => noiseLoop(noise as never, setting)).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(hint) }),
    );
  });
});
