import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWav } from "../audio/read-wav.ts";
import { toneSpeech } from "../testing/index.ts";
import { speakDialogs } from "./speak-dialogs.ts";
import { writeManifests } from "./write-manifests.ts";

let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "sdialog-manifests-"));
  const dialog = (id: string) =>
    new Dialog({
      id,
      turns: [
        { speaker: "Ann Lee", text: "I have 2 dogs." },
        { speaker: "Bob", text: "So have I." },
        { speaker: "Ann Lee", text: "Ten." },
      ],
    });
  const room = {
    room: "office" as const,
    microphones: [
      [1, 1, 1],
      [2, 2, 1],
    ] as const,
  };
  await speakDialogs([dialog("b"), dialog("a")], {
    out,
    engine: toneSpeech(),
    room,
    separate: ["speakers", "microphones"],
  });
  await writeFile(join(out, "other.json"), "{}");
});
afterAll(() => rm(out, { recursive: true }));

const text = (name: string) => readFile(join(out, name), "utf8");
const rows = async (name: string) =>
  (await text(name))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("manifests", () => {
  it("for Kaldi are sorted, name each utterance by its speaker, and hold what is said", async () => {
    await writeManifests(out, ["kaldi"]);
    expect(await text("kaldi/wav.scp")).toBe("a a.wav\nb b.wav\n");
    const secondsOf = async (id: string) =>
      (JSON.parse(await text(`${id}.json`)) as { seconds: number }).seconds;
    expect(await text("kaldi/reco2dur")).toBe(`a ${await secondsOf("a")}\nb ${await secondsOf("b")}\n`);
    const said = (await text("kaldi/text")).trimEnd().split("\n");
    expect(said.slice(0, 3)).toEqual([
      "a_Ann_Lee-00000 I have two dogs.",
      "a_Ann_Lee-00002 Ten.",
      "a_Bob-00001 So have I.",
    ]);
    for (const name of ["text", "segments", "utt2spk"]) {
      const ids = (await text(`kaldi/${name}`))
        .trimEnd()
        .split("\n")
        .map((line) => line.split(" ")[0]);
      expect(ids).toEqual(said.map((line) => line.split(" ")[0]));
      expect(ids.toSorted()).toEqual(ids);
    }
    expect((await text("kaldi/segments")).split("\n")[0]).toMatch(/^a_Ann_Lee-00000 a 0\.500 \d+\.\d{3}$/);
    expect((await text("kaldi/spk2utt")).split("\n")[0]).toBe("a_Ann_Lee a_Ann_Lee-00000 a_Ann_Lee-00002");
  });

  it("for Kaldi have FLAC unpacked by a command, and name no file that a shell takes for one", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sdialog-flac-"));
    const dialog = new Dialog({ id: "é 1", turns: [{ speaker: "A", text: "Yes." }] });
    await speakDialogs([dialog], { out: folder, engine: toneSpeech(), format: "flac" });
    await writeManifests(folder, ["kaldi"]);
    const scp = await readFile(join(folder, "kaldi", "wav.scp"), "utf8");
    expect(scp).toMatch(/^(é_1-\w{8}) flac -c -d -s \1\.flac \|\n$/u);
    const [name] = scp.split(" ");
    const own = JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")) as object;
    for (const audio of [
      "a.wav; ls |",
      "a b.wav",
      "-h.wav",
      "../a.wav",
      "a.mp3",
      "a.wav\nb b.wav",
      "$(ls).flac",
    ]) {
      await writeFile(join(folder, "evil.json"), JSON.stringify({ ...own, audio }));
      await expect(writeManifests(folder, ["kaldi"])).rejects.toMatchObject({ code: "data_format" });
    }
    await rm(folder, { recursive: true });
  });

  it("for Lhotse and audiofolders say where the sound is and what is said in it", async () => {
    expect(await writeManifests(out, ["lhotse", "audiofolder"])).toHaveLength(3);
    const [recording] = await rows("recordings.jsonl");
    const { channels, sampleRate } = readWav(await readFile(join(out, "a.wav")));
    expect(recording).toMatchObject({
      id: "a",
      sampling_rate: sampleRate,
      channel_ids: [0, 1],
      sources: [{ type: "file", channels: [0, 1], source: "a.wav" }],
    });
    expect(Math.abs((recording?.["num_samples"] as number) - (channels[0]?.length ?? 0))).toBeLessThan(10);
    expect((await rows("supervisions.jsonl"))[0]).toMatchObject({
      id: "a-0",
      recording_id: "a",
      start: 0.5,
      channel: [0, 1],
      text: "I have two dogs.",
      speaker: "Ann Lee",
      language: "en",
    });
    expect((await rows("metadata.jsonl"))[1]).toMatchObject({
      file_name: "b.wav",
      transcription: expect.stringMatching(/^Ann Lee: I have two dogs\.\nBob: So have I\.\n/),
    });
  });

  it("of a kind there is not are refused", async () => {
    await expect(writeManifests(out, ["espnet" as never])).rejects.toMatchObject({
      code: "invalid_argument",
    });
    await expect(writeManifests(join(out, "none"), ["kaldi"])).rejects.toMatchObject({
      code: "file_not_found",
    });
  });
});

