// %% [markdown]
// # 18. One model writes both sides
//
// In lesson 4 two agents play a scenario of STAR, each with a model call a turn. There is a cheaper way: describe the
// scenario, and have **one model write the whole dialogue** in one call. It sees both sides, so nobody is surprised, and
// that is exactly what to measure afterwards.
//
// The demonstration model cannot write whole dialogues. Set `SDIALOG_MODEL` to one that can (`openai:gpt-4.1`,
// `ollama:qwen3:14b`); without it a script stands in that reads the flow chart from the prompt and fills in its responses.
// With `SDIALOG_STAR_PATH` the scenarios come from the corpus, without it from four invented dialogues in its format.

// %%
import type { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { sampleFolder, Star } from "@sdialog/datasets-star";
import { compareDatasets } from "@sdialog/evaluation";
import { DialogGenerator, PersonaDialogGenerator } from "@sdialog/generators";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { printComparison } from "@sdialog/report";
import { z } from "zod";

const star = await Star.open(process.env["SDIALOG_STAR_PATH"] || sampleFolder);
const standIn = scriptedModel(({ messages, seed = 0 }: ChatRequest) => {
  const prompt = messages.map(({ content }) => content).join("\n");
  if (prompt.includes("Give a title"))
    return JSON.stringify({ title: "A loan is renewed", mood: "friendly" });
  const responses = [...prompt.matchAll(/^ {2}"\w+": "(.*)",?$/gm)].map(([, said = ""]) => said);
  const asked = /What the user wants:\n(.*)/.exec(prompt)?.[1] ?? "something";
  const wishes = [`Hello. ${asked}`, `Hi! It is about this: ${asked}`, `Good morning. ${asked}`];
  const answers = ["It's 4711.", "Yes, please.", "That is right."];
  const dialog = responses.slice(1, 10).flatMap((said, at) => [
    { speaker: "User", text: at === 0 ? (wishes[seed % 3] ?? asked) : (answers[(seed + at) % 3] ?? "Yes.") },
    {
      speaker: "System",
      text: said.replace("TITLE", "Middlemarch").replace("DUE_DATE", "Friday").replace("FEE", "20"),
    },
  ]);
  return JSON.stringify({ dialog: [...dialog, { speaker: "User", text: "Thank you, goodbye." }] });
});
const model = process.env["SDIALOG_MODEL"] ?? standIn;
console.log(typeof model === "string" ? model : "a script stands in for a model");

// %% [markdown]
// ## A scenario in words
//
// `scenarioDescription` says what the user wants, what the system has to do, and the flow chart with its responses: all
// that the people behind the corpus were given.

// %%
const [first] = await Array.fromAsync(star.dialogs({ happy: true, multitask: false }));
if (first === undefined) throw new Error("The corpus has no such dialogue");
const description = await star.scenarioDescription(first.scenario);
console.log(description);

// %% [markdown]
// ## One call, one dialogue
//
// The description goes in as details. Speakers are called as in the corpus, and a dialogue of another length or with other
// speakers is asked for again.

// %%
const generator = new DialogGenerator({
  personas: { User: "somebody who calls the library", System: "an assistant" },
  turns: { min: 3, max: 20 },
  model,
});
const dialog = await generator.generate({ dialogueDetails: description, seed: 1, id: first.id });
dialog.print();

// %% [markdown]
// What the model is sent, you see without asking it:

// %%
for (const { role, content } of generator.prompt({ dialogueDetails: description }))
  console.log(`[${role}]`, `${content.slice(0, 200)}…`);

// %% [markdown]
// ## With the personas of the scenario
//
// The corpus says who calls; `PersonaDialogGenerator` writes for personas, as agents would play them.

// %%
const [user, system] = [star.userPersona(first.scenario), star.systemPersona(first.scenario)];
const withPersonas = new PersonaDialogGenerator(
  user.clone({ name: "User" }),
  system.clone({ name: "System" }),
  {
    dialogueDetails: description,
    model,
  },
);
console.log(String(await withPersonas.generate({ seed: 2 })));

// %% [markdown]
// ## The same prompt, another answer
//
// `generateAs` asks for any schema instead of a dialogue: here a title for each scenario, before anything is written.

// %%
const outline = z.object({ title: z.string(), mood: z.enum(["friendly", "tense"]) });
console.log(
  await generator.generateAs(outline, { dialogueDetails: `Give a title.\n${description}`, seed: 1 }),
);

// %% [markdown]
// ## A twin for every dialogue of a task
//
// As in lesson 4: the id of the human dialogue is the twin's id and its seed.

// %%
const humans: Dialog[] = [];
const twins: Dialog[] = [];
for await (const human of star.dialogs({ happy: true })) {
  if (humans.length === 12) break; // remove this line for all of them
  if (human.turns.length === 0) continue;
  const dialogueDetails = await star.scenarioDescription(human.scenario);
  humans.push(human);
  twins.push(await generator.generate({ dialogueDetails, seed: Number(human.id), id: human.id }));
}
await saveDialogs(twins, "output/star-single-model.jsonl");
for (const twin of twins)
  console.log(
    twin.id,
    twin.turns
      .slice(0, 2)
      .map(({ speaker, text }) => `${speaker}: ${text}`)
      .join(" | "),
  );

// %% [markdown]
// ## What gives it away
//
// Somebody who writes both sides makes them fit too well: turns of one length, no questions asked twice, little repair.
// Look at these first, pair by pair.

// %%
const comparison = await compareDatasets(
  { humans, "one model": twins },
  {
    metrics: ["turn-count", "mean-turn-length", "turn-taking-ratio", "question-rate", "speaker-entropy"],
    reference: "humans",
    paired: true,
    seed: 1,
  },
);
printComparison(comparison);

// %% [markdown]
// Two agents or one model? One call is cheaper by the number of turns, and sees the end coming. Two agents know only what
// they were told, so they ask, misunderstand and repair. For training data about a task, take one model; to test a chatbot,
// or to study how people find out what they do not know, take agents.
