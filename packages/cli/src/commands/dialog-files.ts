import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Dialog, DialogSource } from "@sdialog/core";
import type { StarFilter } from "@sdialog/datasets-star";
import type { LoadDialogsOptions } from "@sdialog/core/fs";
import { type ReadFlags, readOptions } from "../terminal/read-flags.ts";
import { printNote, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";

/**
 * The dialogues of files and folders named on the command line, in any format there is a reader of. A run's folder
 * stands for the dialogues it made, a folder of STAR for that dataset (its folder `dialogues` too, and a file in it for one
 * dialogue), `star:FOLDER?domain=doctor&happy=true` for a part of it, and `hf:owner/name` for a dataset of the Hugging
 * Face hub.
 *
 * @throws UsageError for a filter that STAR does not know
 */
export function dialogFiles(
  terminal: Terminal,
  files: readonly string[],
  flags: ReadFlags = {},
  more: LoadDialogsOptions = {},
): DialogSource & AsyncIterable<Dialog> {
  const { cwd, env, signal } = terminal;
  const hub = { token: env["HF_TOKEN"], hubUrl: env["HF_ENDPOINT"], signal };
  const onNote = noteOnce(terminal);
  const options = { sources: { hf: hub }, onNote, ...readOptions(flags), ...more };
  const star = new Map(
    files.filter((file) => file.startsWith("star:")).map((file) => [file, starSource(cwd, file.slice(5))]),
  );
  return {
    async *[Symbol.asyncIterator]() {
      const { isHubName } = await import("@sdialog/formats");
      const { readSource } = await import("@sdialog/runner");
      for (const file of files) {
        const ofStar = star.get(file);
        const part = ofStar === undefined ? await partOfStar(resolve(cwd, file)) : undefined;
        if (ofStar !== undefined) yield* ofStar();
        else if (part !== undefined) yield* starDialogs(part);
        else yield* readSource(isHubName(file) ? file : resolve(cwd, file), options);
      }
    },
  };
}

/** Dialogues of STAR: those that match, or the one of a number. */
interface PartOfStar {
  readonly folder: string;
  readonly which: StarFilter | number;
}

/** The files of STAR are no dialogues by themselves, so that where a path lies in its folder says what it stands for. */
async function partOfStar(path: string): Promise<PartOfStar | undefined> {
  if (await isStar(path)) return { folder: path, which: {} };
  const inner = basename(path) === "dialogues" ? path : dirname(path);
  if (basename(inner) !== "dialogues" || !(await isStar(dirname(inner)))) return undefined;
  if (inner === path) return { folder: dirname(inner), which: {} };
  const number = /^(\d{1,15})\.json$/.exec(basename(path))?.[1];
  return number === undefined ? undefined : { folder: dirname(inner), which: Number(number) };
}

async function isStar(folder: string): Promise<boolean> {
  if (!existsSync(join(folder, "dialogues")) || !existsSync(join(folder, "tasks"))) return false;
  const { Star } = await import("@sdialog/datasets-star");
  const star = await Star.open(folder);
  return star.dialogIds().length > 0 && star.taskNames().length > 0;
}

async function* starDialogs({ folder, which }: PartOfStar): AsyncGenerator<Dialog> {
  const { Star } = await import("@sdialog/datasets-star");
  const star = await Star.open(folder);
  if (typeof which === "number") yield await star.dialog(which);
  else yield* star.dialogs(which);
}

/** Tells what was mended or guessed in a file, once however often it is read, beside what the command prints. */
function noteOnce(terminal: Terminal): (note: string, source: string) => void {
  const told = new Set<string>();
  return (note, source) => {
    const line = `Note: ${source.startsWith(terminal.cwd) ? relative(terminal.cwd, source) : source}: ${note}`;
    if (told.has(line)) return;
    told.add(line);
    printNote(terminal, line);
  };
}

function starSource(cwd: string, source: string): () => AsyncIterable<Dialog> {
  const [folder = "", query = ""] = source.split(/\?(.*)/s);
  const filter = starFilter(query);
  return () => starDialogs({ folder: resolve(cwd, folder), which: filter });
}

function starFilter(query: string): StarFilter {
  const entries = [...new URLSearchParams(query)].map(([name, value]): [string, string | boolean] => {
    if (name === "domain" || name === "task") return [name, value];
    if ((name === "happy" || name === "multitask") && (value === "true" || value === "false"))
      return [name, value === "true"];
    throw new UsageError(
      `"${name}=${value}" is not a filter of STAR`,
      "Filters: domain=…, task=…, happy=true or false, multitask=true or false, joined by &.",
    );
  });
  return Object.fromEntries(entries);
}
