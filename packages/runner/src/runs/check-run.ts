import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { type Manifest, manifestName, readManifestBeside } from "../store/manifest.ts";
import type { Damage } from "../store/damage.ts";
import { findOddFiles } from "../store/refuse-odd-files.ts";
import { findTail } from "../store/repair-tail.ts";
import { readResultIndex } from "../store/result-index.ts";
import { findLosses } from "../store/find-losses.ts";
import { findMissingResults } from "../store/find-missing-results.ts";
import { withMissing } from "../store/mend-folder.ts";
import { onceEach } from "../store/once-each.ts";
import { type RowCheck, rowChecks, storeFiles } from "../store/row-checks.ts";
import { findSmallDamage } from "../store/mend-small-files.ts";
import { lockFile, notAFile, readSmallFile } from "../store/small-file.ts";
import { RunStore } from "../store/run-store.ts";
import { refuseLinksBeside, type Trust } from "../work/run-reach.ts";
import { checkManifest, readableWithout } from "./check-manifest.ts";
import { findDamagedLines, mendRows, setFileAside } from "../store/set-aside.ts";
import { type Shard, shardFolder, shardsFolder, shardsOf } from "../store/shard-folders.ts";
import { acquireWriterLock, isLockName, type WaitOptions, waitOptionNames } from "../store/writer-lock.ts";

/**
 * Reads every line of a run's folder, and of its parts, and says what is not as it was written; the folder is left as it
 * is. Of a run that is being written to, the last lines may seem torn.
 *
 * @throws StoreError `store_missing` when the folder holds no run
 */
export async function checkRun(folder: string): Promise<readonly Damage[]> {
  requireArguments("checkRun", arguments, 1);
  const odd = await findOddFiles(folder);
  const damage: Damage[] = odd.map(({ name, kind }) => ({ file: name, problem: notAFile(kind) }));
  const oddNames = new Set(odd.map(({ name }) => name));
  damage.push(...(await findSmallDamage(folder)).filter(({ file }) => !oddNames.has(file)));
  for (const name of await readdir(folder).catch(() => [])) {
    if (!isLockName(name) || oddNames.has(name)) continue;
    const content = await readSmallFile(join(folder, name), lockFile);
    if (content !== undefined && "problem" in content) damage.push({ file: name, problem: content.problem });
  }
  if (oddNames.has(manifestName)) return damage;
  let manifest: Manifest;
  try {
    manifest = await readManifestBeside(folder);
  } catch (error) {
    if (!SDialogError.isInstance(error) || error.code !== "data_format") throw error;
    // The others cannot be told from those of another run, and are none of the damage.
    const problem = `cannot be read: ${withoutPlace(error.message, folder)}${await readableWithout(folder)}`;
    return [...damage, { file: manifestName, problem }];
  }
  damage.push(...checkManifest(manifest), ...(await checkRows(folder, manifest)));
  for (const shard of await shardsOf(folder)) damage.push(...(await checkPart(folder, shard, manifest)));
  return damage;
}

/** What an error says of the manifest, without its place, which is said before. */
function withoutPlace(message: string, folder: string): string {
  const path = join(folder, manifestName);
  return message.startsWith(path) ? message.slice(path.length).replace(/^(?::\d{1,9})?: /, "") : message;
}

/** What is damaged among the rows of a part of a run, named from the run's folder. */
async function checkPart(folder: string, shard: Shard, manifest: Manifest): Promise<readonly Damage[]> {
  const damage = await checkRows(shardFolder(folder, shard), manifest);
  return damage.map((one) => inPart(shard, one));
}

function inPart({ index, of }: Shard, damage: Damage): Damage {
  return { ...damage, file: `${shardsFolder}/${index}-of-${of}/${damage.file}` };
}

