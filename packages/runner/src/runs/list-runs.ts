import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import { checkOptions } from "@sdialog/core/internal";
import { addUsage, noUsage, type Usage } from "@sdialog/llm";
import { ResultTally, type RunFindings } from "./result-tally.ts";
import { readRunVoice, type RunVoice } from "../store/run-voice.ts";
import { type RunStatus, runStatus } from "./run-status.ts";
import { StoreError } from "../errors/store-error.ts";
import { isRunFolder, type Manifest, readManifest } from "../store/manifest.ts";
import { readLogEnd } from "../store/read-log.ts";
import { readUsage } from "../store/read-usage.ts";
import { storeFiles } from "../store/row-checks.ts";

/** A run in a list. */
export type RunEntry = RunStatus;

/** Everything that is known about a run. */
export interface RunDetails extends RunEntry, RunFindings {
  readonly manifest: Manifest;
  /** What became of its recordings, where its dialogues are spoken. */
  readonly voice?: RunVoice | undefined;
  readonly usage: Usage;
  /** By the model that answered. */
  readonly usageByModel: Readonly<Record<string, Usage>>;
  /** Mean time of a model call, in milliseconds; 0 without calls. */
  readonly meanCallMs: number;
  /** Newest lines of the log, oldest first. */
  readonly log: readonly string[];
}

/**
 * The runs in the folders directly below `root` and in `root` itself, newest first.
 *
 * @param options `onError` is told of folders whose run cannot be read, which are left out. Default: the first is thrown
 * @throws StoreError `store_missing` when there is no such folder
 */
export async function listRuns(
  root: string,
  options: { readonly onError?: ((error: SDialogError) => void) | undefined } = {},
): Promise<readonly RunEntry[]> {
  const { onError } = checkOptions("listRuns", options, { onError: true });
  const names = await readdir(root, { withFileTypes: true }).catch((cause: unknown) => {
    throw new StoreError("there is no such folder", {
      problem: "missing",
      folder: root,
      hint: "Name the folder that holds the folders of runs.",
      cause,
    });
  });
  const folders = [root, ...names.filter((entry) => entry.isDirectory()).map(({ name }) => join(root, name))];
  const runs: RunEntry[] = [];
  for (const folder of folders) {
    if (!(await isRunFolder(folder))) continue;
    try {
      runs.push(await runStatus(folder));
    } catch (error) {
      if (onError === undefined || !SDialogError.isInstance(error)) throw error;
      onError(error);
    }
  }
  return runs.toSorted((a, b) => b.created.localeCompare(a.created));
}

/** @throws StoreError `store_missing` when the folder holds no run */
export async function showRun(folder: string, logLines = 20): Promise<RunDetails> {
  const manifest = await readManifest(folder);
  const [status, usage] = await Promise.all([runStatus(folder), usageByModel(folder)]);
  const log = await readLogEnd(join(folder, storeFiles.log), logLines);
  const tally = await ResultTally.read(folder, manifest);
  const voice = await readRunVoice(folder);
  return {
    ...status,
    ...usage,
    ...tally.findings(),
    ...(voice === undefined ? {} : { voice }),
    manifest,
    log,
  };
}

/** What all recorded calls of a run used. */
export async function usageByModel(
  folder: string,
): Promise<Pick<RunDetails, "usage" | "usageByModel" | "meanCallMs">> {
  const byModel = new Map<string, Usage>();
  let milliseconds = 0;
  let rows = 0;
  for await (const row of readUsage(folder)) {
    byModel.set(row.model, addUsage(byModel.get(row.model) ?? noUsage, row));
    milliseconds += row.milliseconds;
    rows++;
  }
  return {
    usage: [...byModel.values()].reduce(addUsage, noUsage),
    usageByModel: Object.fromEntries(byModel),
    meanCallMs: rows === 0 ? 0 : milliseconds / rows,
  };
}
