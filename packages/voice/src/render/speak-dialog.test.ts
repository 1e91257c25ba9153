import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { peak, power, powerDecibels } from "../audio/levels.ts";
import { activeSpans } from "../audio/voice-activity.ts";
import { loudnessMeter } from "../signal/loudness-meter.ts";
import { SpeechError } from "../speech/speech-error.ts";
import { toneSpeech } from "../testing/index.ts";
import { formatRttm } from "../transcripts/rttm.ts";
import { formatWebVtt } from "../transcripts/webvtt.ts";
import { speakDialog } from "./speak-dialog.ts";
import type { SpeakOptions } from "./speak-options.ts";

const talk = new Dialog({
  id: "talk",
  turns: Array.from({ length: 21 }, (_, index) => ({
    speaker: index % 2 === 0 ? "Ann Lee" : "Bob",
    text:
      index % 2 === 0
        ? "Have you seen the flowers, please? They are all in bloom today."
        : "No, but I would love to & you?",
  })),
  personas: { "Ann Lee": { gender: "female" }, Bob: { gender: "male" } },
});
/** Enough of it for what does not count its turns. */
const part = talk.slice(0, 9);
const bytes = (samples: Float32Array | undefined): Uint8Array =>
  new Uint8Array(samples?.buffer as ArrayBuffer);
const engine = toneSpeech();
const speak = (options: SpeakOptions = {}, dialog = talk) =>
  speakDialog(dialog, { engine, seed: 1, ...options });

