import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathExists } from "@sdialog/core/fs";
import { findLosses, sizesOf } from "../store/find-losses.ts";
import { writeLengths } from "../store/lengths-file.ts";
import { isSecondLine, onceEach } from "../store/once-each.ts";
import { repairTail } from "../store/repair-tail.ts";
import { rowChecks, storeFiles } from "../store/row-checks.ts";
import { mendRows } from "../store/set-aside.ts";
import { type Shard, shardFolder } from "../store/shard-folders.ts";
import type { RunStore } from "../store/run-store.ts";
import { countOfDamage, describeDamage } from "../store/damage.ts";
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
    for (const lost of await findLosses(source, store.manifest))
      notice(
        `${source}: ${describeDamage(lost)}${lost.file === store.manifest.results ? "; the usage of calls whose results are lost is not counted" : ""}`,
      );
    await mendPart(source, store, notice);
    await mergeInto(store, source, record, { failedAgain });
    await store.flush();
    // Before they are gone: what goes from here is not lost.
    const { partial = 0, substitutes = 0 } = await sizesOf(source, store.manifest.results);
    if (await pathExists(source))
      await writeLengths(source, { results: 0, index: 0, failures: 0, usage: 0, partial, substitutes });
    const moved = [storeFiles.index, store.manifest.results, storeFiles.failures, storeFiles.usage];
    for (const name of moved) await rm(join(source, name), { force: true });
  }
}

/** Sets aside what is damaged in a part of a run: the files that it lies in are about to go. */
async function mendPart(
  source: string,
  { manifest }: Pick<RunStore, "manifest">,
  notice: Work["notice"],
): Promise<void> {
  const checks = rowChecks(manifest);
  const { failures, usage } = onceEach(checks);
  for (const [name, check] of [
    [manifest.results, checks.results],
    [storeFiles.failures, failures],
    [storeFiles.usage, usage],
  ] as const) {
    const path = join(source, name);
    for (const damage of [...(await repairTail(path)).damage, ...(await mendRows(path, check))]) {
      const tasks = countOfDamage(damage) === 1 ? "its task is done again" : "their tasks are done again";
      const loss = name === storeFiles.usage ? "what it says was used is not counted" : tasks;
      // What is there twice loses nothing.
      notice(`${source}: ${describeDamage(damage)}${isSecondLine(damage) ? "" : `; ${loss}`}`);
    }
  }
}
