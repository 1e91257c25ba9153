import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Dialog } from "@sdialog/core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readWav } from "../audio/read-wav.ts";
import { speakDialog } from "../render/speak-dialog.ts";
import { SpeechError } from "../speech/speech-error.ts";
import type { SpeechModel } from "../speech/speech-model.ts";
import { toneSpeech } from "../testing/index.ts";
import { FileNames } from "./file-names.ts";
import type { SpokenFile } from "./speak-to-files.ts";
import { speakDialogs } from "./speak-dialogs.ts";

let out: string;
beforeEach(async () => {
  out = await mkdtemp(join(tmpdir(), "sdialog-speak-"));
});
afterEach(() => rm(out, { recursive: true }));

const dialog = (id: string, text = "Good morning to you.") =>
  new Dialog({
    id,
    turns: [
      { speaker: "Ann", text },
      { speaker: "Bob", text: "And to you, my dear." },
    ],
  });
const metadata = async (name: string) =>
  JSON.parse(await readFile(join(out, `${name}.json`), "utf8")) as SpokenFile;

describe("speakDialogs", () => {
  it("writes each dialogue's sound, who speaks when, subtitles and metadata, as speakDialog makes them", async () => {
    const summary = await speakDialogs([dialog("a"), dialog("b/c")], { out, engine: toneSpeech(), seed: 3 });
    expect(summary).toMatchObject({ dialogs: 2, found: 0, engine: "tone", failed: [] });
    const names = ["a", `b_c-${(await readdir(out)).find((name) => name.startsWith("b_c-"))?.slice(4, 12)}`];
    expect((await readdir(out)).toSorted()).toEqual(
      names.flatMap((name) => ["json", "rttm", "vtt", "wav"].map((extension) => `${name}.${extension}`)),
    );
    const { audio, key: _, separate: __, bytes, ...timings } = await metadata("a");
    expect(bytes).toEqual({ "a.wav": (await readFile(join(out, "a.wav"))).length });
    const spoken = await speakDialog(dialog("a"), { engine: toneSpeech(), seed: 3 });
    expect([audio, timings]).toEqual(["a.wav", JSON.parse(JSON.stringify(spoken.timings))]);
    const { channels, sampleRate } = readWav(await readFile(join(out, "a.wav")));
    expect([sampleRate, channels[0]?.length]).toEqual([16_000, spoken.channels[0]?.length]);
    expect(summary.seconds).toBeCloseTo(2 * timings.seconds, 0);
  });

  it("refuses a voice of nobody, or counts it where there are many dialogues", async () => {
    const options = { out, engine: toneSpeech(), voices: { Anne: "low" } };
    await expect(speakDialogs([dialog("a")], options)).rejects.toThrow('"Anne" (did you mean "Ann"?)');
    await expect(speakDialogs([], options)).resolves.toMatchObject({ dialogs: 0 });
    const many = ["a", "b", "c"].map((id) => dialog(id));
    expect((await speakDialogs(many, options)).notes).toMatchObject({ voice_unused: 1 });
    expect((await speakDialogs(many, { ...options, voices: { Ann: "low" } })).notes).not.toHaveProperty(
      "voice_unused",
    );
  });

  it("speaks again only what is missing, damaged or changed", async () => {
    const said: string[] = [];
    const engine = toneSpeech({ before: ({ text }) => void said.push(text) });
    const all = [dialog("a"), dialog("b"), dialog("c")];
    await speakDialogs(all, { out, engine });
    said.length = 0;
    expect(await speakDialogs(all, { out, engine })).toMatchObject({ dialogs: 3, found: 3 });
    expect(said).toEqual([]);
    await writeFile(join(out, "b.json"), '{"key":');
    // Killed in the middle: sound without its end, or none; what was being written, an hour ago and now.
    const sound = await readFile(join(out, "c.wav"));
    for (const damage of [
      () => writeFile(join(out, "c.wav"), sound.subarray(0, -2)),
      () => rm(join(out, "c.wav")),
      () => rm(join(out, "c.rttm")),
    ]) {
      await damage();
      said.length = 0;
      expect(await speakDialogs([dialog("c")], { out, engine })).toMatchObject({ dialogs: 1, found: 0 });
      expect(await readFile(join(out, "c.wav"))).toEqual(sound);
    }
    const [old, fresh] = ["0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"].map(
      (id) => join(out, `.${id}.tmp`),
    ) as [string, string];
    await writeFile(old, "");
    await writeFile(fresh, "");
    await utimes(old, 1, 1);
    said.length = 0;
    const changed = [dialog("a", "Something else."), dialog("b"), dialog("c")];
    expect(await speakDialogs(changed, { out, engine })).toMatchObject({ dialogs: 3, found: 1 });
    expect(said).toHaveLength(4);
    expect(await speakDialogs(changed, { out, engine, phone: true })).toMatchObject({ found: 0 });
    expect((await readdir(out)).filter((name) => name.startsWith("."))).toEqual([basename(fresh)]);
  });

  it("goes on when the engine fails for one dialogue, tells why, and leaves nothing half written", async () => {
    const engine = toneSpeech({
      before: ({ text }) => {
        if (text.startsWith("Bad")) throw new SpeechError("no", { kind: "authentication", model: "tone" });
      },
    });
    const outcomes: string[] = [];
    const summary = await speakDialogs([dialog("a"), dialog("b", "Bad luck."), dialog("c")], {
      out,
      engine,
      onDialog: ({ status }) => void outcomes.push(status),
    });
    expect(summary).toMatchObject({
      dialogs: 2,
      failed: [{ id: "b", code: "speech_authentication", message: "tone: no" }],
    });
    expect(outcomes).toEqual(["spoken", "failed", "spoken"]);
    expect((await readdir(out)).filter((name) => /^(b|\.)/.test(name))).toEqual([]);
  });

  it("goes on when the engine has no voices to tell, and throws that at once", async () => {
    let asked = 0;
    const engine: SpeechModel = {
      ...toneSpeech(),
      voices() {
        if (asked++ === 0) throw new RangeError("no voices yet");
        return toneSpeech().voices();
      },
    };
    expect(await speakDialogs([dialog("a"), dialog("b")], { out, engine })).toMatchObject({
      dialogs: 1,
      failed: [{ id: "a", code: "speech_server" }],
    });
  });

  it("gives the same sound in threads as in one", async () => {
    const all = [dialog("a"), dialog("b"), dialog("c", "Five words are enough here.")];
    await speakDialogs(all, { out: join(out, "one"), workers: 1, seed: 4 });
    await speakDialogs(all, { out: join(out, "two"), workers: 2, seed: 4 });
    for (const name of await readdir(join(out, "one")))
      expect(await readFile(join(out, "two", name))).toEqual(await readFile(join(out, "one", name)));
  });

  it("ends what cannot go on: a file in a folder's place, options it does not know, being cancelled", async () => {
    await writeFile(join(out, "file"), "");
    await expect(
      speakDialogs([dialog("a")], { out: join(out, "file"), engine: toneSpeech() }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/^file_/) });
    await expect(
      speakDialogs([dialog("a")], { out, engine: toneSpeech(), speed: 2 } as never),
    ).rejects.toMatchObject({ code: "invalid_argument" });
    await expect(
      speakDialogs([dialog("a")], {
        out,
        engine: toneSpeech(),
        signal: AbortSignal.abort(new Error("enough")),
      }),
    ).rejects.toThrow("enough");
  });
});

describe("FileNames", () => {
  it("gives every id a name that no other has and every system takes", () => {
    const names = new FileNames();
    const ids = ["a", "A", "a", "a/b", "a\\b", "..", "", "x".repeat(300), "é ü", 7, "con:1"];
    const given = ids.map((id) => names.nameOf(id));
    expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(ids.length);
    for (const name of given) expect(name).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,120}$/u);
    expect(given[0]).toBe("a");
  });
});