/** What is damaged among the rows in a folder, and where they lie in it. */
async function checkRows(folder: string, manifest: Manifest): Promise<readonly Damage[]> {
  const damage: Damage[] = [];
  const odd = new Set((await findOddFiles(folder)).map(({ name }) => name));
  for (const [name, check] of rowFiles(manifest)) {
    if (odd.has(name)) continue;
    const path = join(folder, name);
    damage.push(...(await findTail(path)).damage, ...(await findDamagedLines(path, check)).list());
  }
  const losses = await findLosses(folder, manifest);
  if (odd.has(manifest.results) || odd.has(storeFiles.index)) return [...damage, ...losses];
  const results = join(folder, manifest.results);
  damage.push(...(await findTail(results)).damage);
  const { size } = await stat(results).catch(() => ({ size: 0 }));
  const check = rowChecks(manifest).results;
  const found = await readResultIndex(join(folder, storeFiles.index), results, size, check);
  const missing = await findMissingResults(folder, manifest, found, size);
  return [...damage, ...withMissing(losses, missing), ...found.damaged.list(), ...found.damagedIndex];
}

/** The files of a run that hold rows beside its results, and what their rows must be, for one pass. */
function rowFiles(manifest: Manifest): readonly (readonly [name: string, check: RowCheck])[] {
  const { failures, usage, partial, substitutes } = onceEach(rowChecks(manifest));
  return [
    [storeFiles.failures, failures],
    [storeFiles.usage, usage],
    [storeFiles.partial, partial],
    [storeFiles.substitutes, substitutes],
  ];
}

export interface RepairOptions extends WaitOptions {
  /** Whether it may be written through links in the folder, see `RunOptions`. */
  readonly trust?: Trust | undefined;
}

const repairOptionNames: OptionNames<RepairOptions> = { trust: true, ...waitOptionNames };

/**
 * Sets aside what {@link checkRun} finds, in files beside the damaged ones (`*.damaged`). The tasks whose results are
 * lost are done again when the run is resumed.
 *
 * @returns what was mended
 * @throws StoreError `store_locked` while somebody writes to the run or to a damaged part of it, `store_untrusted` for a
 *   folder with links in it, `store_damaged` where the manifest is no file; DataFormatError for a manifest, which only the
 *   recipe can make anew
 */
export async function repairRun(folder: string, options: RepairOptions = {}): Promise<readonly Damage[]> {
  const { trust, ...waiting } = checkOptions("repairRun", options, repairOptionNames);
  const manifest = await readManifestBeside(folder);
  // What is not a file is moved aside, and never written through.
  const odd = new Set((await findOddFiles(folder)).map(({ name }) => name));
  await refuseLinksBeside(odd, folder, manifest.results, trust);
  const damage: Damage[] = [...(await mendOddFiles(folder, waiting))];
  damage.push(...(await mendAllRows(folder, undefined, waiting)));
  for (const shard of await shardsOf(folder)) {
    // Who does a part that is whole is let be.
    if ((await checkPart(folder, shard, manifest)).length === 0) continue;
    const mended = await mendAllRows(shardFolder(folder, shard), manifest, waiting);
    damage.push(...mended.map((one) => inPart(shard, one)));
  }
  return damage;
}

/** Sets aside what stands in the place of files in a run's folder. */
async function mendOddFiles(folder: string, waiting: WaitOptions): Promise<readonly Damage[]> {
  const damage: Damage[] = [];
  if ((await findOddFiles(folder)).length === 0) return damage;
  const lock = await acquireWriterLock(folder, { ...waiting, onDamage: (one) => damage.push(one) });
  try {
    for (const { name, kind } of await findOddFiles(folder))
      damage.push(await setFileAside(join(folder, name), notAFile(kind)));
  } finally {
    await lock.release();
  }
  return damage;
}

/** Mends the rows in a folder. @param manifest what it should hold, where that is known */
async function mendAllRows(
  folder: string,
  manifest: Manifest | undefined,
  waiting: WaitOptions,
): Promise<readonly Damage[]> {
  // Also refuses a folder whose results are another run's, which are not damage.
  const store = await RunStore.open(folder, manifest, waiting);
  await store.close();
  const damage = [...store.damage];
  const lock = await acquireWriterLock(folder, waiting);
  try {
    // Whoever opens a run reads every result, and of what was used only the end; here every line is read.
    for (const [name, check] of rowFiles(store.manifest))
      damage.push(...(await mendRows(join(folder, name), check)));
  } finally {
    await lock.release();
  }
  await (await RunStore.open(folder, manifest, waiting)).close();
  return damage;
}
