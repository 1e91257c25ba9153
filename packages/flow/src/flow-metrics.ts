import { register } from "@sdialog/core";
import type { DialogScore, MetricOptions } from "@sdialog/evaluation";
import { referenceOf } from "@sdialog/evaluation/internal";
import { DialogFlowPPL, DialogFlowScore, type FlowScoreOptions } from "./flow-scores.ts";

/** By name, nobody says who plays which part: whoever speaks first plays the same in every dialogue. */
function optionsOf(name: string, { embedder }: MetricOptions): FlowScoreOptions {
  return { name, flow: { roles: ["first", "second"], embedding: embedder } };
}

const from = "@sdialog/flow";
register("metric", {
  name: "dialog-flow-ppl",
  description: "perplexity under the flow of the reference: how surprising what follows what is",
  from,
  create: (_, options: MetricOptions): DialogScore =>
    new DialogFlowPPL(referenceOf(options), optionsOf("dialog-flow-ppl", options)),
});
register("metric", {
  name: "dialog-flow-score",
  description: "how well it follows the flow of the reference, 0–1",
  from,
  create: (_, options: MetricOptions): DialogScore =>
    new DialogFlowScore(referenceOf(options), optionsOf("dialog-flow-score", options)),
});
