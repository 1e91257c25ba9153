import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathExists } from "@sdialog/core/fs";
import { findLosses, sizesOf } from "../store/find-losses.ts";
import { writeLengths } from "../store/lengths-file.ts";
import { storeFiles } from "../store/row-checks.ts";
import { type Shard, shardFolder } from "../store/shard-folders.ts";
import type { RunStore } from "../store/run-store.ts";
import { countOfDamage, type Damage, describeDamage } from "../store/damage.ts";
import type { Work } from "../work/executor.ts";
import { mergeInto } from "./merge-runs.ts";

/**
 * Moves what the parts of a run have finished into the run; unfinished dialogues stay with the parts.
 *
 * @param failedAgain failures of tasks that had failed before count anew
 */
export async function collectShards(
  store: RunStore,
  shards: readonly Shard[],
  { record, notice }: Pick<Work, "record" | "notice">,
  failedAgain = false,
): Promise<void> {
  for (const shard of shards) {
    const source = shardFolder(store.folder, shard);
    const onDamage = (damage: Damage): void =>
      notice(
        `${source}: ${describeDamage(damage)}; ${countOfDamage(damage) === 1 ? "its task is" : "their tasks are"} done again`,
      );
    for (const lost of await findLosses(source, store.manifest))
      notice(
        `${source}: ${describeDamage(lost)}${lost.file === store.manifest.results ? "; the usage of calls whose results are lost is not counted" : ""}`,
      );
    await mergeInto(store, source, record, { failedAgain, onDamage });
    await store.flush();
    // Before they are gone: what goes from here is not lost.
    const { partial = 0, substitutes = 0 } = await sizesOf(source, store.manifest.results);
    if (await pathExists(source))
      await writeLengths(source, { results: 0, index: 0, failures: 0, usage: 0, partial, substitutes });
    const moved = [storeFiles.index, store.manifest.results, storeFiles.failures, storeFiles.usage];
    for (const name of moved) await rm(join(source, name), { force: true });
  }
}
