// %% [markdown]
// # 12. Batches and clusters
//
// A loop makes ten dialogues. Ten thousand take hours: processes get killed, providers answer 429, a name is misspelt in
// the recipe and nobody notices. The runner is for that. A **recipe** says what to make, a **run** is a folder, and
// whatever happens in between, every task ends up in it exactly once.

// %%
import { mkdir, readFile, writeFile } from "node:fs/promises";
import type { SDialogError } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { exportDialogs, validateDialogs } from "@sdialog/formats";
import { renderSvg } from "@sdialog/report";
import {
  estimateRun,
  loadRecipe,
  mergeRuns,
  readSource,
  resumeRun,
  runRecipe,
  runShard,
  runStatus,
  shardFolder,
} from "@sdialog/runner";
import { show } from "./show.ts";

// %% [markdown]
// ## A recipe
//
// As a file it is YAML. A list is a choice, drawn for each dialogue. Dialogue number *i* is a function of the recipe, the
// seed and *i*, and of nothing else: not of how many there are, how fast they are made, or where.

// %%
await mkdir("output", { recursive: true });
await writeFile(
  "output/cafe.yaml",
  `kind: dialogues
count: 12
seed: 7
model: local:pocket
maxTurns: 10
personas:
  - { name: Alice, role: friendly barista }
  - { name: Bob, role: customer, personality: ["curious and polite", "impatient", "shy"] }
evaluate: [mtld, question-rate]
`,
);

// %% [markdown]
// Settings come in layers (defaults, preset, project, file, command line), and each knows where it is from. What is unknown
// is refused with the nearest name that exists.

// %%
const file = "output/cafe.yaml";
const loaded = await loadRecipe(file, { overrides: ["seed=8"] });
const { seed, maxTurns, retries } = loaded.origins;
console.log({ seed, maxTurns, retries });

await loadRecipe(file, { overrides: ["maxTruns=4"] }).catch((error: SDialogError) =>
  console.log(error.message, "|", error.hint),
);

// %% [markdown]
// ## Before anything is spent
//
// What would ten thousand of them take on a commercial model? Nothing is called for this.

// %%
const large = await loadRecipe(file, { overrides: ["count=10000", "model=openai:gpt-4.1-mini"] });
console.log(await estimateRun(large));

// %% [markdown]
// ## Killed in the middle
//
// Start the run, and pull the plug after four dialogues.

// %%
const out = "output/run";
const plug = new AbortController();
const cut = await runRecipe(file, {
  out,
  signal: plug.signal,
  onEvent: (event) => {
    if (event.type === "task" && event.progress.done >= 4) plug.abort();
  },
});
console.log(cut.end, "|", (await runStatus(out)).done, "done,", (await runStatus(out)).pending, "pending");

// %% [markdown]
// An abort is the polite way; `kill -9` leaves the same state, because a result counts when its line in the file is
// complete, and a torn last line is cut off. A folder looks like this:

// %%
const lines = async (path: string) => (await readFile(path, "utf8")).trim().split("\n").length;
console.log("dialogues so far:", await lines(`${out}/dialogues.jsonl`));
console.log(Object.keys(JSON.parse(await readFile(`${out}/manifest.json`, "utf8"))));

// %% [markdown]
// ## Shared among machines
//
// `resumeRun(out)` would do the rest here. But the rest may also be shared: any machine that sees the folder can take a part
// of it. Here two "machines" at the same time.

// %%
const parts = [0, 1].map((index) => ({ index, of: 2 }));
await Promise.all(parts.map((part) => runShard(out, part)));
console.log(
  await mergeRuns(
    out,
    parts.map((part) => shardFolder(out, part)),
  ),
);
console.log(await resumeRun(out).then(({ done, pending, end }) => ({ done, pending, end })));

// %% [markdown]
// ## The same dialogues, whatever happened
//
// Once more in one go, for comparison:

// %%
await runRecipe(file, { out: "output/uninterrupted" });

const texts = async (folder: string): Promise<string[]> =>
  (await Array.fromAsync(loadDialogs(`${folder}/dialogues.jsonl`))).map(String).sort();
console.log(
  "the same:",
  JSON.stringify(await texts(out)) === JSON.stringify(await texts("output/uninterrupted")),
);

// %% [markdown]
// And since number 13 does not depend on how many there are, a run can grow:

// %%
const grown = await runRecipe(file, { out, overrides: ["count=16"] });
console.log(grown.done, "done; calls of this process:", grown.usage.calls);

// %% [markdown]
// ## Results
//
// One line per dialogue, scores included, and streams all the way: nothing is held in memory.

// %%
const rows: object[] = [];
for await (const dialog of loadDialogs(`${out}/dialogues.jsonl`)) {
  const { personality } = (dialog.personas?.["Bob"] ?? {}) as { personality?: string };
  rows.push({ personality, words: dialog.wordCount() });
}

await show(
  "words",
  await renderSvg({
    title: "Words per dialogue",
    data: { values: rows },
    mark: { type: "point", filled: true, size: 60, opacity: 0.6 },
    width: 420,
    height: { step: 34 },
    encoding: {
      y: { field: "personality", title: null },
      x: { field: "words", type: "quantitative", scale: { zero: false } },
    },
  }),
);

// %% [markdown]
// ## For training
//
// The same dialogues in the form that others train on. What cannot be trained on is left out and counted, with reasons.

// %%
const made = readSource(out);
console.log(await validateDialogs(made, { assistant: "Alice" }));
console.log(await exportDialogs(made, { out: "output/openai", format: "openai", assistant: "Alice" }));
console.log((await readFile("output/openai/train.jsonl", "utf8")).split("\n")[0]);

// %% [markdown]
// ## A fleet
//
// Executors do the same tasks elsewhere; the dialogues do not change.
//
// ```sh
// sdialog run cafe.yaml count=100000                          # this machine, as fast as the provider allows
// sdialog run cafe.yaml count=100000 --executor postgres      # a queue; workers join and leave at any time
// sdialog run cafe.yaml count=100000 --executor slurm         # array jobs on a cluster
// ```
//
// With PostgreSQL a task's result and its job's completion are one transaction; under Slurm each array task is a part as
// above, and what a time limit kills is done by the next submission.
