import { join } from "node:path";
import { DataFormatError, InvalidArgumentError } from "@sdialog/core";
import { pathExists } from "@sdialog/core/fs";
import { isPlainFileName, parseJson } from "@sdialog/core/internal";
import * as z from "zod";
import { storeError, StoreError } from "../errors/store-error.ts";
import { refuseOddFiles } from "./refuse-odd-files.ts";
import { readSmallText } from "./small-file.ts";
import { writeFileDurably } from "./write-file-durably.ts";

/** Most tasks of a recipe, and of all recipes of a sweep together. */
export const mostTasks = 10_000_000;
const mostTogether = 100_000_000;
/**
 * A longer manifest does not count, and none is written: a sweep of ten thousand recipes with the fewest of fields has 20 MB. It is
 * read at once, while nothing else goes on.
 */
export const mostManifestBytes = 64 * 1024 * 1024;

/** Names that are a run's own, in which no results may lie. */
const taken =
  /^(?:manifest|failures|usage|index|lengths|partial|substitutes|log)\.|^writer-|\.(?:new|lock|damaged)$/;

const variantSchema = z.object({
  /** What a sweep set for this variant. */
  overrides: z.record(z.string(), z.unknown()),
  /** The recipe with every default filled in. */
  recipe: z.record(z.string(), z.unknown()),
  /** Hash of everything in the recipe that can change a result. */
  identity: z.string(),
  count: z.number().int().min(0).max(mostTasks),
  /** Hash of what the files held that the recipe reads, by the path it names them by. */
  inputs: z.record(z.string(), z.string()).default({}),
  /** Hash of each prompt that models were given, by its name. */
  prompts: z.record(z.string(), z.string()).default({}),
  /** Text of each prompt that took the place of the library's. */
  promptTexts: z.record(z.string(), z.string()).default({}),
});

const manifestFormat = 1;

const manifestSchema = z.object({
  format: z.literal(manifestFormat),
  kind: z.string(),
  name: z.string(),
  /** File that the results go to: a plain name, so that it lies in the folder. */
  results: z
    .string()
    .refine(isPlainFileName, "must be a plain file name")
    .refine((name) => !taken.test(name), "is the name of another of a run's files"),
  /** Whether they are dialogues. */
  dialogs: z.boolean(),
  variants: z
    .array(variantSchema)
    .min(1)
    .max(10_000)
    .refine(
      (variants) => variants.reduce((sum, { count }) => sum + count, 0) <= mostTogether,
      `must have ${mostTogether} tasks at most`,
    ),
  /** Folder that relative paths of the recipe start from. */
  base: z.string(),
  created: z.string(),
  environment: z.record(z.string(), z.unknown()),
  /** Recipe path (`maxTurns`) to the layer that set it. */
  origins: z.record(z.string(), z.string()),
});

/** One recipe of a run; a run has several when it sweeps. */
export type Variant = Readonly<z.output<typeof variantSchema>>;

/** What a run's folder says about its run. */
export type Manifest = Readonly<z.output<typeof manifestSchema>>;

export const manifestName = "manifest.json";

/** Whether a run is kept in this folder. */
export async function isRunFolder(folder: string): Promise<boolean> {
  return pathExists(join(folder, manifestName));
}

/**
 * @throws StoreError `store_missing` when the folder holds no run, `store_newer` when a later version made it, `store_damaged` when it holds what is not a file in the
 *   place of one; DataFormatError for a broken manifest
 */
export async function readManifest(folder: string): Promise<Manifest> {
  // All that goes on with a run begins here.
  await refuseOddFiles(folder);
  return readManifestBeside(folder);
}

/** What {@link readManifest} gives, whatever stands in the place of other files. */
export async function readManifestBeside(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName);
  // Whoever links to one in another place is asked before anything is written.
  const found = await readSmallText(path, mostManifestBytes, true).catch((error: unknown) => {
    throw storeError(error, path);
  });
  if (found === undefined) {
    throw new StoreError("this folder holds no run", {
      problem: "missing",
      folder,
      hint: "Name the folder that the run was started with (`sdialog run … --out FOLDER`). If it was interrupted before it began, start it again.",
    });
  }
  if ("problem" in found) throw new DataFormatError(`the manifest ${found.problem}`, { source: path });
  // Millions of line breaks, or zeros, are not gone through for the line of an error.
  if (!found.value.trimStart().startsWith("{"))
    throw new DataFormatError("this is not the manifest of a run", { source: path });
  const data = parseJson(found.value, path);
  refuseNewer(folder, data);
  const parsed = manifestSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new DataFormatError(`not the manifest of a run: ${z.prettifyError(parsed.error)}`, { source: path });
}

/** What a later version wrote is no damage: mended by this one, it would be lost. */
function refuseNewer(folder: string, data: unknown): void {
  const { format } = data as { readonly format?: unknown };
  if (!Number.isSafeInteger(format) || (format as number) <= manifestFormat) return;
  throw new StoreError(
    `a later version of SDialog made this folder (format ${String(format)}; this one knows ${manifestFormat})`,
    { problem: "newer", folder, hint: "Use that version, or make a run in another folder." },
  );
}

/** @throws InvalidArgumentError for one that would be too long to be read again */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  if (Buffer.byteLength(text) > mostManifestBytes) {
    throw new InvalidArgumentError(`what the recipe says takes more than ${mostManifestBytes} bytes`, {
      hint: "Sweep over less at a time, and keep long lists and texts in files that the recipe names.",
    });
  }
  await writeFileDurably(join(folder, manifestName), text);
}
