import { join } from "node:path";
import type { Behaviour } from "@sdialog/agents";
import { type Dialog, SDialogError } from "@sdialog/core";
import { pathExists } from "@sdialog/core/fs";
import type { ChatModel } from "@sdialog/llm";
import { readSource, runRecipe, runStatus, type RunEvent } from "@sdialog/runner";
import type { Spending } from "./spending.ts";
import { type Talk, talksOf } from "./talk.ts";

/** How conversations are held whose users behave in different ways. */
export interface HoldOptions {
  readonly recipe: Readonly<Record<string, unknown>>;
  /** Folder that paths in the recipe start from. */
  readonly base: string;
  readonly folder: string;
  readonly seed: number;
  /** Conversations held at once. Default: the recipe's. */
  readonly concurrency?: number | undefined;
  /** The simulated user's name. */
  readonly user: string | readonly string[];
  readonly spending: Spending;
  readonly models?: Readonly<Record<string, ChatModel>> | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: RunEvent) => void) | undefined;
}

/** Conversations that were held. */
export interface Held {
  readonly talks: readonly Talk[];
  /** Whether all of them could be: neither budget nor signal stopped it. */
  readonly whole: boolean;
}

/**
 * Holds conversations of users who behave so, each run in a folder of its own, where everything stays: held again, it goes
 * on from what is there.
 */
export async function holdTalks(
  name: string,
  policies: Behaviour,
  count: number,
  options: HoldOptions,
): Promise<Held> {
  const { spending, seed, concurrency, recipe, signal } = options;
  const folder = join(options.folder, name);
  const stop = new AbortController();
  const { dollars } = spending;
  const { end, done, failed, reasons } = await runRecipe(
    {
      ...recipe,
      policies,
      count,
      seed,
      ...(concurrency === undefined ? {} : { concurrency }),
      // The ledger stops the fit in time; the run refuses models whose calls tell no cost.
      ...(dollars === undefined ? {} : { budget: { ...(recipe["budget"] as object | undefined), dollars } }),
    },
    {
      out: folder,
      base: options.base,
      models: options.models,
      middleware: [spending.stopping(name, stop)],
      signal: AbortSignal.any([stop.signal, ...(signal === undefined ? [] : [signal])]),
      onEvent: options.onEvent,
    },
  );
  signal?.throwIfAborted();
  if (done === 0 && failed > 0) throw nothingHeld(folder, failed, reasons);
  return { talks: await readTalks(folder, options), whole: end === "complete" };
}

function nothingHeld(
  folder: string,
  failed: number,
  reasons: Readonly<Record<string, number>>,
): SDialogError {
  const why = Object.keys(reasons).join(", ");
  return new SDialogError(`None of ${failed} conversations could be held${why === "" ? "" : `: ${why}`}`, {
    code: "fit_failed",
    hint: `See what went wrong in ${join(folder, "failures.jsonl")}.`,
  });
}

/** How many of so many conversations of a run are not there yet. */
export async function missingTalks(folder: string, count: number): Promise<number> {
  try {
    const { done, failed } = await runStatus(folder);
    return Math.max(0, count - done - failed);
  } catch (error) {
    if (SDialogError.isInstance(error) && error.code === "store_missing") return count;
    throw error;
  }
}

/** What was held of a run so far, without holding any more. */
export async function readTalks(
  folder: string,
  { user }: Pick<HoldOptions, "user">,
): Promise<readonly Talk[]> {
  if (!(await pathExists(folder))) return [];
  try {
    const dialogs: Dialog[] = [];
    for await (const dialog of readSource(folder)) dialogs.push(dialog);
    // Which conversation came to its end first is chance, and nothing may depend on it.
    return await talksOf(
      dialogs
        .map((dialog) => ({ dialog, at: key(dialog) }))
        .toSorted((a, b) => (a.at < b.at ? -1 : 1))
        .map(({ dialog }) => dialog),
      user,
    );
  } catch (error) {
    // A run that was stopped before its first conversation has none.
    if (SDialogError.isInstance(error) && error.message.startsWith("There are no conversations")) return [];
    throw error;
  }
}

function key({ id, turns }: Dialog): string {
  return JSON.stringify([id, turns.map(({ text }) => text)]);
}
