import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DataFormatError } from "@sdialog/core";
import { StoreError } from "../errors/store-error.ts";
import { type Manifest, manifestName, readManifest } from "./manifest.ts";
import type { Damage } from "./damage.ts";
import { readRows } from "./read-rows.ts";
import { onceEach } from "./once-each.ts";
import { findTail, repairTail } from "./repair-tail.ts";
import { findLosses, sizesOf } from "./find-losses.ts";
import { findMissingResults } from "./find-missing-results.ts";
import { markLostUsage } from "./mark-lost-usage.ts";
import { mendSmallFiles } from "./mend-small-files.ts";
import { readResultIndex, type ResultSurvey } from "./result-index.ts";
import { ofAnotherRun, type RowChecks, storeFiles } from "./row-checks.ts";
import { findDamagedLines, mendRows, setAside, setFileAside } from "./set-aside.ts";

/**
 * The manifest that is there; one that is damaged is set aside, since the one that is wanted can stand in for it.
 *
 * @param results file that the one that is wanted keeps its results in
 */
export async function presentManifest(
  folder: string,
  results: string,
  onDamage: (damage: Damage) => void,
): Promise<Manifest | undefined> {
  try {
    return await readManifest(folder);
  } catch (error) {
    if (error instanceof StoreError && error.problem === "missing") {
      // It is there before anything is recorded.
      const isBegun = Object.values(await sizesOf(folder, results)).some((size = 0) => size > 0);
      if (isBegun) onDamage({ file: manifestName, problem: "is gone, and was made again" });
      return undefined;
    }
    if (!(error instanceof DataFormatError)) throw error;
    onDamage(await setFileAside(join(folder, manifestName), "was not a manifest, and was made again"));
    return undefined;
  }
}

/**
 * Why nothing is mended or written in a folder whose results and failures all belong to other settings: they are somebody's
 * work, and no damage. Nothing for any other folder.
 */
export async function otherRunError(
  folder: string,
  manifest: Manifest,
  checks: RowChecks,
  isManifestGone: boolean,
): Promise<StoreError | undefined> {
  if (!(await holdsOtherRun(folder, manifest, checks))) return undefined;
  const [whose, hint] = isManifestGone
    ? [
        "this folder has no manifest any more, and holds results of another recipe",
        "Choose another folder, or use the recipe that the run was started with.",
      ]
    : [
        "this folder holds results of another recipe than its manifest describes",
        `Choose another folder; or move ${manifestName} out of this one, and use the recipe that its results were made by.`,
      ];
  return new StoreError(whose, { problem: "another_run", folder, hint });
}

/** @throws StoreError see {@link otherRunError} */
export async function refuseOtherRun(...args: Parameters<typeof otherRunError>): Promise<void> {
  const refusal = await otherRunError(...args);
  if (refusal !== undefined) throw refusal;
}

/** Whether the rows of a folder are all of another run than its manifest's, so that none is taken for damage. */
async function holdsOtherRun(folder: string, { results }: Manifest, checks: RowChecks): Promise<boolean> {
  let others = 0;
  for (const [name, check] of [
    [results, checks.results],
    [storeFiles.failures, checks.failures],
    [storeFiles.partial, checks.partial],
  ] as const) {
    const onDamage = ({ problem }: Damage): void => void (others += problem === ofAnotherRun ? 1 : 0);
    // A row that fits says that this is the run: usually the very first.
    for await (const _ of readRows(join(folder, name), check, { onDamage })) return false;
  }
  return others > 0;
}

/**
 * Sets aside everything that is damaged, and finds where the results lie.
 *
 * @returns what was wrong, too
 */
export async function mendFolder(
  folder: string,
  manifest: Manifest,
  checks: RowChecks,
): Promise<{ readonly survey: ResultSurvey; readonly damage: readonly Damage[] }> {
  const path = (name: string): string => join(folder, name);
  const results = path(manifest.results);
  // Before anything is cut off.
  const losses = await findLosses(folder, manifest);
  const damage = [...(await mendSmallFiles(folder)), ...(await repairTail(path(storeFiles.usage))).damage];
  const look = async (): Promise<ResultSurvey> =>
    readResultIndex(path(storeFiles.index), results, (await findTail(results)).length, checks.results);
  const found = await look();
  // Nobody adds anything meanwhile.
  const missing = await findMissingResults(folder, manifest, found, Number.POSITIVE_INFINITY);
  const damaged = new Map([[results, found.damaged]]);
  const once = onceEach(checks);
  for (const name of ["failures", "substitutes", "partial"] as const)
    damaged.set(path(storeFiles[name]), await findDamagedLines(path(storeFiles[name]), once[name]));
  const tails = await Promise.all([...damaged.keys()].map(findTail));
  const lost = withMissing(losses, missing);
  // A last line without its end may have been whole, and others with it: zeros of a power cut have no line breaks.
  const isTorn = tails.some((tail) => tail.damage.length > 0);
  if (isTorn || lost.length > 0 || [...damaged.values()].some(({ isEmpty }) => !isEmpty)) {
    // It is written anew, and what is damaged in it is not to go unseen.
    damage.push(...(await mendRows(path(storeFiles.usage), once.usage)));
    await markLostUsage(folder, manifest, checks, found.entries);
  }
  damage.push(...lost, ...found.damagedIndex);
  // Not before what is lost with them is marked: who goes on after a process that was killed finds them again.
  for (const [file, lines] of damaged) {
    damage.push(...(await repairTail(file)).damage, ...lines.list());
    if (!lines.isEmpty) await setAside(file, lines.bytes);
  }
  if (found.damaged.isEmpty) return { survey: found, damage };
  // Where the others lie has changed.
  await rm(path(storeFiles.index), { force: true });
  return { survey: await look(), damage };
}

/** What is lost, with the results that are missing by their number, where that is known, instead of their bytes. */
export function withMissing(losses: readonly Damage[], missing: readonly Damage[]): readonly Damage[] {
  const files = new Set(missing.map(({ file }) => file));
  return [...missing, ...losses.filter(({ file }) => !files.has(file))];
}
