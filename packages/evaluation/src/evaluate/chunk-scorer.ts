import { type Dialog, registered, type Seed } from "@sdialog/core";
import type { DialogScore } from "../dialog-score.ts";
import type { MetricOptions } from "../metrics/metric.ts";
import { textMetrics } from "../metrics/text-metrics.ts";
import { type Tokenizer, tokenizerByName } from "../text/tokenizer.ts";
import { type Outcome, scoreChunk } from "./score-chunk.ts";
import type { ScoreTask } from "./score-worker.ts";

/** Scores dialogues by the chunk. */
export interface ChunkScorer {
  /** Outcomes by dialogue, then by score. */
  readonly score: (dialogs: readonly Dialog[]) => Promise<Outcome[][]>;
  /** Ends its threads. */
  readonly close: () => Promise<void>;
}

/** A score and the name it was asked for by, when it was. */
export interface NamedScore {
  readonly score: DialogScore;
  readonly metric: string | undefined;
}

export interface ChunkScorerOptions {
  readonly tokenizer: Tokenizer | undefined;
  readonly speaker: string | undefined;
  readonly compat: MetricOptions["compat"];
  readonly seed: Seed;
  readonly signal: AbortSignal | undefined;
  readonly concurrency: number | undefined;
}

/** Scores everything in this thread. */
export function localScorer(scores: readonly DialogScore[], options: ChunkScorerOptions): ChunkScorer {
  const { seed, signal, concurrency } = options;
  return {
    score: (dialogs) => scoreChunk(scores, dialogs, { seed, signal, concurrency }),
    close: () => Promise.resolve(),
  };
}

/**
 * Scores text metrics asked for by name in `workers` threads, everything else (judges wait, they do not compute)
 * in this one.
 *
 * @throws InvalidArgumentError for a tokeniser of your own, which cannot be sent to a thread
 */
export async function threadedScorer(
  scores: readonly NamedScore[],
  workers: number,
  options: ChunkScorerOptions,
): Promise<ChunkScorer> {
  const { Tinypool } = await import("tinypool");
  const tokenizer = options.tokenizer && tokenizerByName(options.tokenizer.name).name;
  // Threads know the metrics of this package; one that took the place of such a metric is computed here.
  const isText = ({ metric }: NamedScore): boolean =>
    metric !== undefined &&
    textMetrics.some((ours) => registered("metric").includes(ours) && ours.name === metric);
  const [there, here] = [scores.filter(isText), scores.filter((score) => !isText(score))];
  // The source runs as it is; a build renames it.
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "mjs";
  const pool = new Tinypool({
    filename: new URL(`./score-worker.${extension}`, import.meta.url).href,
    name: "scoreInWorker",
    minThreads: workers,
    maxThreads: workers,
    isolateWorkers: false,
  });
  const local = localScorer(
    here.map(({ score }) => score),
    options,
  );
  return {
    async score(dialogs) {
      const task: ScoreTask = {
        metrics: there.map(({ metric }) => metric as string),
        tokenizer,
        speaker: options.speaker,
        compat: options.compat,
        seed: options.seed,
        dialogs: dialogs.map(({ id, turns, events }) => ({ id, turns, events })),
      };
      const [ofThread, ofHere] = await Promise.all([
        pool.run(task, { signal: options.signal ?? null }) as Promise<Outcome[][]>,
        local.score(dialogs),
      ]);
      return dialogs.map((_, index) =>
        scores.map((score) => {
          const place = there.indexOf(score);
          const [rows, column] = place === -1 ? [ofHere, here.indexOf(score)] : [ofThread, place];
          return rows[index]?.[column] as Outcome;
        }),
      );
    },
    close: () => pool.destroy(),
  };
}
