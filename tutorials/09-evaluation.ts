// %% [markdown]
// # 9. Evaluation
//
// Synthetic dialogues look fine one at a time. Problems show in hundreds: all open alike, all are polite, nobody ever
// hesitates. So we look at **sets**, and always against a reference. The reference here is made up as well (the
// bundled model at its usual temperature), which has an advantage: we know which candidate ought to win.

// %%
import { Agent } from "@sdialog/agents";
import type { Dialog } from "@sdialog/core";
import {
  DatasetComparator,
  defineScore,
  DistinctNEvaluator,
  FrequencyEvaluator,
  MeanEvaluator,
} from "@sdialog/evaluation";
import {
  FleschReadingEaseScore,
  MeanTurnLengthScore,
  MtldScore,
  TurnCountScore,
} from "@sdialog/evaluation/scores";
import { FrechetEmbeddingDistanceEvaluator, hashingEmbedding } from "@sdialog/evaluation/embeddings";
import { LLMJudgeYesNo } from "@sdialog/evaluation/judges";
import { cohenKappa } from "@sdialog/evaluation/statistics";
import { dialog2flow, DialogFlowPPL, flowToSvg, happyPath, pruneFlow } from "@sdialog/flow";
import { scriptedModel } from "@sdialog/llm/testing";
import { Persona } from "@sdialog/personas";
import { plotSpec, printComparison, renderSvg, saveComparison } from "@sdialog/report";
import { show } from "./show.ts";

// %% [markdown]
// ## Three sets
//
// Coffee is ordered at three temperatures. `cold` will repeat itself, `hot` will babble, and a second set at the
// reference's own temperature must not stand out at all.

// %%
const alice = new Persona({ name: "Alice", role: "friendly barista" });
const bob = new Persona({ name: "Bob", role: "customer", personality: "curious and polite" });

function orders(temperature: number, from: number): Promise<Dialog[]> {
  const barista = new Agent({ persona: alice, temperature, maxTokens: 40 });
  const customer = new Agent({ persona: bob, temperature, maxTokens: 40 });
  const seeds = Array.from({ length: 12 }, (_, index) => from + index);
  return Promise.all(seeds.map((seed) => barista.dialogWith(customer, { maxTurns: 12, seed })));
}
const reference = await orders(0.7, 100);
const twin = await orders(0.7, 200);
const cold = await orders(0.1, 300);
const hot = await orders(1.4, 400);

for (const [name, [first]] of Object.entries({ reference: reference, cold, hot }))
  console.log(
    `${name}: ${first?.turns
      .slice(0, 3)
      .map(({ text }) => text)
      .join(" — ")}`,
  );

// %% [markdown]
// ## Scores
//
// A score gives one number for one dialogue, or `null` where it is not defined: readability of no text, vocabulary of three
// words. Your own is a name and a function.

// %%
const thanks = defineScore(
  "thanks",
  (dialog) => dialog.turns.filter(({ text }) => /thank/i.test(text)).length,
);

const [sample] = reference;
if (sample !== undefined) {
  console.log("turns:", new TurnCountScore().score(sample));
  console.log("reading ease:", new FleschReadingEaseScore().score(sample));
  console.log("vocabulary (MTLD):", new MtldScore().score(sample));
  console.log("thanks:", await thanks.score(sample));
}

// %% [markdown]
// ## Comparing sets
//
// Evaluators turn scores, or embeddings, into statistics of a set, each with an interval. With a reference come tests,
// corrected for their number.

// %%
const comparison = await new DatasetComparator([
  new MeanEvaluator(new TurnCountScore(), { name: "turns" }),
  new MeanEvaluator(new MeanTurnLengthScore(), { name: "words per turn" }),
  new MeanEvaluator(thanks, { name: "thanks" }),
  new DistinctNEvaluator({ n: 2, name: "distinct bigrams" }),
  new FrechetEmbeddingDistanceEvaluator(hashingEmbedding(), { name: "distance of wording" }),
]).compare({ reference, twin, cold, hot }, { seed: 1 });
printComparison(comparison);

