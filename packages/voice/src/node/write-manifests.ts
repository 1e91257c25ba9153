import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readText, toFileError, writeAtomic } from "@sdialog/core/fs";
import { audiofolderRow } from "../transcripts/audiofolder.ts";
import { kaldiData } from "../transcripts/kaldi.ts";
import { checkManifestKinds, type ManifestKind } from "../transcripts/manifest-kinds.ts";
import { lhotseRecording, lhotseSupervisions } from "../transcripts/lhotse.ts";
import type { SpokenRecording } from "../transcripts/spoken-recording.ts";
import type { SpokenFile } from "./speak-to-files.ts";

/**
 * Lists the recordings of a folder that {@link speakDialogs} wrote, for other tools: a Kaldi data folder in `kaldi/`, Lhotse's
 * `recordings.jsonl` and `supervisions.jsonl`, a Hugging Face audiofolder's `metadata.jsonl`. Recordings are named from the
 * folder.
 *
 * @returns the paths of what was written
 * @throws InvalidArgumentError for a kind there is not; FileError
 */
export async function writeManifests(folder: string, kinds: readonly ManifestKind[]): Promise<string[]> {
  checkManifestKinds(kinds);
  const written: string[] = [];
  const write = async (name: string, text: string): Promise<void> => {
    await writeAtomic(join(folder, name), text);
    written.push(join(folder, name));
  };
  const all = await recordingsOf(folder);
  for (const kind of kinds) {
    if (kind === "kaldi")
      for (const [name, text] of Object.entries(kaldiData(all)) as [string, string][])
        await write(join("kaldi", name), text);
    if (kind === "lhotse") {
      await write("recordings.jsonl", jsonLines(all.map(lhotseRecording)));
      await write("supervisions.jsonl", jsonLines(all.flatMap(lhotseSupervisions)));
    }
    if (kind === "audiofolder") await write("metadata.jsonl", jsonLines(all.map(audiofolderRow)));
  }
  return written;
}

async function recordingsOf(folder: string): Promise<SpokenRecording[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw toFileError(error, folder);
  });
  const recordings: SpokenRecording[] = [];
  for (const file of names.filter((name) => name.endsWith(".json")).toSorted()) {
    const { id, audio, key, seconds, sampleRate, channels, voices, segments } = JSON.parse(
      await readText(join(folder, file)),
    ) as Partial<SpokenFile>;
    // Other files of JSON may lie in the folder.
    if (audio === undefined || key === undefined || segments === undefined) continue;
    recordings.push({
      id: id ?? file.slice(0, -5),
      name: file.slice(0, -5),
      audio,
      seconds: seconds ?? 0,
      sampleRate: sampleRate ?? 0,
      channels: channels ?? [],
      voices: voices ?? {},
      // A turn of which the engine gave silence is no utterance.
      segments: segments.filter(({ start, end }) => end - start >= 0.001),
    });
  }
  return recordings;
}

function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
