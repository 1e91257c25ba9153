import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { DataFormatError } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import { readText, toFileError } from "@sdialog/core/fs";
import { pMapIterable } from "p-map";
import { parseStarDialogue, type StarDialogue } from "./star-data.ts";

/** Enough to hide the time spent waiting for the disk; more would only cost memory. */
const filesAtOnce = 16;

/** A dialogue's file as read. */
export interface StarFile extends StarDialogue {
  readonly id: number;
}

/** The folder of the corpus, `dialogues/<number>.json` and `tasks/<name>/`: what is there, listed once. */
export interface StarFolder {
  readonly path: string;
  /** In ascending order. */
  readonly dialogueIds: readonly number[];
  readonly taskNames: readonly string[];
}

/** @throws FileError when it cannot be read; DataFormatError when it is not the corpus */
export async function openStarFolder(path: string): Promise<StarFolder> {
  const inside = await list(path);
  for (const needed of ["dialogues", "tasks"]) {
    if (inside.includes(needed)) continue;
    throw new DataFormatError(`this is not the STAR corpus: it has no folder "${needed}"`, {
      source: path,
      hint: "Name the folder that holds `dialogues` and `tasks` of https://github.com/RasaHQ/STAR.",
    });
  }
  const dialogueIds = (await list(join(path, "dialogues")))
    .map((name) => Number(/^(\d{1,15})\.json$/.exec(name)?.[1] ?? Number.NaN))
    .filter((id) => !Number.isNaN(id))
    .sort((a, b) => a - b);
  const taskNames = (await list(join(path, "tasks"))).filter((name) => !name.includes(".")).sort();
  return { path, dialogueIds, taskNames };
}

/** @throws FileError when there is no such dialogue; DataFormatError naming the file and the wrong place */
export async function readStarFile(folder: StarFolder, id: number): Promise<StarFile> {
  const file = join(folder.path, "dialogues", `${id}.json`);
  const { Scenario, Events } = parseStarDialogue(parseJson(await readText(file), file), file);
  return { id, Scenario, Events };
}

/** All dialogues in order of their numbers, a few read ahead. */
export function readStarFiles(folder: StarFolder): AsyncIterable<StarFile> {
  return pMapIterable(folder.dialogueIds, async (id) => readStarFile(folder, id), {
    concurrency: filesAtOnce,
  });
}

async function list(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    throw toFileError(error, path);
  }
}
