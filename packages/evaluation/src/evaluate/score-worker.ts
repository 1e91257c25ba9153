import { Dialog, type DialogInput, type Seed } from "@sdialog/core";
import type { MetricOptions } from "../metrics/metric.ts";
import { metricByName } from "../metrics.ts";
import { tokenizerByName } from "../text/tokenizer.ts";
import { type Outcome, scoreChunk } from "./score-chunk.ts";

/** What a thread needs to score dialogues: names instead of objects, plain data instead of classes. */
export interface ScoreTask {
  readonly metrics: readonly string[];
  readonly tokenizer: string | undefined;
  readonly speaker: string | undefined;
  readonly compat: MetricOptions["compat"];
  readonly seed: Seed;
  readonly dialogs: readonly Pick<DialogInput, "id" | "turns" | "events">[];
}

/** Runs in a worker thread. */
export function scoreInWorker({
  metrics,
  tokenizer,
  speaker,
  compat,
  seed,
  dialogs,
}: ScoreTask): Promise<Outcome[][]> {
  const options = {
    speaker,
    compat,
    tokenizer: tokenizer === undefined ? undefined : tokenizerByName(tokenizer),
  };
  const scores = metrics.map((name) => metricByName(name, options));
  return scoreChunk(
    scores,
    dialogs.map((data) => new Dialog(data)),
    { seed },
  );
}