describe("speakDialog", () => {
  it("refuses a voice for somebody who is not in the dialogue, and says who may be meant", async () => {
    await expect(speak({ voices: { "Ann Le": "low" } }, part)).rejects.toThrow(
      'voices names somebody who is in no dialogue: "Ann Le" (did you mean "Ann Lee"?)',
    );
  });

  it("says who is closer to the microphone than asked for, since a wall is in the way", async () => {
    const far = await speak({ room: { room: "bathroom", distance: 20 } }, part);
    const notes = far.timings.notes.filter(({ what }) => what === "distance_missed");
    expect(notes.map(({ message }) => message.replace(/\d+\.\d+/, "x"))).toEqual(
      ["Ann Lee", "Bob"].map(
        (name) =>
          `${name} is x m from the microphone, since the room has no place 20 m from it in that direction`,
      ),
    );
    const unnamed = new Dialog({ turns: [{ text: "Hello there." }] });
    const alone = await speak({ room: { room: "bathroom", distance: 20 } }, unnamed);
    expect(alone.timings.notes.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^The speaker is /),
    );
    const near = await speak({ room: { room: "office", distance: 0.5 } }, part);
    expect(near.timings.notes.filter(({ what }) => what === "distance_missed")).toEqual([]);
  });

  it("is the same for the same seed, to the last sample, and another for another", async () => {
    const options = { timing: { backchannels: 6, pause: 0.3 }, noise: { snr: 10 } };
    const [first, second, other] = [
      await speak(options, part),
      await speak(options, part),
      await speak({ ...options, seed: 2 }, part),
    ];
    expect(second.timings).toEqual(first.timings);
    expect(Buffer.compare(bytes(second.channels[0]), bytes(first.channels[0]))).toBe(0);
    expect(other.timings.seconds).not.toBe(first.timings.seconds);
  });

  it("has as many overlaps as were asked for, heard and written down", async () => {
    for (const overlap of [0, 0.25, 1]) {
      const { segments } = (await speak({ timing: { overlap } })).timings;
      const turns = segments.filter(({ kind }) => kind === "turn");
      const overlapping = turns.filter(
        ({ start }, index) => index > 0 && start < (turns[index - 1]?.end ?? 0) - 1e-6,
      );
      expect(overlapping).toHaveLength(overlap * 20);
    }
  });

  it("says in RTTM where there is sound in the recording, and nowhere else", async () => {
    const spoken = await speak({ timing: { overlap: 0.3, backchannels: 10, pause: 0.4 } });
    const lines = formatRttm(spoken.timings.segments, "talk 1").trimEnd().split("\n");
    expect(lines[0]).toMatch(/^SPEAKER talk_1 1 0\.500 \d+\.\d{3} <NA> <NA> Ann_Lee <NA> <NA>$/);
    const frames = Math.ceil(spoken.timings.seconds * 100);
    const told = new Uint8Array(frames);
    for (const line of lines) {
      const [start = 0, length = 0] = line.split(" ").slice(3, 5).map(Number);
      told.fill(1, Math.round(start * 100), Math.round((start + length) * 100));
    }
    // Short gaps count as speech, also where they lie between two speakers.
    for (let at = 0, last = -1; at < frames; at++) {
      if (told[at] === 0) continue;
      if (last >= 0 && at - last - 1 < 20) told.fill(1, last, at);
      last = at;
    }
    const heard = new Uint8Array(frames);
    for (const { start, end } of activeSpans({
      samples: spoken.channels[0] as Float32Array,
      sampleRate: 16_000,
    }))
      heard.fill(1, Math.round(start * 100), Math.round(end * 100));
    const wrong = told.filter((value, index) => value !== heard[index]).length;
    expect(wrong / frames).toBeLessThan(0.01);
  });

  it("tells the times of words, and says when it has estimated them", async () => {
    for (const wordTimes of [true, false]) {
      const { segments } = (await speak({ engine: toneSpeech({ wordTimes }) })).timings;
      const [first] = segments;
      expect(first).toMatchObject({
        speaker: "Ann Lee",
        turn: 0,
        wordTimes: wordTimes ? "engine" : "estimated",
        cut: false,
      });
      expect(first?.words.map(({ text }) => text).slice(0, 4)).toEqual(["Have", "you", "seen", "the"]);
      // Each letter lasts 30 ms, as does each blank.
      expect(Math.abs((first?.words[2]?.start ?? 0) - 0.77)).toBeLessThan(wordTimes ? 0.002 : 0.1);
    }
  });

  it("lets listeners speak back-channels over the other's turn, and never over their own", async () => {
    const { segments } = (await speak({ timing: { backchannels: 60, overlap: 0 } })).timings;
    const listeners = segments.filter(({ kind }) => kind === "backchannel");
    expect(listeners.length).toBeGreaterThan(5);
    for (const { start, end, turn, speaker } of listeners) {
      const over = segments.find((segment) => segment.kind === "turn" && segment.turn === turn);
      expect(over?.speaker).not.toBe(speaker);
      expect(start > (over?.start ?? 9e9) && end < (over?.end ?? 0)).toBe(true);
    }
    for (const name of ["Ann Lee", "Bob"]) {
      const own = segments.filter(({ speaker }) => speaker === name);
      for (const [index, { start }] of own.entries())
        expect(start).toBeGreaterThanOrEqual(own[index - 1]?.end ?? 0);
    }
  });

  it("cuts turns off when it is asked to, and says what of them is heard", async () => {
    const { segments } = (await speak({ timing: { interruptions: 0.5, overlap: 0.5 } })).timings;
    const cut = segments.filter((segment) => segment.cut);
    expect(cut.length).toBe(10);
    for (const segment of cut) {
      expect(segment.spoken.length).toBeLessThan(segment.text.length);
      const next = segments.find(({ turn }) => turn === segment.turn + 1);
      expect(next?.start).toBeLessThan(segment.end);
    }
  });

  it("cuts off what can be cut off, and says how many interruptions and back-channels there was no room for", async () => {
    const turns = Array.from({ length: 21 }, (_, index) => ({
      speaker: index % 2 === 0 ? "Ann" : "Bob",
      text: index % 5 === 0 ? "Well, not today." : "Absolutely.",
    }));
    const short = new Dialog({ id: "short", turns });
    const few = (await speak({ timing: { interruptions: 0.2, overlap: 0.4 } }, short)).timings;
    expect(few.counts.interruptions).toEqual({ wanted: 4, placed: 4 });
    expect(few.segments.filter(({ cut }) => cut).map(({ turn }) => turn % 5)).toEqual([0, 0, 0, 0]);
    expect(few.counts.overlaps).toEqual({ wanted: 8, placed: 8 });
    expect(few.notes).toEqual([]);
    const many = (await speak({ timing: { interruptions: 0.5, backchannels: 30 } }, short)).timings;
    expect(many.counts.interruptions).toEqual({ wanted: 10, placed: 4 });
    expect(many.notes).toContainEqual({
      what: "interruptions_missed",
      wanted: 10,
      placed: 4,
      message: "4 of 10 interruptions have a place: a turn of one word cannot be cut off",
    });
    const { wanted, placed } = many.counts.backchannels;
    expect(placed).toBe(many.segments.filter(({ kind }) => kind === "backchannel").length);
    expect(wanted).toBeGreaterThan(placed);
    expect(many.notes).toContainEqual(
      expect.objectContaining({ what: "backchannels_missed", wanted, placed }),
    );
  });

  it("speaks as many back-channels a minute as were asked for, and makes up for turns without room", async () => {
    const turns = Array.from({ length: 60 }, (_, index) => ({
      speaker: index % 2 === 0 ? "Ann" : "Bob",
      text:
        index % 2 === 0
          ? "Yes, sure."
          : "When I was there last year, the garden was full of people, and nobody knew who had planted all of it.",
    }));
    const { segments, counts, notes } = (
      await speak({ timing: { backchannels: 6, overlap: 0 } }, new Dialog({ id: "long", turns }))
    ).timings;
    const said = segments.filter(({ kind }) => kind === "turn");
    const minutes = said.reduce((sum, { start, end }) => sum + end - start, 0) / 60;
    expect(Math.abs(counts.backchannels.placed - 6 * minutes)).toBeLessThan(1);
    expect(counts.backchannels.placed).toBe(counts.backchannels.wanted);
    expect(notes).toEqual([]);
    const alone = new Dialog({ id: "alone", turns: turns.map(({ text }) => ({ speaker: "Ann", text })) });
    const monologue = (await speak({ timing: { backchannels: 6 } }, alone)).timings;
    expect(monologue.notes).toEqual([expect.objectContaining({ what: "backchannels_missed", placed: 0 })]);
  });

  it("has noise at the wanted ratio, to a tenth of a decibel", async () => {
    const clean = await speak({ loudness: null }, part);
    for (const snr of [0, 12.5, 40]) {
      const noisy = await speak({ loudness: null, noise: { source: "pink", snr } }, part);
      const [signal, mixed] = [clean.channels[0] as Float32Array, noisy.channels[0] as Float32Array];
      // Peaks beyond full scale make a recording softer as a whole.
      const quieter = noisy.timings.notes.some(({ what }) => what === "clipping");
      const noise = mixed.map((sample, index) => sample - (signal[index] as number));
      const spoken = clean.timings.segments
        .flatMap(({ active }) => active)
        .toSorted((a, b) => a.start - b.start);
      let [sum, count, until] = [0, 0, 0];
      for (const { start, end } of spoken) {
        const span = signal.slice(Math.round(Math.max(start, until) * 16_000), Math.round(end * 16_000));
        sum += power(span) * span.length;
        count += span.length;
        until = Math.max(until, end);
      }
      if (!quieter) expect(Math.abs(powerDecibels(sum / count / power(noise)) - snr)).toBeLessThan(0.1);
      else expect(snr).toBeLessThan(5);
    }
  });

  it("has noise at the wanted ratio in what a telephone lets through of both", async () => {
    const clean = await speak({ loudness: null, phone: true }, part);
    for (const source of ["pink", "hum"] as const) {
      const noisy = await speak({ loudness: null, phone: true, noise: { source, snr: 10 } }, part);
      const [signal, mixed] = [clean.channels[0] as Float32Array, noisy.channels[0] as Float32Array];
      const speaking = new Uint8Array(signal.length);
      for (const { start, end } of clean.timings.segments.flatMap(({ active }) => active))
        speaking.fill(1, Math.round(start * 8000), Math.round(end * 8000));
      const silent = mixed.filter((_, index) => speaking[index] === 0);
      const spoken = signal.filter((_, index) => speaking[index] === 1);
      // The codec rounds both, so that the ratio is that of 8 bits.
      expect(Math.abs(powerDecibels(power(spoken) / power(silent)) - 10)).toBeLessThan(0.5);
    }
  });

  it("is as loud as wanted, to half a unit, also over a telephone; where peaks would clip it says so", async () => {
    for (const options of [{}, { phone: true }, { loudness: -30, noise: { snr: 5 } }] as SpeakOptions[]) {
      const { channels, sampleRate, timings } = await speak(options, part);
      const meter = loudnessMeter(sampleRate);
      meter.add(channels);
      expect(Math.abs(meter.integrated() - (options.loudness ?? -23))).toBeLessThan(0.5);
      expect(timings.notes.filter(({ what }) => what === "loudness_missed")).toEqual([]);
    }
    const loud = await speak({ loudness: -2 }, part);
    expect(loud.timings.notes.map(({ what }) => what)).toContain("loudness_missed");
    expect(peak(loud.channels[0] as Float32Array)).toBeCloseTo(10 ** (-1 / 20), 3);
  });

  it("has eight kilohertz over a telephone, block after block without a seam", async () => {
    const { channels, sampleRate, timings } = await speak({ phone: { codec: "a-law" }, loudness: null });
    expect(sampleRate).toBe(8000);
    expect(Math.abs((channels[0]?.length ?? 0) - timings.seconds * 8000)).toBeLessThan(5);
    const silent = (channels[0] as Float32Array).slice(0, 3900);
    expect(power(silent)).toBeLessThan(1e-6);
  });

  it("goes on past a turn of which nothing is said, and notes it", async () => {
    const dialog = new Dialog({
      turns: [
        { speaker: "A", text: "*nods*" },
        { speaker: null, text: "Hello there." },
        { speaker: "A", text: "" },
      ],
    });
    const { timings } = await speak({}, dialog);
    expect(timings.segments.map(({ turn, speaker }) => [turn, speaker])).toEqual([[1, ""]]);
    expect(timings.notes.filter(({ what }) => what === "nothing_said").map(({ turn }) => turn)).toEqual([
      0, 2,
    ]);
    expect(formatRttm(timings.segments, "x")).toContain(" unknown ");
  });

  it("is silence for a dialogue without turns", async () => {
    const { timings, channels } = await speak({}, new Dialog({ turns: [] }));
    expect([timings.segments, power(channels[0] as Float32Array)]).toEqual([[], 0]);
  });

  it("tries again what may pass, notes it, and fails with the engine's error in the end", async () => {
    let failures = 1;
    const before = () => {
      if (failures-- > 0) throw new SpeechError("busy", { kind: "rate_limit", model: "tone" });
    };
    const { timings } = await speak({ engine: toneSpeech({ before }) }, talk.slice(0, 2));
    expect(timings.notes).toEqual([{ what: "retried", message: "tone: busy", turn: 0 }]);
    failures = 0;
    const broken = toneSpeech({
      before: ({ text }) => {
        if (text.startsWith("No")) throw new SpeechError("gone", { kind: "authentication", model: "tone" });
      },
    });
    await expect(speak({ engine: broken })).rejects.toMatchObject({ code: "speech_authentication" });
  });

  it("notes that an engine gave silence", async () => {
    const silence = { samples: new Float32Array(900), sampleRate: 8000, warnings: [] };
    const silent = { ...toneSpeech(), speak: () => Promise.resolve(silence) };
    const { timings } = await speak({ engine: silent }, talk.slice(0, 1));
    expect(timings.notes).toEqual([{ what: "nothing_said", message: "the engine gave silence", turn: 0 }]);
  });

  it("stops when it is cancelled", async () => {
    const controller = new AbortController();
    let said = 0;
    const stopping = toneSpeech({
      before: () => {
        if (++said === 3) controller.abort(new Error("enough"));
      },
    });
    await expect(speak({ engine: stopping, signal: controller.signal })).rejects.toThrow("enough");
    expect(said).toBe(3);
  });

  it.each([
    { sampleRate: 100 },
    { noise: { snr: Number.NaN } },
    { noise: { source: "blue" as never } },
    { engine: "nobody" },
    { fone: true } as never,
  ])("refuses %j", async (options) => {
    await expect(speak(options)).rejects.toMatchObject({
      code: expect.stringMatching(/^(invalid_argument|unknown_speech)$/),
    });
  });
});