// %% [markdown]
// Read it from the `twin` column: that is what no difference looks like at this size. Only what leaves that range is news.
// Variety (distinct bigrams) gives temperature away at once, on both sides. Length does not, and the distance of wording
// hardly does with twelve dialogues a set.

// %%
for (const row of ["distinct bigrams", "distance of wording"]) {
  const spec = plotSpec(comparison, row);
  if (spec !== null) await show(row.replaceAll(" ", "-"), await renderSvg(spec));
}

// %% [markdown]
// `saveComparison(comparison, "report.html")` writes all of it as one page; `.json`, `.csv` and `.md` work as well.

// %%
await saveComparison(comparison, "output/report.html");

// %% [markdown]
// ## Flow
//
// What is a conversation *about*, step by step? `dialog2flow` groups the utterances of each role by similarity and counts
// what follows what. Pruned to its main lines:

// %%
const flow = await dialog2flow(reference);
const mainLines = pruneFlow(flow, { minimumShare: 0.25, minimumProbability: 0.15 });
await show("flow", await flowToSvg(mainLines));

const label = (id: string) => flow.nodes.find((node) => node.id === id)?.label;
console.log("The most travelled way:", (happyPath(mainLines) ?? []).map(label));

// %% [markdown]
// Held against this graph, how surprising are the others? (Perplexity: lower is more like the reference.)

// %%
const surprise = new DialogFlowPPL(flow);
const surprises: object[] = [];
for (const [set, dialogs] of Object.entries({ twin, cold, hot })) {
  for (const dialog of dialogs) surprises.push({ set, perplexity: await surprise.score(dialog) });
}

await show(
  "surprise",
  await renderSvg({
    title: "Surprise under the flow of the reference",
    data: { values: surprises },
    mark: "boxplot",
    width: 420,
    encoding: {
      y: { field: "set", title: null },
      x: { field: "perplexity", type: "quantitative", scale: { zero: false } },
    },
  }),
);

// %% [markdown]
// Lower is not better! `cold` surprises less than the reference's own twin, because it says the most usual thing all the
// time. The value to aim for is the twin's.
//
// ## Judges
//
// Some questions take a reader. A judge is a criterion in your words, put to a model, answered in a fixed form with a
// reason. The demonstration model cannot judge; this script looks for one thing (does anybody say thanks?) so that we
// can see what is around a judge. With `model: "openai:gpt-4.1"` the code is the same.

// %%
const reader = scriptedModel(({ messages }) => {
  const thankful = /thank/i.test(messages.at(-1)?.content.split("\n\n").at(-1) ?? "");
  return JSON.stringify({
    reason: thankful ? "Somebody says thanks." : "Nobody says thanks.",
    positive: thankful,
  });
});
const polite = new LLMJudgeYesNo("Is this conversation polite?", { model: reader, feedback: true });

const [opinion] = await Promise.all(reference.slice(0, 1).map((dialog) => polite.judge(dialog)));
console.log(opinion?.positive, "—", opinion?.reason);

const frequency = await new FrequencyEvaluator(polite).evaluate(hot);
console.log("polite among hot:", frequency.statistics["frequency"]);

// %% [markdown]
// A judge is an instrument, so calibrate it: let people answer the same question for a few dozen dialogues, and compare.
// Agreement by chance is taken off by Cohen's kappa: 0 is a coin, 1 is perfect. Say these are the answers of a person who
// also counts "please":

// %%
const sets = [...reference, ...hot];
const byJudge = await Promise.all(sets.map(async (dialog) => (await polite.judge(dialog)).positive));
const byPerson = sets.map((dialog) => /thank|please/i.test(String(dialog)));
console.log(cohenKappa(byJudge, byPerson));

// %% [markdown]
// Most answers agree, and yet kappa is no better than chance: this person found everything polite, so agreeing with her is
// no feat. The question was too easy, not the judge good. That is what `expected` is for.
