import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DataFormatError } from "@sdialog/core";
import { StoreError } from "../errors/store-error.ts";
import { type Manifest, manifestName, readManifest } from "./manifest.ts";
import type { Damage } from "./damage.ts";
import { readRows } from "./read-rows.ts";
import { repairTail } from "./repair-tail.ts";
import { type IndexListing, readIndexListing } from "./index-listing.ts";
import { readResultIndex, type ResultSurvey } from "./result-index.ts";
import { ofAnotherRun, type RowChecks, storeFiles } from "./row-checks.ts";
import { setAside, setFileAside } from "./set-aside.ts";

/** The manifest that is there; one that is damaged is set aside, since the one that is wanted can stand in for it. */
export async function presentManifest(
  folder: string,
  onDamage: (damage: Damage) => void,
): Promise<Manifest | undefined> {
  try {
    return await readManifest(folder);
  } catch (error) {
    if (error instanceof StoreError && error.problem === "missing") return undefined;
    if (!(error instanceof DataFormatError)) throw error;
    onDamage(await setFileAside(join(folder, manifestName), "was not a manifest, and was made again"));
    return undefined;
  }
}

/** Results and failures that all belong to other settings are somebody's work, and no damage. */
export async function refuseOtherRun(
  folder: string,
  { results }: Manifest,
  checks: RowChecks,
  isManifestGone: boolean,
): Promise<void> {
  let others = 0;
  for (const [name, check] of [
    [results, checks.results],
    [storeFiles.failures, checks.failures],
    [storeFiles.partial, checks.partial],
  ] as const) {
    const onDamage = ({ problem }: Damage): void => void (others += problem === ofAnotherRun ? 1 : 0);
    // A row that fits says that this is the run: usually the very first.
    for await (const _ of readRows(join(folder, name), check, { onDamage })) return;
  }
  if (others === 0) return;
  const whose = isManifestGone
    ? "this folder has no manifest any more, and holds results of another recipe"
    : "this folder holds results of another recipe than its manifest describes";
  throw new StoreError(whose, {
    problem: "another_run",
    folder,
    hint: "Choose another folder, or use the recipe that the run was started with.",
  });
}

/** Finds where the results lie, after everything that is not one has been set aside. */
export async function mendResults(
  folder: string,
  manifest: Manifest,
  checks: RowChecks,
  damage: Damage[],
): Promise<{ readonly survey: ResultSurvey; readonly listing: IndexListing }> {
  const path = join(folder, manifest.results);
  let end = 0;
  const look = async (): Promise<ResultSurvey> => {
    const tail = await repairTail(path);
    damage.push(...tail.damage);
    end = tail.length;
    return readResultIndex(join(folder, storeFiles.index), path, tail.length, checks.results);
  };
  const found = await look();
  const listing = await readIndexListing(folder, manifest, found, end);
  damage.push(...found.damagedIndex, ...listing.damage);
  if (found.damaged.isEmpty) return { survey: found, listing };
  damage.push(...found.damaged.list());
  await setAside(path, found.damaged.bytes);
  // Where the others lie has changed.
  await rm(join(folder, storeFiles.index), { force: true });
  return { survey: await look(), listing };
}
