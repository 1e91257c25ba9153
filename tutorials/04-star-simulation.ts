// %% [markdown]
// # 4. Simulating a dataset: STAR
//
// Synthetic dialogues are worth what a comparison with real ones says about them. STAR is a good partner for that: 6,652
// dialogues between people, 24 tasks, and for each dialogue the **scenario** both sides were given. Play the scenarios
// again with agents, and every synthetic dialogue has a human twin.
//
// With `SDIALOG_STAR_PATH` set to a clone of [RasaHQ/STAR](https://github.com/RasaHQ/STAR) (MIT licence) this lesson runs on
// the corpus, which is what the notebook shows; without it on four invented dialogues in the same format.
//
// The model that plays is the tiny demonstration model. It was trained on STAR, among other things, so it recites: six in
// ten of its longer turns stand in the corpus word for word. That makes it a good example to measure, not to imitate.

// %%
import { saveDialog } from "@sdialog/core/fs";
import type { Dialog } from "@sdialog/core";
import { graphToDot, sampleFolder, Star } from "@sdialog/datasets-star";
import { DatasetComparator, MeanEvaluator, metricByName } from "@sdialog/evaluation";
import { MeanTurnLengthScore, TurnCountScore } from "@sdialog/evaluation/scores";
import { printComparison, renderSvg } from "@sdialog/report";
import { show } from "./show.ts";

const star = await Star.open(process.env["SDIALOG_STAR_PATH"] || sampleFolder);
const isSample = star.path === sampleFolder;
console.log(isSample ? "the sample" : "the corpus", await star.stats());

// %% [markdown]
// ## What is in it
//
// Scenarios say whether the caller cooperates (`Happy`) and has one matter or several (`MultiTask`). Reading the whole
// corpus takes about a second, so count before you choose.

// %%
const counts: object[] = [];
for await (const { scenario, length } of star.dialogs()) {
  const kind = `${scenario.Happy ? "happy" : "unhappy"}, ${scenario.MultiTask ? "several tasks" : "one task"}`;
  counts.push({ kind, turns: length });
}

await show(
  "kinds",
  await renderSvg({
    title: "Turns of the human dialogues",
    data: { values: counts },
    mark: "bar",
    width: 420,
    height: 70,
    encoding: {
      row: { field: "kind", title: null, header: { labelAngle: 0, labelAlign: "left" } },
      x: { field: "turns", type: "quantitative", bin: { maxbins: 30 } },
      y: { aggregate: "count", title: null },
    },
    resolve: { scale: { y: "independent" } },
  }),
);

// %% [markdown]
// ## A task is a flow chart
//
// `graph` gives which action follows which, `responses` how the wizard words each. As text for Graphviz:

// %%
const task = isSample ? "library_renew" : "doctor_followup";
console.log(graphToDot(task, await star.graph(task)));
console.log(await star.responses(task));

// %% [markdown]
// ## One dialogue, three ways
//
// From least to most guided. First, only the scenario:

// %%
const MODEL = "local:pocket";
const id = (await Array.fromAsync(star.dialogs({ task, multitask: false })))[0]?.id ?? 1;
const original = await star.dialog(id);
original.print();

// %%
const free = await star.agentsFor(original.scenario, { model: MODEL });
console.log(String(await free.system.dialogWith(free.user, { seed: id, maxTurns: 10 })));

// %% [markdown]
// Then with what this dialogue knows (the answers of the knowledge base, the wizard's first words), and finally with
// rules: the flow chart suggests responses, and the caller gets the instructions the human caller got.

// %%
const opened = await star.agentsForDialog(id, { model: MODEL, originalOpening: true });
console.log(String(await opened.system.dialogWith(opened.user, { seed: id, maxTurns: 10 })));

// %%
const guided = await star.agentsForDialog(id, { model: MODEL, originalOpening: true, orchestrate: true });
const dialog = await guided.system.dialogWith(guided.user, { seed: id, maxTurns: 10 });
const hints = (dialog.events ?? []).filter(({ action }) => action.startsWith("instruct"));
for (const { agent, action, content } of hints.slice(0, 4))
  console.log(`${agent} ${action}: ${String(content)}\n`);

// %% [markdown]
// A capable model reads this and follows the chart. The prompt of the demonstration model has no place for it, which is why
// the dialogues above are so alike.
//
// ## A synthetic twin for every dialogue
//
// Ids carry over, so pairs can be found again; the id is the seed as well, so the whole set can be made again.

// %%
const humans: Dialog[] = [];
const twins: Dialog[] = [];
for await (const human of star.dialogs(isSample ? {} : { task, happy: true, multitask: false })) {
  if (humans.length === 12) break; // remove this line for all of them
  const { system, user } = await star.agentsFor(human.scenario, { model: MODEL });
  const twin = await system.dialogWith(user, { id: human.id, seed: human.id, maxTurns: 14 });
  await saveDialog(human, `output/star/humans/${human.id}.json`);
  await saveDialog(twin, `output/star/twins/${human.id}.json`);
  humans.push(human);
  twins.push(twin);
}
console.log(twins.length, "twins;", twins.filter(({ complete }) => complete).length, "came to an end");

// %% [markdown]
// ## Side by side
//
// Twins have their human's id, so the test can compare pairs instead of two crowds.

// %%
const comparison = await new DatasetComparator([
  new MeanEvaluator(new TurnCountScore(), { name: "turns" }),
  new MeanEvaluator(new MeanTurnLengthScore(), { name: "words per turn" }),
  new MeanEvaluator(metricByName("question-rate"), { name: "questions per 100 turns" }),
]).compare({ humans, twins }, { seed: 1, reference: "humans", paired: true });
printComparison(comparison);

// %% [markdown]
// No star, no difference? With twelve dialogues (or four) the intervals are wide and the tests humble, and a model that
// recites the corpus has the corpus's lengths. Lesson 9 is about what else to look at.
//
// From the command line, resumable and in parallel:
//
// ```sh
// sdialog star generate --path STAR --task doctor_followup --happy --no-multitask --out twins
// sdialog compare humans=humans twins=twins --reference humans
// ```
