import { createHash } from "node:crypto";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { contentHash, type Dialog } from "@sdialog/core";
import { readText, writeAtomic } from "@sdialog/core/fs";
import type { SpeechModel } from "../speech/speech-model.ts";
import type { DialogTimings } from "../render/dialog-timings.ts";
import { recordDialog } from "../render/record-dialog.ts";
import type { SpeakOptions } from "../render/speak-options.ts";
import { formatRttm } from "../transcripts/rttm.ts";
import { formatWebVtt } from "../transcripts/webvtt.ts";
import { FileNames } from "./file-names.ts";
import { fileTrack } from "./file-track.ts";
import { type RecordingFormat, writeRecording } from "./write-recording.ts";

/** What is said of a dialogue that was spoken to files, in `NAME.json`. */
export interface SpokenFile extends DialogTimings {
  /** The name of the sound file, beside this one. */
  readonly audio: string;
  /** The files of speakers and microphones on their own: speaker, or channel, → name. */
  readonly separate: Readonly<Record<string, string>>;
  /** How long the files of sound are, in bytes, by their names: a file that is gone or cut off is made again. */
  readonly bytes: Readonly<Record<string, number>>;
  /** Hash of the dialogue, the engine and all options: the same key, the same recording. */
  readonly key: string;
}

/** Options that mean something for one dialogue. */
export interface RecordOptions extends Omit<SpeakOptions, "engine" | "engineOptions"> {
  /** How recordings are kept: `wav`, or packed without loss as `flac`. Default: `wav`. */
  readonly format?: RecordingFormat | undefined;
}

/**
 * Speaks one dialogue to `NAME.wav`, `NAME.rttm`, `NAME.vtt` and, last, `NAME.json`. What is there already with the same key
 * is left as it is.
 *
 * @param name what its files are called
 * @returns what was written, and whether it was there before
 */
export async function speakToFiles(
  dialog: Dialog,
  name: string,
  folder: string,
  model: SpeechModel,
  options: RecordOptions,
): Promise<{ readonly file: SpokenFile; readonly before: boolean }> {
  const { format = "wav", ...how } = options;
  const key = recordingKey(dialog, model, options);
  const at = (extension: string): string => join(folder, `${name}.${extension}`);
  const earlier = await earlierFile(folder, name, key);
  if (earlier !== undefined) return { file: earlier, before: true };
  const tracks = new Set<{ close(): Promise<void> }>();
  const newTrack = async () => {
    const track = await fileTrack(folder);
    tracks.add(track);
    return track;
  };
  try {
    const { recording, timings, alone } = await recordDialog(dialog, model, how, newTrack);
    const { tracks: heard, sampleRate, gain } = recording;
    // From here on the sound is another: killed in between, what is there must not pass for what was before.
    await rm(at("json"), { force: true });
    const names = new FileNames();
    const separate: Record<string, string> = {};
    for (const [speaker, track] of alone.speakers) {
      separate[speaker] = `${name}.${names.nameOf(speaker)}.${format}`;
      await writeRecording(join(folder, separate[speaker]), [track], alone.sampleRate, gain, format);
    }
    if (options.separate?.includes("microphones") === true)
      for (const [index, track] of heard.entries()) {
        const channel = timings.channels[index] ?? "";
        separate[channel] = `${name}.${names.nameOf(channel.replaceAll(" ", "-"))}.${format}`;
        await writeRecording(join(folder, separate[channel]), [track], sampleRate, gain, format);
      }
    await writeRecording(at(format), heard, sampleRate, gain, format);
    await writeAtomic(at("rttm"), formatRttm(timings.segments, name));
    await writeAtomic(at("vtt"), formatWebVtt(timings.segments));
    const audio = `${name}.${format}`;
    const sizes = [audio, ...Object.values(separate)].map(async (sound) => [
      sound,
      await sizeOf(join(folder, sound)),
    ]);
    const bytes = Object.fromEntries(await Promise.all(sizes)) as Record<string, number>;
    const file: SpokenFile = { audio, separate, bytes, key, ...timings };
    await writeAtomic(at("json"), `${JSON.stringify(file, undefined, 1)}\n`);
    return { file, before: false };
  } finally {
    await Promise.all([...tracks].map((track) => track.close().catch(() => undefined)));
  }
}

function recordingKey(
  dialog: Dialog,
  model: SpeechModel,
  { signal: _signal, ...options }: RecordOptions,
): string {
  const { turns, personas, id } = dialog;
  const plain = JSON.stringify(
    {
      id,
      turns: turns.map(({ speaker, text }) => [speaker, text]),
      personas,
      engine: [model.id, model.fingerprint],
      options,
    },
    // Sound by its hash, which is as good and much shorter.
    (_name, value: unknown) => (value instanceof Float32Array ? hashOf(value) : value),
  );
  return contentHash(JSON.parse(plain));
}

function hashOf({ buffer, byteOffset, byteLength }: Float32Array): string {
  return createHash("sha256")
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest("hex");
}

/** What a dialogue was spoken to before, if it was with the same key and all of it is there. */
async function earlierFile(folder: string, name: string, key: string): Promise<SpokenFile | undefined> {
  try {
    const file = JSON.parse(await readText(join(folder, `${name}.json`))) as SpokenFile;
    if (file.key !== key) return undefined;
    await Promise.all(["rttm", "vtt"].map((extension) => sizeOf(join(folder, `${name}.${extension}`))));
    for (const [sound, bytes] of Object.entries(file.bytes))
      if ((await sizeOf(join(folder, sound))) !== bytes) return undefined;
    return file;
  } catch {
    // Not there, or not whole: it is made again.
    return undefined;
  }
}

async function sizeOf(path: string): Promise<number> {
  return (await stat(path)).size;
}
