import { type Dialog, type JsonObject, register } from "@sdialog/core";
import type { DialogScore, MetricOptions, ScoreOptions } from "@sdialog/evaluation";
import { referenceOf } from "@sdialog/evaluation/internal";
import { DialogFlowPPL, DialogFlowScore, type FlowScoreOptions } from "./flow-scores.ts";

/**
 * A score by flows of a reference that its own dialogues can be measured by, too: a flow fits what it was made of, so each is
 * measured by the flow of the other half, every second dialogue being in either; all others by both, their mean.
 */
class CrossFittedScore implements DialogScore {
  readonly name: string;
  readonly direction: DialogScore["direction"];
  readonly configuration: JsonObject;
  readonly #halves: readonly DialogScore[];
  readonly #half: ReadonlyMap<Dialog, number>;

  constructor(reference: readonly Dialog[], make: (half: readonly Dialog[]) => DialogScore) {
    const parts =
      reference.length < 2 ? [reference] : [0, 1].map((half) => reference.filter((_, at) => at % 2 === half));
    this.#halves = parts.map(make);
    this.#half = new Map(reference.map((dialog, at) => [dialog, at % 2]));
    const [first] = this.#halves as [DialogScore];
    this.name = first.name;
    this.direction = first.direction;
    this.configuration = { ...first.configuration, reference: reference.length, flows: parts.length };
  }

  async score(dialog: Dialog, options?: ScoreOptions): Promise<number | null> {
    const own = this.#half.get(dialog);
    const halves = this.#halves.filter((_, half) => half !== own || this.#halves.length === 1);
    const values: number[] = [];
    for (const half of halves) {
      const value = await half.score(dialog, options);
      if (typeof value === "number") values.push(value);
    }
    return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
  }
}

/** By name, nobody says who plays which part: whoever speaks first plays the same in every dialogue. */
function optionsOf(name: string, { embedder }: MetricOptions): FlowScoreOptions {
  return { name, flow: { roles: ["first", "second"], embedding: embedder } };
}

const from = "@sdialog/flow";
register("metric", {
  name: "dialog-flow-ppl",
  title: "Dialogue flow perplexity",
  unit: "perplexity",
  description: "perplexity under the flow of the reference: how surprising what follows what is",
  from,
  create: (_, options: MetricOptions): DialogScore =>
    new CrossFittedScore(
      referenceOf(options),
      (half) => new DialogFlowPPL(half, optionsOf("dialog-flow-ppl", options)),
    ),
});
register("metric", {
  name: "dialog-flow-score",
  title: "Dialogue flow score",
  unit: "0–1",
  description: "how well it follows the flow of the reference, 0–1",
  from,
  create: (_, options: MetricOptions): DialogScore =>
    new CrossFittedScore(
      referenceOf(options),
      (half) => new DialogFlowScore(half, optionsOf("dialog-flow-score", options)),
    ),
});
