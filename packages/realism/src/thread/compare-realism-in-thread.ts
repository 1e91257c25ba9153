import { Worker } from "node:worker_threads";
import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import { type CompareRealismOptions, compareRealismOptionNames } from "../comparison/compare-realism.ts";
import type { FingerprintRow } from "../comparison/feature-columns.ts";
import type { RealismComparison } from "../comparison/realism-comparison.ts";

/** How it is compared, and what gives it up. */
export interface ThreadOptions extends CompareRealismOptions {
  /** Ends the thread in the middle of its work. */
  readonly signal?: AbortSignal | undefined;
}

const threadOptionNames: OptionNames<ThreadOptions> = { ...compareRealismOptionNames, signal: true };

/** What the thread is given. */
export interface ThreadWork {
  readonly real: readonly FingerprintRow[];
  readonly simulated: readonly FingerprintRow[];
  readonly options: CompareRealismOptions;
}

/** What it answers: what came of it, or why nothing did. */
export type ThreadAnswer =
  | { readonly comparison: RealismComparison }
  | { readonly refused: { readonly message: string; readonly hint: string | undefined } };

/**
 * The same as `compareRealism`, digit for digit, in a thread of Node's: some hundred conversations take several seconds,
 * in which a server would answer nobody and a program could not be stopped.
 *
 * @throws InvalidArgumentError as `compareRealism`; the signal's reason
 */
export async function compareRealismInThread(
  real: readonly FingerprintRow[],
  simulated: readonly FingerprintRow[],
  options: ThreadOptions = {},
): Promise<RealismComparison> {
  checkOptions("compareRealismInThread", options, threadOptionNames);
  const { signal, ...plan } = options;
  signal?.throwIfAborted();
  // The same line starts the thread from source (.ts) and from the built package (.mjs).
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "mjs";
  const worker = new Worker(new URL(`./comparison-thread.${extension}`, import.meta.url), {
    workerData: { real: real.map(bare), simulated: simulated.map(bare), options: plan } satisfies ThreadWork,
    execArgv: extension === "ts" ? ["--conditions=@sdialog/source"] : [],
  });
  const giveUp = (): void => void worker.terminate();
  signal?.addEventListener("abort", giveUp);
  try {
    return await new Promise((resolve, reject) => {
      worker.on("message", (answer: ThreadAnswer) => {
        if ("comparison" in answer) resolve(answer.comparison);
        else reject(new InvalidArgumentError(answer.refused.message, { hint: answer.refused.hint }));
      });
      worker.on("error", reject);
      worker.on("exit", () =>
        reject((signal?.reason as Error | undefined) ?? new Error("The thread ended without an answer")),
      );
    });
  } finally {
    signal?.removeEventListener("abort", giveUp);
    await worker.terminate();
  }
}

/** What the comparison looks at, which is plain data. */
function bare({ features, domain, lexicon }: FingerprintRow): FingerprintRow {
  return { features, domain, lexicon };
}
