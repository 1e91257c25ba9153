import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Dialog } from "@sdialog/core";
import { pathExists, readText } from "@sdialog/core/fs";
import { type SpokenFile, recordingName } from "@sdialog/voice/node";
import type { RecordingView } from "../../protocol/recording.ts";
import type { OpenedFolder } from "../opened-folder.ts";

/** Where recordings of what lies in a folder usually are. */
export const recordingFolder = "audio";
const deepest = 4;
const mostFolders = 500;

/**
 * The recording of a dialogue: beside its file, in `audio/` there, or wherever else in the opened folder. One of a dialogue that
 * has been changed since does not count.
 */
export async function findRecording(
  folder: OpenedFolder,
  file: string,
  dialog: Dialog,
): Promise<RecordingView | null> {
  const name = recordingName(dialog.id);
  const tried = new Set<string>();
  for await (const path of likelyFolders(folder, dirname(file))) {
    if (tried.has(path)) continue;
    tried.add(path);
    const found = await recordingAt(folder, join(path, name), dialog);
    if (found !== null) return found;
  }
  return null;
}

async function* likelyFolders(folder: OpenedFolder, near: string): AsyncGenerator<string> {
  yield* foldersWithin(folder, join(near, recordingFolder));
  yield near;
  yield* foldersWithin(folder, "");
}

async function* foldersWithin(folder: OpenedFolder, root: string): AsyncGenerator<string> {
  const waiting = [{ path: root, depth: 0 }];
  for (let seen = 0; seen < mostFolders; seen++) {
    const next = waiting.shift();
    if (next === undefined) return;
    yield next.path;
    if (next.depth === deepest) continue;
    for (const name of await foldersIn(folder, next.path))
      waiting.push({ path: join(next.path, name), depth: next.depth + 1 });
  }
}

/** Links are not followed, since they may lead out. */
async function foldersIn(folder: OpenedFolder, path: string): Promise<string[]> {
  try {
    const entries = await readdir(await folder.find(path), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory() && !/^\.|^node_modules$|^shards$/.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

async function recordingAt(
  folder: OpenedFolder,
  path: string,
  dialog: Dialog,
): Promise<RecordingView | null> {
  try {
    const at = await folder.find(`${path}.json`);
    const spoken = JSON.parse(await readText(at)) as SpokenFile;
    if (!isOf(spoken, dialog)) return null;
    const audio = await folder.find(join(dirname(path), spoken.audio));
    if (!(await pathExists(audio))) return null;
    return {
      audio: folder.nameOf(audio),
      seconds: spoken.seconds,
      engine: spoken.engine.id,
      voices: Object.fromEntries(
        Object.entries(spoken.voices).map(([speaker, { voice }]) => [speaker, voice]),
      ),
      spans: spoken.segments.map(({ turn, kind, speaker, text, start, end }) => ({
        turn,
        kind,
        speaker,
        text,
        start,
        end,
      })),
      notes: spoken.notes.map(({ message }) => message),
    };
  } catch {
    // Not there, outside of the folder, or no recording: the dialogue has none.
    return null;
  }
}

function isOf({ id, segments, seconds, audio }: Partial<SpokenFile>, dialog: Dialog): boolean {
  return (
    id === dialog.id &&
    typeof audio === "string" &&
    typeof seconds === "number" &&
    Array.isArray(segments) &&
    (segments as SpokenFile["segments"]).every(
      ({ kind, turn, speaker, text }) =>
        kind === "backchannel" ||
        (dialog.turns[turn]?.text === text && (dialog.turns[turn]?.speaker ?? "") === speaker),
    )
  );
}
