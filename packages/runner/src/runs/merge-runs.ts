import { join } from "node:path";
import { requireArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { StoreError } from "../errors/store-error.ts";
import { recipeDifferences } from "../recipe/recipe-differences.ts";
import type { Damage } from "../store/damage.ts";
import { findLosses } from "../store/find-losses.ts";
import { readFailures } from "../store/read-failures.ts";
import { type Manifest, readManifest } from "../store/manifest.ts";
import { type ReadRowsOptions, readRows } from "../store/read-rows.ts";
import { rowChecks } from "../store/row-checks.ts";
import type { ResultRow } from "../store/rows.ts";
import { refuseChangedRecipe } from "../work/planned-run.ts";
import { refuseLinks, type Trust } from "../work/run-reach.ts";
import { RunStore } from "../store/run-store.ts";
import type { TaskId } from "../task/task-id.ts";
import type { TaskRecord } from "../task/task-record.ts";
import { RecordedUsage } from "./recorded-usage.ts";

interface MergeRunsOptions {
  readonly signal?: AbortSignal | undefined;
  readonly trust?: Trust | undefined;
}

const mergeRunsOptionNames: OptionNames<MergeRunsOptions> = { signal: true, trust: true };

/** What merging added to the target. */
export interface MergeSummary {
  /** Results and failures that the target did not have. */
  readonly added: number;
  /** Results that were there already. */
  readonly skipped: number;
  /** What was damaged in the target, and mended, and what the sources have lost; those begin with their folder. */
  readonly damage: readonly Damage[];
}

/**
 * Combines the results of several folders of one run, each task once. What travels is results, failures and what they
 * used: the recipe and the settings of a target that holds the run stay as they are.
 *
 * @param target folder that takes them all; made when missing, as the first source says
 * @param sources folders of the same recipe, for example of shards; they are left as they are
 * @param options `trust`: whether it may be written through links in the target, see `RunOptions`
 * @throws StoreError `store_another_run` for a folder of another recipe, before anything is written from it;
 *   `store_untrusted` for a target with links in it; DataFormatError for a source whose recipe was changed
 */
export async function mergeRuns(
  target: string,
  sources: readonly string[],
  options: MergeRunsOptions = {},
): Promise<MergeSummary> {
  checkOptions("mergeRuns", options, mergeRunsOptionNames);
  requireArguments("mergeRuns", arguments, 2);
  let summary: MergeSummary = { added: 0, skipped: 0, damage: [] };
  for (const source of sources) {
    const manifest = await readManifest(source);
    for (const variant of manifest.variants) refuseChangedRecipe(variant);
    await refuseOtherRecipe(target, source, manifest);
    await refuseLinks(target, manifest.results, options.trust);
    const store = await RunStore.open(target, manifest, { signal: options.signal, isKept: true });
    try {
      const lost = (await findLosses(source, manifest)).map((one) => ({
        ...one,
        file: join(source, one.file),
      }));
      const { added, skipped } = await mergeInto(store, source, (record) => store.append(record), {
        signal: options.signal,
        onlyCounted: true,
      });
      summary = {
        added: summary.added + added,
        skipped: summary.skipped + skipped,
        damage: [...summary.damage, ...store.damage, ...lost],
      };
    } finally {
      await store.close();
    }
  }
  return summary;
}

/** Says in what a source's recipe differs; that it does is found out by whoever opens the target, too. */
async function refuseOtherRecipe(target: string, source: string, { variants }: Manifest): Promise<void> {
  // One that cannot be read is told of, and set aside, when the folder is opened.
  const present = await readManifest(target).catch(() => undefined);
  const found = present?.variants.map(({ recipe }, number) =>
    recipeDifferences(recipe, variants[number]?.recipe ?? {}),
  );
  const differences = found?.find((text) => text !== "");
  if (differences === undefined) return;
  throw new StoreError(`this folder holds a run of another recipe than ${source}: ${differences}`, {
    problem: "another_run",
    folder: target,
    hint: "Merge folders of one run only: each recipe's results into a folder of their own.",
  });
}

interface MergeOptions extends Pick<ReadRowsOptions, "onDamage"> {
  readonly signal?: AbortSignal | undefined;
  /** Failures of tasks that had failed before count anew. */
  readonly failedAgain?: boolean | undefined;
  /** Leaves where it is what neither run counts, since the source was made smaller after it was done. */
  readonly onlyCounted?: boolean | undefined;
}

/** Hands every result and failure of `source` that the store lacks to `record`. */
export async function mergeInto(
  store: Pick<RunStore, "states"> & { readonly manifest: Manifest },
  source: string,
  record: (record: TaskRecord) => Promise<void>,
  options: MergeOptions = {},
): Promise<Pick<MergeSummary, "added" | "skipped">> {
  const { states, manifest } = store;
  const usage = new RecordedUsage(source);
  const path = join(source, manifest.results);
  let added = 0;
  let skipped = 0;
  const checks = rowChecks(manifest);
  const { onDamage, onlyCounted = false } = options;
  const isWanted = ({ variant, index }: TaskId): boolean => !onlyCounted || states.has(variant, index);
  let writing: Promise<void>[] = [];
  const add = async (one: TaskRecord): Promise<void> => {
    added++;
    const written = record(one);
    // A disk that refuses is told of where all of them are waited for, not in between.
    written.catch(() => undefined);
    writing.push(written);
    if (writing.length < 200) return;
    await Promise.all(writing);
    writing = [];
  };
  try {
    for await (const { row } of readRows<ResultRow>(path, checks.results, { onDamage })) {
      options.signal?.throwIfAborted();
      const { task, ...data } = row;
      const { attempts, substitute, ...id } = task;
      if (!isWanted(id)) continue;
      const calls = await usage.take(id.key);
      if (states.get(id.variant, id.index) === "done") skipped++;
      else await add({ status: "done", task: id, attempts, substitute, data, calls, isCopy: true });
    }
    await Promise.all(writing);
    writing = [];
    for await (const failed of readFailures(source, checks.failures, { onDamage })) {
      if (!isWanted(failed.task)) continue;
      const state = states.get(failed.task.variant, failed.task.index);
      if (state === "done" || (state === "failed" && options.failedAgain !== true)) continue;
      await add({ ...failed, calls: await usage.take(failed.task.key), isCopy: true });
    }
    await Promise.all(writing);
    return { added, skipped };
  } finally {
    await usage.close();
  }
}
