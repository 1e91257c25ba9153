// %% [markdown]
// # 2. Generating dialogues with several agents
//
// One model could write a whole dialogue in one go. Here it does not: **two agents, each with a persona of its own, talk
// with each other**, and what they say becomes the dialogue. Neither reads the other's instructions, so neither can
// write the other's lines, and each can have its own model, rules and tools.
//
// First a dad and his daughter; then the same machinery plays the scenarios of a real dataset, STAR.
//
// The model is the small one that comes with the library. It plays a birthday party quite well, recites
// a good deal of the dataset, on which it was trained, and is lost elsewhere; put any other model string in its place.

// %%
const MODEL = "local:pocket"; // or "ollama:qwen2.5:14b", "openai:gpt-4.1", …

// %% [markdown]
// ## Persona
//
// The library has 35 kinds of personas. For a kind of your own, list its attributes; each is a zod schema, so types,
// validation and file formats all follow from this one declaration.

// %%
import { definePersona } from "@sdialog/personas";
import { z } from "zod";

class Persona extends definePersona("Persona", {
  name: z.string().default(""),
  role: z.string().default(""),
  background: z.string().default(""),
  personality: z.string().default(""),
  circumstances: z.string().default(""),
  rules: z.string().default(""),
}) {}

// %% [markdown]
// Bob is the first one.

// %%
const bobPersona = new Persona({
  name: "Bob",
  role: "great dad",
  circumstances: "You are planning a Lord of the Rings birthday party with your daughter.",
  background: "Computer Science PhD.",
  personality: "an extremely happy person that likes to help people",
});

// %% [markdown]
// As text, a persona speaks to the model that is going to play it. Empty attributes are left out.

// %%
console.log(String(bobPersona));

// %% [markdown]
// Should that not be how you want to put it, override `describe()`.

// %%
class CustomPersona extends definePersona("CustomPersona", {
  name: z.string().default(""),
  role: z.string().default(""),
}) {
  override describe(): string {
    return `People call you ${this.name}, and there is no greater ${this.role} than you.`;
  }
}

const awesomeBob = new CustomPersona({ name: "Bob", role: "dad" });
console.log(String(awesomeBob));

// %% [markdown]
// ## Agent
//
// An agent is a persona and a model.

// %%
import { Agent } from "@sdialog/agents";

const bob = new Agent({ persona: bobPersona, model: MODEL });

// %% [markdown]
// Talk to him as if you were his daughter. `respond` is a private chat: he remembers it until `reset`, and the seed of
// the chat makes his answers repeatable.

// %%
bob.reset({ seed: 4 });
for (const message of [
  "Hi dad!",
  "I need your help with my birthday party.",
  "May it be about The Lord of the Rings?",
]) {
  console.log("you:", message);
  console.log("Bob:", await bob.respond(message));
}

// %% [markdown]
// Now let someone else be the daughter.

// %%
const alicePersona = new Persona({
  name: "Alice",
  role: "lovely daughter",
  circumstances: "Your birthday is getting closer. You want a Lord of the Rings birthday party.",
});

// %% [markdown]
// ## Two agents talk
//
// For now neither may end the conversation (`canFinish: false`). A chat model always has a next message, so they go on
// until the turns run out.

// %%
const endlessBob = bob.clone({ canFinish: false });
const endlessAlice = new Agent({ persona: alicePersona, model: MODEL, canFinish: false });

const endless = await endlessAlice.talkWith(endlessBob, { maxTurns: 12, seed: 16 });
endless.print();

// %% [markdown]
// They were cut off in the middle. With more turns they would go round in circles, or say goodbye over and over. The
// dialogue knows that nobody ended it:

// %%
console.log("complete:", endless.complete, "| because:", endless.stopReason);

// %% [markdown]
// That flag is a cheap filter over thousands of dialogues. Better still, let somebody say goodbye.

// %%
const alice = endlessAlice.clone({ canFinish: true });

// %% [markdown]
// Alice is now told that she may end the conversation with a code word. The word never reaches the dialogue; after it Bob
// gets to answer once. (For agents `canFinish` is on unless you turn it off; `clone` makes a new agent and leaves the
// old one as it was.)

// %%
const party = await alice.talkWith(endlessBob, { maxTurns: 24, seed: 16 });
party.print();

