import { requireArguments } from "@sdialog/core/internal";
import type { StoreError } from "../errors/store-error.ts";
import { readManifestBeside } from "../store/manifest.ts";
import { otherRunError } from "../store/mend-folder.ts";
import { rowChecks } from "../store/row-checks.ts";
import { shardFolder, shardsOf } from "../store/shard-folders.ts";

/**
 * Why `repairRun` would refuse a folder, or a part of it: its results belong to another run than its manifest describes.
 * The error's hint says what can be done.
 *
 * @throws StoreError `store_missing` when the folder holds no run
 */
export async function otherRunIn(folder: string): Promise<StoreError | undefined> {
  requireArguments("otherRunIn", arguments, 1);
  const manifest = await readManifestBeside(folder);
  const parts = (await shardsOf(folder)).map((shard) => shardFolder(folder, shard));
  for (const place of [folder, ...parts]) {
    const refusal = await otherRunError(place, manifest, rowChecks(manifest), false);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
