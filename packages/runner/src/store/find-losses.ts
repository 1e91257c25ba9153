import { stat } from "node:fs/promises";
import { join } from "node:path";
import { storeError } from "../errors/store-error.ts";
import type { Damage } from "./damage.ts";
import { isRunFolder, type Manifest } from "./manifest.ts";
import { type Lengths, measured, readLengths } from "./lengths-file.ts";
import { storeFiles } from "./row-checks.ts";
import type { SmallFileContent } from "./small-file.ts";

type Measured = keyof Lengths;

/** What comes of it that a file has lost something. */
const consequences: Readonly<Record<Measured, string>> = {
  results: "what it held is made again when the run goes on",
  index: "it is made again from the results",
  failures:
    "tasks whose failures it held count as never tried, which resume does again and retry-failed does not",
  usage: "what calls of finished tasks used is not known any more",
  partial: "calls of unfinished tasks are made again, and what they used is not known any more",
  substitutes: "what took the place of refused tasks is not known any more, and may do so again",
};

/** How often is looked again at a run that is being written to. */
const mostLooks = 5;

/**
 * What the files of a run have lost since they were written: emptied, cut at a line's end, or gone, which leaves nothing
 * else wrong with them. Nothing is changed.
 */
export async function findLosses(
  folder: string,
  { results }: Pick<Manifest, "results">,
): Promise<readonly Damage[]> {
  const read = (): Promise<SmallFileContent<Lengths>> =>
    readLengths(folder).catch((error: unknown) => {
      throw storeError(error, join(folder, storeFiles.lengths));
    });
  for (let look = 1; ; look++) {
    const known = await read();
    const found = await lossesOf(folder, results, known);
    if (found.length === 0 || look === mostLooks) return found;
    // Whoever makes a file shorter says so first.
    if (JSON.stringify(known) === JSON.stringify(await read())) return found;
  }
}

async function lossesOf(
  folder: string,
  results: string,
  known: SmallFileContent<Lengths>,
): Promise<readonly Damage[]> {
  const sizes = await sizesOf(folder, results);
  if (known !== undefined && "value" in known) {
    return measured.flatMap((name) => {
      const [had, size] = [known.value[name], sizes[name]];
      if (had <= (size ?? 0)) return [];
      const problem = `${howShort(had, size)}: ${consequences[name]}`;
      return [{ file: fileOf(name, results), problem }];
    });
  }
  const isRun = await isRunFolder(folder);
  // A run that was killed before it began has none.
  if (!isRun && Object.values(sizes).every((size = 0) => size === 0)) return [];
  const what = known?.problem ?? "is not there, as in runs of earlier versions";
  const problem = `${what}: whether other files have lost anything cannot be told`;
  // Every run has the others from its beginning on.
  const gone = measured.filter((name) => isRun && name !== "substitutes" && sizes[name] === undefined);
  return [
    { file: storeFiles.lengths, problem },
    ...gone.map((name) => ({ file: fileOf(name, results), problem: `is gone: ${consequences[name]}` })),
  ];
}

function howShort(had: number, size: number | undefined): string {
  if (size === undefined) return `is gone, and had ${had} bytes`;
  return size === 0 ? `is empty, and had ${had} bytes` : `lacks ${had - size} of its ${had} bytes`;
}

/** How long the files are; nothing for those that are not there. */
export async function sizesOf(
  folder: string,
  results: string,
): Promise<Readonly<Record<Measured, number | undefined>>> {
  const sizes = measured.map(async (name) => {
    const found = await stat(join(folder, fileOf(name, results))).catch(() => undefined);
    // What stands in the place of a file is told of as that.
    return [name, found?.isFile() === false ? Number.POSITIVE_INFINITY : found?.size] as const;
  });
  return Object.fromEntries(await Promise.all(sizes)) as Record<Measured, number | undefined>;
}

function fileOf(name: Measured, results: string): string {
  return name === "results" ? results : storeFiles[name];
}