describe("WebVTT", () => {
  it("has a cue for each turn, with its speaker, in a form that players take", async () => {
    const text = formatWebVtt((await speak()).timings.segments);
    expect(text).toMatch(
      /^WEBVTT\n\n00:00:00\.500 --> 00:00:0\d\.\d{3}\n<v Ann Lee>Have you seen the flowers, please\?/,
    );
    expect(text).toContain("love to &amp; you?");
    expect(text.match(/-->/g)).toHaveLength(21);
  });
});

describe("a room", () => {
  it("is heard by each microphone, says where everybody is, and can be had by name, at random, or measured", async () => {
    const microphones = [
      [1, 1, 1],
      [3, 2.4, 1.5],
    ] as const;
    const { channels, timings } = await speak(
      { room: { room: "office", microphones, distance: 0.8 } },
      talk.slice(0, 4),
    );
    expect([channels.length, timings.channels]).toEqual([2, ["microphone 1", "microphone 2"]]);
    expect(Buffer.compare(bytes(channels[1]), bytes(channels[0]))).not.toBe(0);
    expect(timings.place["room"]).toMatchObject({
      room: "office",
      size: [4.2, 3.4, 2.7],
      microphones,
      reverberation: { 1000: expect.any(Number) },
    });
    const drawn = await Promise.all([1, 2].map((seed) => speak({ room: "random", seed }, talk.slice(0, 2))));
    expect(
      new Set(
        drawn.map(({ timings: { place } }) => JSON.stringify((place["room"] as { size: unknown }).size)),
      ).size,
    ).toBe(2);
    const click = { sampleRate: 16_000, channels: [Float32Array.of(0, 0, 0, 0, 0.5)] };
    const [dry, measured] = [
      await speak({}, talk.slice(0, 2)),
      await speak({ impulseResponse: click }, talk.slice(0, 2)),
    ];
    const [before, after] = [dry.channels[0] as Float32Array, measured.channels[0] as Float32Array];
    expect(peak(before.map((value, index) => value - (after[index + 4] ?? 0)))).toBeLessThan(0.01);
  });

  it("has the reverberation that is wanted", async () => {
    const quiet = await speak(
      { room: { room: "office", reverberation: 0.2 }, loudness: null },
      talk.slice(0, 1),
    );
    const loud = await speak(
      { room: { room: "office", reverberation: 1.2 }, loudness: null },
      talk.slice(0, 1),
    );
    const after = ({ channels, timings }: typeof quiet): number => {
      const end = Math.round((timings.segments[0]?.end ?? 0) * 16_000);
      return power((channels[0] as Float32Array).slice(end + 1600, end + 4800));
    };
    expect(powerDecibels(after(loud) / after(quiet))).toBeGreaterThan(20);
  });

  it.each([
    { room: "ofice" as never },
    { room: { room: "office", reverberation: 0.001 } },
    { room: { room: "office", microphones: [[9, 9, 9]] } },
    { room: { room: "office", microphones: [] } },
    { room: "office", impulseResponse: { sampleRate: 8000, channels: [Float32Array.of(1)] } },
    { impulseResponse: { sampleRate: 8000, channels: [Float32Array.of(0)] } },
  ] as SpeakOptions[])("refuses %j", async (options) => {
    await expect(speak(options)).rejects.toMatchObject({ code: "invalid_argument" });
  });
});
