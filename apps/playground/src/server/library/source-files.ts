import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";
import { registered, SDialogError } from "@sdialog/core";
import { findReader } from "@sdialog/core/fs";
import { isHubName } from "@sdialog/formats";
import { isInteractionFolder } from "@sdialog/generators/fs";
import type { LibrarySource } from "../../protocol/library.ts";
import { directionsFolder } from "../../scene/direction-path.ts";
import type { OpenedFolder } from "../opened-folder.ts";

/** What our own dialogues end in; other files are looked into. */
const ours = new Set([".json", ".jsonl", ".ndjson"]);
const skipped = new Set(["node_modules", "dist", directionsFolder]);
const deepest = 4;
const most = 2000;

/** Name of the file that makes a folder a run. */
const manifest = "manifest.json";
/** Name of the index of a PersonaGym folder, beside whose files the same talks lie again, as samples for training. */
const interactionIndex = "index.json";
/** What a run's folder holds besides its results. */
const runFiles = new Set([
  manifest,
  "failures.jsonl",
  "usage.jsonl",
  "log.jsonl",
  "shards.json",
  "voice.json",
]);

/** What there is to open: runs, the latest first, then folders with dialogues in them and files of many. */
export async function librarySources(folder: OpenedFolder): Promise<LibrarySource[]> {
  const sources: LibrarySource[] = [];
  const runs: { readonly source: LibrarySource; readonly begun: number }[] = [];
  const visit = async (path: string, depth: number): Promise<void> => {
    const { files, folders, isRun } = await list(folder, path);
    if (isRun) runs.push({ source: { path, kind: "run", files: files.length }, begun: await begun(path) });
    else if (files.length > 0 || path === "") sources.push({ path, kind: "folder", files: files.length });
    for (const file of isRun ? [] : files) {
      if (extname(file) !== ".json") sources.push({ path: join(path, file), kind: "file", files: 1 });
    }
    if (depth === deepest || isRun) return;
    for (const name of folders) {
      if (sources.length + runs.length < most) await visit(join(path, name), depth + 1);
    }
  };
  const begun = async (run: string): Promise<number> =>
    (await stat(await folder.find(join(run, manifest)))).mtimeMs;
  await visit("", 0);
  return [...runs.sort((one, other) => other.begun - one.begun).map(({ source }) => source), ...sources];
}

/** The files of a source that may hold dialogues, as paths inside the opened folder. @throws FileError */
export async function sourceFiles(folder: OpenedFolder, source: string): Promise<string[]> {
  if (isHubName(source)) return [source];
  const real = await folder.find(source);
  if ((await stat(real)).isFile()) return [folder.nameOf(real)];
  const { files } = await list(folder, source);
  return files.map((file) => join(source, file));
}

async function list(
  folder: OpenedFolder,
  path: string,
): Promise<{ readonly files: string[]; readonly folders: string[]; readonly isRun: boolean }> {
  const real = await folder.find(path);
  const entries = await readdir(real, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith(".") && !skipped.has(name));
  // A link is followed only where it is opened by name, since it may lead out.
  const names = visible.filter((entry) => entry.isFile()).map(({ name }) => name);
  const isRun = names.includes(manifest);
  const ofInteractions = names.includes(interactionIndex) && (await isInteractionFolder(real));
  const files: string[] = [];
  for (const name of names) {
    if (ofInteractions && (name === interactionIndex || extname(name) !== ".json")) continue;
    // What is known of a recording lies beside it.
    const ofRecording = names.includes(`${name.slice(0, name.length - extname(name).length)}.rttm`);
    if (ofRecording || (isRun && runFiles.has(name))) continue;
    if (ours.has(extname(name).toLowerCase()) || (!isRun && (await holdsDialogs(join(real, name)))))
      files.push(name);
  }
  const folders = visible.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return { files: files.sort(naturalOrder.compare), folders: folders.sort(naturalOrder.compare), isRun };
}

/** Whether a file of another kind is one that some reader knows by its content: a chat, a table of turns, subtitles. */
async function holdsDialogs(path: string): Promise<boolean> {
  const extension = extname(path).toLowerCase();
  if (!registered("reader").some(({ extensions }) => extensions.includes(extension))) return false;
  try {
    const { name, by } = await findReader(path);
    // Lines of a recipe look like turns, too.
    if (name === "txt" && extension !== ".txt") return false;
    return by === "content" || extension === ".tsv";
  } catch (error) {
    if (SDialogError.isInstance(error)) return false;
    throw error;
  }
}

const naturalOrder = new Intl.Collator("en", { numeric: true });
