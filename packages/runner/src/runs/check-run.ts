import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { type Manifest, manifestName, readManifest } from "../store/manifest.ts";
import { type Damage, DamagedLines } from "../store/damage.ts";
import { readRows } from "../store/read-rows.ts";
import { refuseOddFiles } from "../store/refuse-odd-files.ts";
import { findTorn } from "../store/repair-tail.ts";
import { readResultIndex } from "../store/result-index.ts";
import { onceEach, usageGone } from "../store/read-usage.ts";
import { type RowCheck, rowChecks, storeFiles } from "../store/row-checks.ts";
import { findSmallDamage } from "../store/mend-small-files.ts";
import { lockFile, readSmallFile } from "../store/small-file.ts";
import { RunStore } from "../store/run-store.ts";
import { refuseLinks, type Trust } from "../work/run-reach.ts";
import { mendRows } from "../store/set-aside.ts";
import { acquireWriterLock, isLockName, type WaitOptions, waitOptionNames } from "../store/writer-lock.ts";

/**
 * Reads every line of a run's folder and says what is not as it was written; the folder is left as it is. Of a run that
 * is being written to, the last lines may seem torn.
 *
 * @throws StoreError `store_missing` when the folder holds no run, `store_damaged` when something in it is not a file
 */
export async function checkRun(folder: string): Promise<readonly Damage[]> {
  requireArguments("checkRun", arguments, 1);
  await refuseOddFiles(folder);
  const damage: Damage[] = [...(await findSmallDamage(folder))];
  for (const name of await readdir(folder).catch(() => [])) {
    if (!isLockName(name)) continue;
    const content = await readSmallFile(join(folder, name), lockFile);
    if (content !== undefined && "problem" in content) damage.push({ file: name, problem: content.problem });
  }
  let manifest: Manifest;
  try {
    manifest = await readManifest(folder);
  } catch (error) {
    if (!SDialogError.isInstance(error) || error.code !== "data_format") throw error;
    return [...damage, { file: manifestName, problem: error.message }];
  }
  for (const [name, check] of rowFiles(manifest)) {
    const path = join(folder, name);
    const damaged = new DamagedLines();
    for await (const _ of readRows(path, check, { onDamage: damaged.add }));
    damage.push(...(await findTorn(path)), ...damaged.list());
  }
  const results = join(folder, manifest.results);
  damage.push(...(await findTorn(results)));
  const { size } = await stat(results).catch(() => ({ size: 0 }));
  damage.push(...(await usageGone(folder, size)));
  const check = rowChecks(manifest).results;
  const found = await readResultIndex(join(folder, storeFiles.index), results, size, check);
  return [...damage, ...found.damaged.list(), ...found.damagedIndex];
}

/** The files of a run that hold rows beside its results, and what their rows must be. */
function rowFiles(manifest: Manifest): readonly (readonly [name: string, check: RowCheck])[] {
  const { failures, usage, partial, substitutes } = rowChecks(manifest);
  return [
    [storeFiles.failures, failures],
    [storeFiles.usage, onceEach(usage)],
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
 * @throws StoreError `store_locked` while somebody writes to the run, `store_untrusted` for a folder with links in it; DataFormatError for a manifest, which only the
 *   recipe can make anew
 */
export async function repairRun(folder: string, options: RepairOptions = {}): Promise<readonly Damage[]> {
  const { trust, ...waiting } = checkOptions("repairRun", options, repairOptionNames);
  await refuseLinks(folder, (await readManifest(folder)).results, trust);
  // Also refuses a folder whose results are another run's, which are not damage.
  const store = await RunStore.open(folder, undefined, waiting);
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
  await (await RunStore.open(folder, undefined, waiting)).close();
  return damage;
}
