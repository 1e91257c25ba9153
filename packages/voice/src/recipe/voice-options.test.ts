import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeWav } from "../audio/write-wav.ts";
import { voiceOptions } from "./voice-options.ts";
import { voiceSchema } from "./voice-schema.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-voice-options-"));
  const channels = [new Float32Array(800).fill(0.5), new Float32Array(800).fill(0.25)];
  await writeFile(join(folder, "stereo.wav"), writeWav({ channels, sampleRate: 8000 }));
  await writeFile(join(folder, "no.wav"), "none");
});
afterAll(() => rm(folder, { recursive: true }));
const find = (path: string) => join(folder, path);

describe("voiceOptions", () => {
  it("reads the recordings that a recipe names, from its own folder, and mixes the channels of a noise", async () => {
    const { noise, impulseResponse } = await voiceOptions(
      { engine: "espeak", noise: { source: "stereo.wav", snr: 9 }, impulseResponse: "stereo.wav" },
      find,
    );
    const { source, snr } = noise ?? {};
    const { samples, sampleRate } = source as never as { samples: Float32Array; sampleRate: number };
    expect([snr, sampleRate, samples.length]).toEqual([9, 8000, 800]);
    expect(samples[100]).toBeCloseTo(0.375, 3);
    expect(impulseResponse?.channels).toHaveLength(2);
    expect((await voiceOptions({ noise: { source: "pink" } })).noise).toEqual({ source: "pink" });
    expect((await voiceOptions({ noise: { source: "babble", snr: 3 } })).noise).toEqual({
      source: "babble",
      snr: 3,
    });
    expect((await voiceOptions({})).engine).toBe("espeak");
    expect((await voiceOptions({})).impulseResponse).toBeUndefined();
  });

  it("gives the address of a server to the engine, and languages to voices that have none", async () => {
    const { engineOptions, bank } = await voiceOptions({
      engine: "openai:m",
      baseURL: "http://127.0.0.1:9/v1",
      bank: [{ name: "a" }, { name: "b", languages: ["de"] }],
    });
    expect(engineOptions).toEqual({ baseURL: "http://127.0.0.1:9/v1" });
    expect(bank).toEqual([
      { name: "a", languages: [] },
      { name: "b", languages: ["de"] },
    ]);
    expect((await voiceOptions({})).engineOptions).toBeUndefined();
  });

  it.each([
    [{ room: "office", impulseResponse: "stereo.wav" }, /exclude each other/],
    [{ manifests: ["espnet"] }, /no manifest called/],
    [{ room: { room: "office", microphones: [[9, 9, 9]] } }, /A microphone is not inside/],
    [{ room: { room: "office", speakers: { Ann: [1, 1, 99] } } }, /Ann is not inside/],
    [{ room: { room: "office", reverberation: 20 } }, /No room of this size/],
    [{ timing: { overlap: 0.1, interruptions: 0.2 } }, /who interrupts overlaps/],
    [{ phone: true, sampleRate: 16_000 }, /A telephone has 8000/],
    [{ noise: { source: "pink", talkers: 2 } }, /noise\.talkers/],
    [{ noise: { source: "no.wav" } }, /WAV/],
    [{ noise: { source: "gone.wav" } }, /gone\.wav/],
    [{ engine: "espeek" }, /espeek/],
    [{ rooms: "office" }, /rooms/],
  ])("says before anything is spoken what cannot be: %j", async (recipe, message) => {
    await expect(voiceOptions(recipe as never, find)).rejects.toThrow(message);
  });
});

describe("voiceSchema", () => {
  it.each([
    "https://me@host.example/v1",
    "https://me:word@host.example/v1",
    "https://host.example/v1?key=1",
    "https://host.example/v1#key",
    "https://host.example/sk-proj-abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGH/v1",
  ])("takes no address that holds a secret: %s", (baseURL) => {
    expect(voiceSchema.safeParse({ baseURL }).success).toBe(false);
  });

  it("takes an address without one, and what is plain data", () => {
    for (const recipe of [
      { baseURL: "http://localhost:8880/v1" },
      { room: "car", noise: { source: "Cafe.WAV", snr: -3 } },
      { phone: { codec: "a-law", packetLoss: 0.1 }, loudness: null },
      { room: { room: { size: [3, 3, 3], materials: { floor: "carpet", walls: 0.2 } } } },
    ])
      expect(voiceSchema.safeParse(recipe).success).toBe(true);
    for (const recipe of [
      { noise: { source: "cafe.mp3" } },
      { room: "ofice" },
      { timing: { overlap: 1.2 } },
      { sampleRate: 7999 },
      { manifests: ["espnet"] },
      { format: "mp3" },
      { seeds: 1 },
    ])
      expect(voiceSchema.safeParse(recipe).success).toBe(false);
  });
});
