import { requireArguments } from "../options/check-arguments.ts";
import { checkOptions, type OptionNames } from "../options/check-options.ts";
import type { Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pMapIterable } from "p-map";
import type { Dialog } from "../dialog/dialog.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { SDialogError } from "../errors/sdialog-error.ts";
import { exportedFiles } from "./exported-files.ts";
import { toFileError } from "./file-error.ts";
import { openSource } from "./open-source.ts";
import { formatOfName, isNamedAs, knownExtensions } from "./file-format.ts";
import { applyLoadOptions, readDialogFile, loadDialogOptionNames } from "./read-dialog-file.ts";
import type { LoadDialogOptions } from "../text/source-request.ts";

/** How the dialogues of many files are read, and what happens to bad ones. */
export interface LoadDialogsOptions extends LoadDialogOptions {
  /** Called with the error of every bad file or line, which is then skipped. Default: the first one is thrown. */
  readonly onError?: ((error: SDialogError) => void) | undefined;
  /** What registered sources are told, by their names: `{ hf: { token } }`. */
  readonly sources?: Readonly<Record<string, unknown>> | undefined;
}

/** What {@link loadDialogs} takes, for what hands its options on. */
export const loadDialogsOptionNames: OptionNames<LoadDialogsOptions> = {
  onError: true,
  sources: true,
  ...loadDialogOptionNames,
};

const filesAtOnce = 8;
const naturalOrder = new Intl.Collator("en", { numeric: true });

/**
 * Reads dialogues one after the other from a JSON Lines file, from a file that holds one (or a JSON list), or from
 * all files of a folder in natural order of their names (`2.json` before `10.json`), folders inside it left out unless
 * the folder is what a tool exports as a whole, such as Slack's. A folder without any such file is an error: it is
 * probably not the one that was meant.
 *
 * @param path file or folder, or the name of a registered source such as `hf:owner/name`; in a folder, files of other formats (or of another than `format`) are skipped
 * @throws FileError when something cannot be read; DataFormatError naming file and line, or a folder without dialogues; both while iterating
 */
export async function* loadDialogs(path: string, options: LoadDialogsOptions = {}): AsyncGenerator<Dialog> {
  checkOptions("loadDialogs", options, loadDialogsOptionNames);
  requireArguments("loadDialogs", arguments, 1);
  const { sources, ...reading } = options;
  const source = await openSource(path, reading, sources);
  if (source !== undefined) {
    for await (const dialog of source) yield applyLoadOptions(dialog, options);
    return;
  }
  const files = await dialogFiles(path, options);
  const batches = pMapIterable(files, async (file) => readFile(file, reading), { concurrency: filesAtOnce });
  for await (const batch of batches) {
    for await (const dialog of batch) yield applyLoadOptions(dialog, options);
  }
}

async function dialogFiles(path: string, options: LoadDialogsOptions): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = (await readdir(path, { withFileTypes: true })).filter(
      ({ name }) => !name.startsWith("."),
    );
    const exported = await exportedFiles(path, entries, options);
    if (exported !== undefined) {
      if (exported.length === 0) throw noDialogs(path, entries, options.format);
      return exported.sort(naturalOrder.compare);
    }
    const candidates = entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => entry.name)
      .filter((name) => formatOfName(name) !== undefined)
      .filter((name) => options.format === undefined || isNamedAs(name, options.format));
    // Reading a pipe or a device may never end; who means one names it.
    const areFiles = await Promise.all(
      candidates.map((name) =>
        stat(join(path, name)).then(
          (found) => found.isFile(),
          // What cannot be looked at, as a name that is not UTF-8, is told of by its own name when it is read.
          () => true,
        ),
      ),
    );
    const names = candidates.filter((_, index) => areFiles[index]);
    if (names.length === 0) throw noDialogs(path, entries, options.format);
    return names.sort(naturalOrder.compare).map((name) => join(path, name));
  } catch (error) {
    throw toFileError(error, path);
  }
}

function noDialogs(path: string, entries: readonly Dirent[], format: string | undefined): DataFormatError {
  const inner = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(path, name));
  return new DataFormatError(`this folder holds no dialogues${format === undefined ? "" : ` as ${format}`}`, {
    source: path,
    hint:
      inner.length === 0
        ? `Dialogues are files that end in ${knownExtensions().join(", ")}.`
        : `Folders inside it are not searched: name one of them, such as ${inner.slice(0, 5).join(" or ")}.`,
  });
}

/** A bad file is told of and skipped when somebody listens, whether it is bad from the beginning or further on. */
async function readFile(
  path: string,
  options: LoadDialogsOptions,
): Promise<Iterable<Dialog> | AsyncIterable<Dialog>> {
  const { onError } = options;
  if (onError === undefined) return readDialogFile(path, options);
  try {
    return tolerant(await readDialogFile(path, options), onError);
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
    onError(error);
    return [];
  }
}

async function* tolerant(
  dialogs: Iterable<Dialog> | AsyncIterable<Dialog>,
  onError: (error: SDialogError) => void,
): AsyncGenerator<Dialog> {
  try {
    yield* dialogs;
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
    onError(error);
  }
}
