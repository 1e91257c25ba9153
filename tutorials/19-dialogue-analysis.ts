// %% [markdown]
// # 19. What is in my dialogues?
//
// Somebody hands you a folder of conversations: logs, a dataset, last week's run. Before anything is trained on it or
// compared with it, look. This lesson reads any of the formats there are readers for, counts, finds what people want,
// what follows what, what is odd, and what must not be in there.

// %%
import { Agent } from "@sdialog/agents";
import type { Dialog, DialogEvent } from "@sdialog/core";
import { loadDialogs, saveDialogs } from "@sdialog/core/fs";
import { defineScore, evaluateDialogs } from "@sdialog/evaluation";
import { hashingEmbedding } from "@sdialog/evaluation/embeddings";
import { dialog2flow, flowToSvg, happyPath, pruneFlow } from "@sdialog/flow";
import { Persona } from "@sdialog/personas";
import { renderSvg } from "@sdialog/report";
import { show } from "./show.ts";

// %% [markdown]
// ## The material
//
// Made up here by the demonstration model, so that the lesson needs nothing: a café and a doctor's practice. With your own,
// `loadDialogs("folder-or-file")` is the only line to change; chat exports, CSV, subtitles and trainers' files are read as
// what they are.

// %%
const pairs = [
  [
    { name: "Emma", role: "friendly barista" },
    { name: "Noah", role: "customer", personality: "curious and polite" },
  ],
  [
    { name: "Laura", role: "family doctor" },
    { name: "David", role: "patient", personality: "worried" },
  ],
] as const;
const made: Dialog[] = [];
for (const [at, [one, other]] of pairs.entries()) {
  const [host, guest] = [one, other].map((of) => new Agent({ persona: new Persona(of), maxTokens: 40 }));
  if (host === undefined || guest === undefined) continue;
  const seeds = Array.from({ length: 8 }, (_, index) => 100 * at + index);
  made.push(...(await Promise.all(seeds.map((seed) => host.dialogWith(guest, { maxTurns: 16, seed })))));
}
await saveDialogs(made, "output/material.jsonl");

const dialogs: Dialog[] = [];
for await (const dialog of loadDialogs("output/material.jsonl", {
  onNote: (note) => console.log("note:", note),
  onError: ({ message }) => console.log("not read:", message),
}))
  dialogs.push(dialog);
console.log(
  dialogs.length,
  "dialogues,",
  dialogs.reduce((sum, { length }) => sum + length, 0),
  "turns",
);

// %% [markdown]
// ## Count
//
// Metrics by name, each with mean, spread and an interval; one that is not defined for a dialogue is `null` there, not 0.

// %%
const { summary, dialogs: rows } = await evaluateDialogs(dialogs, {
  metrics: [
    "turn-count",
    "mean-turn-length",
    "question-rate",
    "repeated-turn-rate",
    "mtld",
    "speaker-entropy",
  ],
  seed: 1,
});
for (const [metric, { mean, ci, n }] of Object.entries(summary))
  console.log(
    metric.padEnd(20),
    mean?.toFixed(2).padStart(7),
    ci?.map((end) => end.toFixed(2)).join(" – "),
    `n ${n}`,
  );

await show(
  "lengths",
  await renderSvg({
    title: "Turns per dialogue",
    data: {
      values: dialogs.map((dialog) => ({ turns: dialog.length, ended: dialog.stopReason ?? "not told" })),
    },
    mark: "bar",
    width: 420,
    height: 140,
    encoding: {
      x: { field: "turns", type: "ordinal" },
      y: { aggregate: "count", title: "dialogues" },
      color: { field: "ended", title: "ended by" },
    },
  }),
);

// %% [markdown]
// How did they end? Whatever was cut off ends at a limit, and says little about how people part.

// %%
function countBy(names: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts);
}
console.log(countBy(dialogs.map(({ stopReason }) => stopReason ?? "not told")));

// %% [markdown]
// ## How do they open?
//
// Openings are said word for word again and again where a model was asked too little.

// %%
const openings = Object.entries(countBy(dialogs.map(({ turns }) => turns[0]?.text ?? "")));
for (const [text, count] of openings.sort(([, a], [, b]) => b - a).slice(0, 5)) console.log(count, text);

// %% [markdown]
// ## What are they about, and what follows what?
//
// `dialog2flow` groups what each side says by likeness and counts the ways through. The words of a group name it. With an
// embedding model groups go by meaning; hashed words, as here, by wording.

// %%
const flow = await dialog2flow(dialogs, { embedding: hashingEmbedding() });
const main = pruneFlow(flow, { minimumShare: 0.15, minimumProbability: 0.15 });
await show("flow-of-the-material", await flowToSvg(main));
const named = (id: string) => flow.nodes.find((node) => node.id === id)?.label;
console.log("The most travelled way:", (happyPath(main) ?? []).map(named));

// %% [markdown]
// ## What is odd?
//
// Dialogues far from the middle are worth reading: the longest, the most repetitive. Read them, do not delete them unread.

// %%
const repetitive = rows
  .filter(({ ["repeated-turn-rate"]: rate }) => typeof rate === "number" && rate > 0)
  .sort((a, b) => Number(b["repeated-turn-rate"]) - Number(a["repeated-turn-rate"]));
console.log(repetitive.length, "dialogues say a turn twice");
const worst = dialogs.find(({ id }) => id === repetitive[0]?.id);
for (const turn of worst?.turns.slice(0, 6) ?? []) console.log(`  ${turn.speaker}: ${turn.text}`);

// %% [markdown]
// Alike word for word from end to end? Such pairs count once, and must not stand on both sides of a split.

// %%
const texts = countBy(dialogs.map(String));
console.log(Object.values(texts).filter((count) => count > 1).length, "dialogues occur more than once");

// %% [markdown]
// ## What happened besides talking?
//
// Events hold instructions, thoughts, tool calls, refused drafts and warnings. Much of one kind is a finding.

// %%
const events: readonly DialogEvent[] = dialogs.flatMap((dialog) => dialog.events ?? []);
console.log(countBy(events.map(({ action }) => action)));

// %% [markdown]
// ## A question of your own
//
// A score is a name and a function. Who thanks whom?

// %%
const thanks = defineScore(
  "thanks",
  (dialog) => dialog.turns.filter(({ text }) => /thank/i.test(text)).length,
);
const bySpeaker = dialogs.flatMap(({ turns }) => turns.filter(({ text }) => /thank/i.test(text)));
console.log(countBy(bySpeaker.map(({ speaker }) => speaker ?? "nobody")));
const { summary: polite } = await evaluateDialogs(dialogs, { metrics: [thanks, "hesitation-rate"], seed: 1 });
console.log(Object.fromEntries(Object.entries(polite).map(([name, { mean }]) => [name, mean?.toFixed(2)])));

// %% [markdown]
// From the command line:
//
// ```sh
// sdialog eval material.jsonl --metrics turn-count,mtld,repeated-turn-rate
// sdialog flow material.jsonl --out flow.html
// sdialog playground .
// ```
//
// Lesson 9 holds sets against each other, lesson 22 has a model put labels on dialogues.
