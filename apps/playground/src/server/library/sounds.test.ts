import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Dialog } from "@sdialog/core";
import { recordingName } from "@sdialog/voice/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OpenedFolder } from "../opened-folder.ts";
import { findRecording } from "./find-recording.ts";
import { serveSound } from "./serve-sound.ts";

let folder: OpenedFolder;
beforeEach(async () => {
  folder = await OpenedFolder.open(await mkdtemp(join(tmpdir(), "sdialog-library-")));
});
afterEach(() => rm(folder.root, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder.root, name)), { recursive: true });
    await writeFile(join(folder.root, name), text);
  }
}

describe("a sound", () => {
  const bytes = "0123456789";
  beforeEach(() => write({ "a.wav": bytes, "b.FLAC": bytes, "empty.wav": "", "c.txt": bytes }));

  it.each<[string | undefined, number, string, string | null]>([
    [undefined, 200, bytes, null],
    ["bytes=0-", 206, bytes, "bytes 0-9/10"],
    ["bytes=0-0", 206, "0", "bytes 0-0/10"],
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=4-4", 206, "4", "bytes 4-4/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=9-", 206, "9", "bytes 9-9/10"],
    ["bytes=7-99", 206, "789", "bytes 7-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=-99", 206, bytes, "bytes 0-9/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=10-12", 416, "", "bytes */10"],
    ["bytes=-0", 416, "", "bytes */10"],
    // What is no range, or is several, is answered with the whole.
    ["bytes=4-2", 200, bytes, null],
    ["bytes=-", 200, bytes, null],
    ["bytes=0-1,3-4", 200, bytes, null],
    ["lines=0-1", 200, bytes, null],
    ["bytes=x-1", 200, bytes, null],
  ])("asked for %s is answered with %i: %j", async (range, status, text, span) => {
    const response = await serveSound(folder, "a.wav", range);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe(text);
    expect(response.headers.get("content-range")).toBe(span);
    expect(response.headers.get("content-type")).toBe("audio/wav");
    expect(response.headers.get("accept-ranges")).toBe("bytes");
    if (status !== 416) expect(response.headers.get("content-length")).toBe(String(text.length));
  });

  it("may be empty, and of the kinds that are played", async () => {
    const empty = await serveSound(folder, "empty.wav", undefined);
    expect([empty.status, await empty.text(), empty.headers.get("content-length")]).toEqual([200, "", "0"]);
    expect((await serveSound(folder, "empty.wav", "bytes=0-")).status).toBe(416);
    expect((await serveSound(folder, "b.FLAC", undefined)).headers.get("content-type")).toBe("audio/flac");
    await expect(serveSound(folder, "c.txt", undefined)).rejects.toMatchObject({ code: "no_sound" });
    await expect(serveSound(folder, "../a.wav", undefined)).rejects.toMatchObject({ code: "outside_folder" });
  });
});

describe("the recording of a dialogue", () => {
  const dialog = new Dialog({
    id: "d1",
    turns: [
      { speaker: "Ann", text: "Hi." },
      { speaker: "Bo", text: "Hello!" },
    ],
  });
  const segment = (turn: number, speaker: string, text: string, kind = "speech") => ({
    turn,
    kind,
    speaker,
    text,
    start: turn,
    end: turn + 1,
    file: "left out",
  });
  const spoken = {
    id: "d1",
    audio: "d1.wav",
    seconds: 2.5,
    engine: { id: "espeak" },
    voices: { Ann: { voice: "en-gb" }, Bo: { voice: "en-us" } },
    segments: [segment(0, "Ann", "Hi."), segment(0, "Bo", "mhm", "backchannel"), segment(1, "Bo", "Hello!")],
    notes: [{ code: "x", message: "A note." }],
  };
  const name = recordingName("d1");
  const record = (at: string, what: object = spoken) =>
    write({ [`${at}${name}.json`]: JSON.stringify(what), [`${at}d1.wav`]: "sound" });
  const find = () => findRecording(folder, "in/all.jsonl", dialog);

  it.each(["in/audio/", "in/audio/a/b/c/d/", "in/", "elsewhere/", ""])("is found in %s", async (at) => {
    await record(at);
    expect(await find()).toEqual({
      audio: `${at}d1.wav`,
      seconds: 2.5,
      engine: "espeak",
      voices: { Ann: "en-gb", Bo: "en-us" },
      spans: spoken.segments.map(({ file: _file, ...span }) => span),
      notes: ["A note."],
    });
  });

  it("is the nearest of several", async () => {
    for (const at of ["", "in/audio/", "in/"]) await record(at);
    expect((await find())?.audio).toBe("in/audio/d1.wav");
    await rm(join(folder.root, "in/audio"), { recursive: true });
    expect((await find())?.audio).toBe("in/d1.wav");
  });

  it.each(["in/audio/a/b/c/d/e/", ".hidden/", "node_modules/", "shards/"])(
    "is not looked for in %s",
    async (at) => {
      await record(at);
      expect(await find()).toBeNull();
    },
  );

  it.each([
    ["another dialogue", { id: "d2" }],
    ["another text", { segments: [segment(0, "Ann", "Bye.")] }],
    ["another speaker", { segments: [segment(0, "Bo", "Hi.")] }],
    ["turns that are gone", { segments: [segment(2, "Ann", "Hi.")] }],
    ["no sound file", { audio: undefined }],
    ["a sound file that is gone", { audio: "gone.wav" }],
    ["a sound file outside", { audio: "../../d1.wav" }],
    ["no length", { seconds: "2" }],
    ["no segments", { segments: {} }],
    ["no voices", { voices: null }],
  ])("is not one of %s", async (_what, more) => {
    await record("in/audio/", { ...spoken, ...more });
    expect(await find()).toBeNull();
  });

  it("is nowhere if there is none, or what looks like one is broken", async () => {
    expect(await find()).toBeNull();
    await write({ [`in/${name}.json`]: "{" });
    expect(await find()).toBeNull();
  });

  it("may be of somebody without a name", async () => {
    const nameless = new Dialog({ id: "d1", turns: [{ speaker: null, text: "Hi." }] });
    await record("", { ...spoken, segments: [segment(0, "", "Hi.")] });
    expect((await findRecording(folder, "all.jsonl", nameless))?.seconds).toBe(2.5);
  });
});