describe("separate recordings", () => {
  it("are of each speaker alone, and of each microphone, as the metadata says", async () => {
    const { separate, segments } = JSON.parse(await text("a.json")) as {
      separate: Record<string, string>;
      segments: { speaker: string; start: number; end: number }[];
    };
    expect(separate).toEqual({
      "Ann Lee": expect.stringMatching(/^a\.Ann_Lee-\w+\.wav$/),
      Bob: "a.Bob.wav",
      "microphone 1": "a.microphone-1.wav",
      "microphone 2": "a.microphone-2.wav",
    });
    const both = readWav(await readFile(join(out, "a.wav")));
    expect(
      Buffer.from(
        readWav(await readFile(join(out, "a.microphone-2.wav"))).channels[0]?.buffer as ArrayBuffer,
      ),
    ).toEqual(Buffer.from(both.channels[1]?.buffer as ArrayBuffer));
    const bob = readWav(await readFile(join(out, "a.Bob.wav"))).channels[0] as Float32Array;
    const own = segments.find(({ speaker }) => speaker === "Bob");
    for (const [at, sample] of bob.entries())
      if (at / 16_000 < (own?.start ?? 0) - 0.001 || at / 16_000 > (own?.end ?? 0) + 0.001)
        expect(sample).toBe(0);
    expect(bob.some((sample) => Math.abs(sample) > 0.01)).toBe(true);
  });
});

describe("FLAC", () => {
  it("holds the same samples as WAV, in less room", async () => {
    const dialog = new Dialog({ id: "f", turns: [{ speaker: "A", text: "The same samples, please." }] });
    for (const format of ["wav", "flac"] as const)
      await speakDialogs([dialog], { out, engine: toneSpeech(), format, phone: true });
    const [wav, flac] = [await readFile(join(out, "f.wav")), await readFile(join(out, "f.flac"))];
    expect(flac.length).toBeLessThan(0.7 * wav.length);
    expect(flac.subarray(26, 42).toString("hex")).toBe(
      createHash("md5").update(wav.subarray(44)).digest("hex"),
    );
    expect(decoded(flac)).toEqual([
      ...new Int16Array(wav.buffer.slice(wav.byteOffset + 44, wav.byteOffset + wav.length)),
    ]);
    await expect(
      speakDialogs([dialog], { out, engine: toneSpeech(), format: "mp3" as never }),
    ).rejects.toMatchObject({ code: "invalid_argument" });
  });
});

/** The samples of a FLAC file, by libflac's own decoder. */
function decoded(bytes: Uint8Array): number[] {
  const flac = (createRequire(import.meta.url)("libflacjs") as (variant: string) => never)("min") as Record<
    string,
    (...args: never[]) => never
  >;
  const decoder = flac["create_libflac_decoder"]?.() as never;
  const samples: number[] = [];
  let read = 0;
  const give = (size: number) => {
    const buffer = bytes.slice(read, read + size);
    read += buffer.length;
    return { buffer, readDataLength: buffer.length, error: false };
  };
  const take = ([channel]: Uint8Array[]) =>
    void samples.push(...new Int16Array((channel as Uint8Array).slice().buffer));
  flac["init_decoder_stream"]?.(...([decoder, give, take, () => undefined, () => undefined] as never[]));
  flac["FLAC__stream_decoder_process_until_end_of_stream"]?.(decoder);
  flac["FLAC__stream_decoder_delete"]?.(decoder);
  return samples;
}