// %%
console.log("complete:", party.complete, "| because:", party.stopReason);

// %% [markdown]
// ## First utterances
//
// To have Alice open with something given, name it, or name several and the seed picks one.

// %%
const politeAlice = alice.clone({
  firstUtterance: ["Hi Dad! Can we talk about my party?", "Hello Dad, I have an idea for my birthday."],
});

for (const seed of [1, 2, 3, 4]) {
  const dialog = await politeAlice.talkWith(endlessBob, { maxTurns: 3, seed });
  console.log(`seed ${seed}:`, dialog.turns.map(({ text }) => text).join(" — "));
}

// %% [markdown]
// ## Seeds
//
// Every dialogue carries its seed. Give it back, and the two say the same again: word for word, as long as the model
// itself is deterministic, which the bundled one is.

// %%
const fresh = await politeAlice.talkWith(endlessBob, { maxTurns: 20 }); // no seed given: a new one is drawn
const again = await politeAlice.talkWith(endlessBob, { maxTurns: 20, seed: Number(fresh.seed) });

console.log("the same words:", String(fresh) === String(again), "| the same id:", fresh.id === again.id);

// %% [markdown]
// ## Another personality
//
// Now for some mischief: Bob becomes a dad who would rather be left alone. Personas do not change, so `clone` makes a
// variant (which remembers whose variant it is), and the good Bob stays available.

// %%
const shyPersona = bobPersona.clone({
  personality: "really shy, does not like to talk to people or help anyone, not even a daughter",
});
const badBob = new Agent({ persona: shyPersona, model: MODEL, name: "Bad Bob" });

console.log("variant of Bob:", shyPersona.metadata.parentId === bobPersona.metadata.id);
(await politeAlice.talkWith(badBob, { maxTurns: 12, seed: 3 })).print();

// %% [markdown]
// A larger model would grunt its way through this. Ours was trained on helpful dads and barely notices; where a persona
// alone does not carry, rules do.
//
// ## Orchestrators
//
// An **orchestrator** watches the conversation and may tell its agent something before the next message. Only that agent
// hears it. Here are three: one reacts to a word, one watches the length, one has Alice change her mind.

// %%
import { ChangeMindOrchestrator, LengthOrchestrator, SimpleReflexOrchestrator } from "@sdialog/orchestrators";

const cake = new SimpleReflexOrchestrator({
  condition: /cake|cookies|food/i,
  instruction: "Say that grandma bakes the best cake in the world.",
});
const length = new LengthOrchestrator({ min: 6, max: 10, enforce: true });
const changeMind = new ChangeMindOrchestrator({ probability: 0.4, reasons: "It would cost too much." });

const ruledAlice = politeAlice.with(changeMind, length);
const ruled = await ruledAlice.talkWith(bob.with(cake), { maxTurns: 20, seed: 7 });
ruled.print({ orchestration: true });

// %% [markdown]
// `print({ orchestration: true })` shows each instruction where it was given. The bundled model does not take
// instructions (its prompt has no place for them), so only what is enforced shows: the dialogue ends in time. Any
// instruction-following model heeds them all. [Lesson 3](03-orchestration.ipynb) is about nothing else.
//
// ## A use case: the STAR dataset
//
// STAR holds thousands of task dialogues between people, and for each of them a **scenario**: what the caller was told to
// achieve, and which flow charts the assistant had to follow. Replaying scenarios with agents gives new dialogues whose
// human originals are there for comparison.
//
// Set `SDIALOG_STAR_PATH` to a clone of [RasaHQ/STAR](https://github.com/RasaHQ/STAR) (MIT licence) for the real thing;
// what the notebook shows below comes from there. Without it, four invented dialogues in the same format stand in.

// %%
import { sampleFolder, Star } from "@sdialog/datasets-star";

const star = await Star.open(process.env["SDIALOG_STAR_PATH"] || sampleFolder);
const corpus = star.path === sampleFolder ? "sample" : "STAR";
console.log(corpus, "|", star.dialogIds().length, "dialogues |", star.taskNames().join(", "));

// %% [markdown]
// Take the first one as the dialogue to imitate.

// %%
const target = star.dialogIds()[0] ?? 1;
const original = await star.dialog(target);
original.print();

