// %% [markdown]
// # 22. Models that put labels on dialogues
//
// Which task is this dialogue about? Was it done? Does the caller get angry? For a handful, read; for ten thousand, have a
// model annotate, **and find out how far it can be trusted** before you use a single label. An annotator is a judge whose
// answer is a label instead of a grade.
//
// The demonstration model cannot annotate. A script stands in that goes by keywords, and errs as keywords do; set
// `SDIALOG_MODEL` to a real model. With `SDIALOG_STAR_PATH` the dialogues are the corpus's, whose tasks are known; without
// it some are made up here by the same rules, half with the wording that keywords miss.

// %%
import { Dialog, Random } from "@sdialog/core";
import { loadDialogs, saveDialogs } from "@sdialog/core/fs";
import { Star } from "@sdialog/datasets-star";
import { LLMJudge } from "@sdialog/evaluation/judges";
import { cohenKappa, krippendorffAlpha } from "@sdialog/evaluation/statistics";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { z } from "zod";

// %% [markdown]
// ## Dialogues whose task is known

// %%
const wordings: Readonly<Record<string, readonly string[]>> = {
  hotel_book: [
    "I need a hotel for two nights.",
    "Do you have a room by the lake?",
    "Somewhere to sleep tonight, please.",
  ],
  doctor_schedule: [
    "I'd like an appointment with a doctor.",
    "My back hurts, who can look at it?",
    "When is Dr. Morgan in?",
  ],
  bank_balance: ["What is my balance at the bank?", "How much is on my account?", "Can I afford a new bike?"],
};
const tasks = Object.keys(wordings);

async function knownDialogs(): Promise<Dialog[]> {
  const path = process.env["SDIALOG_STAR_PATH"];
  if (path !== undefined && path !== "") {
    const star = await Star.open(path);
    const some: Dialog[] = [];
    for (const task of tasks)
      for await (const dialog of star.dialogs({ task, multitask: false })) {
        if (dialog.turns.length === 0) continue; // some were broken off before a word
        some.push(dialog.clone({ id: dialog.id, notes: { task } }));
        if (some.length % 20 === 0) break;
      }
    return some;
  }
  const random = new Random(1);
  return Array.from({ length: 60 }, (_, id) => {
    const task = tasks[id % tasks.length] as string;
    const turns = [
      { speaker: "System", text: "Hello, how can I help you?" },
      { speaker: "User", text: random.pick(wordings[task] ?? [""]) },
      { speaker: "System", text: random.pick(["One moment, please.", "Of course. What is your name?"]) },
      { speaker: "User", text: random.pick(["Alex Miller.", "That takes too long!", "Thank you."]) },
    ];
    return new Dialog({ id, turns, notes: { task } });
  });
}
const dialogs = await knownDialogs();
const gold = dialogs.map(({ notes }) => (notes as { task: string }).task);
console.log(dialogs.length, "dialogues of", tasks.join(", "));

// %% [markdown]
// ## The annotator
//
// A criterion in words and a schema for the answer. `other` is a choice, or everything would have to be one of the three;
// the reason comes before the label, and can be read. `value` says what is counted.

// %%
const schema = z.object({ task: z.enum([...tasks, "other"]), done: z.boolean() });
const keywords = scriptedModel(({ messages }: ChatRequest) => {
  const transcript = messages.at(-1)?.content.split("\n\n").at(-1)?.toLowerCase() ?? "";
  const found: Readonly<Record<string, RegExp>> = {
    hotel_book: /hotel|room/,
    doctor_schedule: /doctor|dr\./,
    bank_balance: /bank|account/,
  };
  const task = tasks.find((name) => found[name]?.test(transcript)) ?? "other";
  return JSON.stringify({
    reason: "By a word that stands in it.",
    task,
    done: !transcript.includes("too long"),
  });
});
const annotator = new LLMJudge(
  {
    name: "task",
    criterion: `Say which task this dialogue is about, and whether it was done:
- hotel_book: a room is wanted for a night or more
- doctor_schedule: an appointment with a doctor is wanted
- bank_balance: somebody wants to know how much money they have
- other: none of these`,
    schema,
    value: ({ done }) => (done ? 1 : 0),
  },
  { model: process.env["SDIALOG_MODEL"] ?? keywords, feedback: true },
);
const verdicts = await annotator.judgeAll(dialogs);
console.log(verdicts[0]);

// %% [markdown]
// ## How far can it be trusted?
//
// Against the known tasks: how often right, how much of that beyond chance, and which task is taken for which. Look at
// `other` by itself: an annotator that says it does not know is more useful than one that guesses.

// %%
// A dialogue in which nothing is said, and the corpus has some, has no verdict.
const labels = verdicts.map((verdict) => verdict?.task ?? "other");
const right = labels.filter((label, at) => label === gold[at]).length;
console.log(`right: ${right} of ${labels.length}`);
const kappa = cohenKappa(labels, gold);
console.log("kappa:", kappa.value?.toFixed(2));

const columns = [...tasks, "other"];
console.log("known \\ said".padEnd(18), columns.map((name) => name.padStart(16)).join(""));
for (const task of tasks) {
  const counts = columns.map(
    (said) => labels.filter((label, at) => label === said && gold[at] === task).length,
  );
  console.log(task.padEnd(18), counts.map((count) => String(count).padStart(16)).join(""));
}

// %% [markdown]
// Read what it got wrong; errors have a pattern, and the criterion is where to mend it.

// %%
for (const [at, label] of labels.entries())
  if (label !== gold[at] && at < 12) console.log(`${gold[at]} → ${label}: ${dialogs[at]?.turns[1]?.text}`);

// %% [markdown]
// ## A second annotator, and people
//
// Without known labels, let two annotators and a person label some of the same dialogues. Krippendorff's α takes any number
// of raters, and leaves out what one of them has not seen. Here the second goes by other words, and the person has
// labelled every third dialogue.

// %%
const second = gold.map((task, at) => (at % 7 === 0 ? "other" : task));
const person = gold.map((task, at) => (at % 3 === 0 ? task : null));
const table = labels.map((label, at) => [label, second[at] ?? null, person[at] ?? null]);
console.log("α of all three:", krippendorffAlpha(table).value?.toFixed(2));
console.log("α of the annotators:", krippendorffAlpha(table.map((row) => row.slice(0, 2))).value?.toFixed(2));

// %% [markdown]
// ## Kept where they belong
//
// Labels go into the dialogue's `annotations`, with who gave them. The playground shows and filters them, and people can
// rate the same dialogues there with a rubric of their own; its view “Agreement” says how far they agree.

// %%
const annotated = dialogs.map((dialog, at) => {
  const { task, done } = verdicts[at] ?? { task: "other", done: false };
  return new Dialog({
    ...dialog.toJSON(),
    annotations: { labels: [task, done ? "done" : "not done"], annotator: annotator.name },
  });
});
await saveDialogs(annotated, "output/annotated.jsonl");
const back = await Array.fromAsync(loadDialogs("output/annotated.jsonl"));
console.log(back.length, "dialogues with labels; the first:", back[0]?.annotations);

// %% [markdown]
// ## How much of the set is done?
//
// An estimate from labels of a model inherits its errors. Say the share with the annotator's accuracy beside it, or label a
// sample by hand and correct the share with it.

// %%
const done = verdicts.filter((verdict) => verdict?.done).length / verdicts.length;
console.log(
  `${Math.round(done * 100)} % done, says an annotator that names ${Math.round((right / labels.length) * 100)} % of the tasks rightly`,
);
