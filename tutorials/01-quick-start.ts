// %% [markdown]
// # 1. Quick start
//
// Two people who do not exist are going to talk, and you will keep what they say. You need no key and no server: the
// packages bring a small model that runs inside this process.
//
// That model is a demonstration. It has 5.7 million parameters, repeats much of what it was trained on, invents facts,
// and knows a handful of scenes (ordering coffee, seeing a doctor, planning a birthday). It is here so that everything
// can be tried at once; the last section swaps it for a real one.

// %%
import { Agent } from "@sdialog/agents";
import { Context } from "@sdialog/core";
import { loadDialog, saveDialog } from "@sdialog/core/fs";
import { renderSvg } from "@sdialog/report";
import { Persona } from "@sdialog/personas";
import { show } from "./show.ts";

// %% [markdown]
// ## Who
//
// A **persona** is a list of attributes. The model reads them as plain text, which is what `describe()` returns.

// %%
const alice = new Persona({ name: "Alice", role: "friendly barista", personality: "cheerful and helpful" });
const bob = new Persona({ name: "Bob", role: "customer", personality: "curious and polite" });

console.log(alice.describe());

// %% [markdown]
// ## Where, and go
//
// An **agent** plays a persona with a model. A **context** is what both sides know about the situation. The seed
// decides everything random, so running this cell again gives the same dialogue.

// %%
const barista = new Agent({ persona: alice });
const customer = new Agent({ persona: bob });
const cafe = new Context({ location: "Downtown cafe", topics: ["coffee", "recommendations"] });

const dialog = await barista.dialogWith(customer, { context: cafe, maxTurns: 20, seed: 21 });
dialog.print();

// %% [markdown]
// ## What you get
//
// A `Dialog` is a value: turns, who spoke, the seed, why it ended, and the personas and settings needed to make it
// again. It never changes; whatever derives from it is a new dialogue that knows its parent.

// %%
console.log(dialog.length, "turns,", dialog.wordCount(), "words, ended by", dialog.stopReason);

const bobOnly = dialog.filter("Bob");
console.log(bobOnly.turns.map(({ text }) => text));
console.log("made from the dialogue above:", bobOnly.parentId === dialog.id);

// %% [markdown]
// ## Keep it
//
// JSON keeps everything and is the format of Python SDialog, so either library reads what the other wrote. A name that
// ends in `.txt` or `.csv` keeps the turns alone; `.jsonl` is for whole datasets.

// %%
await saveDialog(dialog, "output/cafe.json");
await saveDialog(dialog, "output/cafe.txt");

const loaded = await loadDialog("output/cafe.json");
console.log("the same dialogue:", loaded.id === dialog.id, "| seed", loaded.seed);

// %% [markdown]
// ## One is an anecdote
//
// Agents hold no memory of earlier dialogues, so the same two can talk any number of times, at the same time. Thirty
// conversations, thirty seeds; how long are they?

// %%
const seeds = Array.from({ length: 30 }, (_, index) => index + 1);
const dialogs = await Promise.all(
  seeds.map((seed) => barista.dialogWith(customer, { context: cafe, maxTurns: 20, seed })),
);

await show(
  "lengths",
  await renderSvg({
    title: "Thirty orders of coffee",
    data: { values: dialogs.map(({ length, stopReason }) => ({ turns: length, ended: stopReason })) },
    mark: "bar",
    width: 420,
    height: 160,
    encoding: {
      x: { field: "turns", type: "ordinal", title: "turns" },
      y: { aggregate: "count", title: "dialogues" },
      color: { field: "ended", title: "ended by" },
    },
  }),
);

// %% [markdown]
// Bars of `max_turns` were cut off: nobody had said goodbye. `dialog.complete` is the flag for that, and the usual first
// filter over synthetic data.

// %%
const complete = dialogs.filter((each) => each.complete);
console.log(`${complete.length} of ${dialogs.length} came to an end by themselves`);

// %% [markdown]
// ## A real model
//
// The model is a string, for one agent (`new Agent({ persona, model: "ollama:qwen3:14b" })`) or for everything:
//
// ```ts
// import { configure } from "@sdialog/llm";
// configure({ model: "openai:gpt-4.1", temperature: 0.9 });
// ```
//
// Nothing else in this lesson changes. Next: [multi-agent generation](02-multi-agent-generation.ipynb), step by step.