// %% [markdown]
// And its scenario:

// %%
const scenario = await star.scenario(target);
console.log(JSON.stringify(scenario, null, 2));

// %% [markdown]
// To generate dialogues *for a scenario*, all that is needed is two personas that follow from it. STAR's package derives
// them:

// %%
console.log(String(star.userPersona(scenario)));

// %% [markdown]
// or, one step further, the two agents. `agentsForDialog` adds what only this dialogue knows: what the knowledge base
// answered, the system's first words, and as rules the flow chart with its **responses**.

// %%
const { system, user } = await star.agentsFor(scenario, { model: MODEL });
console.log(system.name, "and", user.name);

// %% [markdown]
// Wrapped up, for any dialogue of the corpus by its number:

// %%
const agentsOf = async (id: number) => star.agentsFor(await star.scenario(id), { model: MODEL });

const pair = await agentsOf(target);
const synthetic = await pair.system.dialogWith(pair.user, { maxTurns: 12, seed: target });
synthetic.print();

// %% [markdown]
// The prompt is not a secret. This is what the user's side was told:

// %%
console.log(user.prompt());

// %% [markdown]
// ## Graph and responses
//
// A flow chart says which action follows which, and the responses say how the wizard words each action.

// %%
const task = scenario.WizardCapabilities[0]?.Task ?? "";
const graph = await star.graph(task);
const responses = await star.responses(task);

for (const [action, next] of Object.entries(graph).slice(0, 6)) console.log(action, "→", next);
console.log();
for (const [action, text] of Object.entries(responses).slice(0, 4)) console.log(`${action}: ${text}`);

// %% [markdown]
// `SimpleResponseOrchestrator` turns both into a rule: it finds the action the system has just performed and suggests the
// responses of the actions that follow. `orchestrate: true` attaches it (and gives the user the same hints the human
// caller got, at the same points).

// %%
const guided = await star.agentsForDialog(target, {
  model: MODEL,
  originalOpening: true,
  orchestrate: true,
});
const followed = await guided.system.dialogWith(guided.user, { maxTurns: 8, seed: target });
followed.print({ orchestration: true });

// %% [markdown]
// What a rule looked up stays in the dialogue as events, so you can ask later whether the model followed it:

// %%
const suggestions = (followed.events ?? []).filter(({ action }) => action === "request_suggestions");
console.log(suggestions.length, "look-ups; the first:", suggestions[0]?.content);

// %% [markdown]
// ## A harder one
//
// Scenarios may combine tasks and ask the caller to be difficult. The persona says so.

// %%
const hardId = star.path === sampleFolder ? 10 : 5100;
const hard = await star.scenario(hardId);
console.log(JSON.stringify(hard, null, 2));
console.log(String(star.userPersona(hard)));

// %%
const hardPair = await agentsOf(hardId);
(await hardPair.system.dialogWith(hardPair.user, { maxTurns: 10, seed: hardId })).print();

// %% [markdown]
// Neither has a plan that lasts for more than a turn or two, and nobody digresses on purpose: that takes a larger model.
// What matters here is that scenario, personas and prompt are all there for it.
//
// ## Saving
//
// One synthetic dialogue for every simple dialogue of one task. The original's id is used as the id *and* as the seed,
// so the pairing is kept; what exists is skipped, so a run that was stopped goes on where it was.

// %%
import { existsSync, readdirSync } from "node:fs";
import { saveDialog } from "@sdialog/core/fs";

const folder = "output/STAR/multi-agents";
const wanted = star.dialogs({ task, happy: true, multitask: false });
let made = 0;
for await (const { id } of wanted) {
  if (existsSync(`${folder}/json/${id}.json`)) continue;
  if (made++ === 5) break; // remove this line to make them all

  const agents = await agentsOf(id);
  const dialog = await agents.system.dialogWith(agents.user, { id, seed: id, maxTurns: 12 });
  await saveDialog(dialog, `${folder}/txt/${id}.txt`);
  await saveDialog(dialog, `${folder}/json/${id}.json`);
}

// %%
console.log(readdirSync(folder), readdirSync(`${folder}/json`));

// %% [markdown]
// The same from the command line, resumable as well:
// `sdialog star generate --path STAR --task doctor_followup --happy --no-multitask --out out`
