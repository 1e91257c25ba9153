// %% [markdown]
// # 8. Role-play of a chatbot under test
//
// You have a chatbot behind a URL. How does it fare with people who *want* something, are different from each other, and
// do not give up at the first answer? LLM Roleplay (Tamoyan et al., 2024) has a model play such people: each with a
// persona and a goal of several steps, questioning the chatbot until the goal is reached or the conversation breaks.
//
// Both sides are scripted here, so that the ways in which such conversations break can be shown on purpose. The chatbot
// is nevertheless a real one: an HTTP server that speaks OpenAI's protocol.

// %%
import { assistant, chatbot, goalDirectedUser } from "@sdialog/agents";
import { serveAgents } from "@sdialog/agents/server";
import { renderSvg } from "@sdialog/report";
import {
  RoleplayGenerator,
  roleplayGoals,
  roleplayReport,
  roleplayResult,
  sociodemographic,
} from "@sdialog/generators";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { show } from "./show.ts";

// %% [markdown]
// ## The chatbot under test
//
// It answers the first two questions. Asked a third time it forgets itself and says the same thing over and over, which
// is what overlong conversations do to small models.

// %%
const answers = ["Begin with the two largest numbers.", "Then divide what is left evenly."];
const chatbotModel = scriptedModel(({ messages }: ChatRequest) => {
  const asked = messages.filter(({ role }) => role === "user").length;
  return answers[asked - 1] ?? "as I said as I said as I said as I said as I said as I said as I said";
});
const server = await serveAgents(assistant({ name: "helper", model: chatbotModel }), { port: 0 });
console.log("listening:", server.url.startsWith("http://127.0.0.1:"));

// %% [markdown]
// ## People and goals
//
// Twenty of three hundred sociodemographic persons, and ten goals that ship. Of a goal, the first line is the objective;
// each further line is brought up one turn later.

// %%
const personas = sociodemographic({ n: 20, seed: 73 });
console.log(personas[0]?.describe());
console.log(roleplayGoals[0]);

// %% [markdown]
// ## The inquirer
//
// The model that plays the people must mark its message, by quotation marks unless you choose another **envelope**, since
// models like to talk around it. It ends by a word of its own. This script behaves like a mid-sized model: mostly well,
// now and then with two candidates, with no message at all, or with no idea when to stop.

// %%
const inquirer = scriptedModel(({ messages, seed = 0 }: ChatRequest) => {
  const exchange = messages.filter(({ role }) => role === "assistant").length;
  const person = messages[0]?.content ?? "";
  if (exchange === 0) return 'I would write: "How do I work this out?"';
  if (exchange === 1 && seed % 3 === 0) return "I am not sure what to ask now."; // no message: asked again
  if (exchange === 1) return 'Either "And the rest?" or "What comes then?"';
  return person.includes("another language") ? '"Once more, please?"' : "FINISH";
});

// %% [markdown]
// ## One conversation

// %%
const roleplay = new RoleplayGenerator({
  inquirer,
  responder: chatbot(`${server.url}/v1`, { model: "helper" }),
  goals: roleplayGoals.slice(0, 3),
  personas,
  maxTurns: 12,
});

const [goal = ""] = roleplayGoals;
const [person] = personas;
const one = await roleplay.play({ goal, persona: person ?? "", seed: 1 });
one.print();
console.log(roleplayResult(one));

// %% [markdown]
// What went wrong on the way is in the record even when a second try put it right: `regenerated` counts those. The raw
// replies of the model are kept as events beside the message that was taken from them.

// %%
console.log((one.events ?? []).filter(({ action }) => action === "envelope").map(({ content }) => content));

// %% [markdown]
// ## All of them
//
// Every person pursues every goal, several at a time, and each dialogue is a function of goal, person and seed.

// %%
const dialogs = await Array.fromAsync(roleplay.generate({ seed: 73, concurrency: 4 }));
const report = roleplayReport(dialogs);
console.log(report);

// %%
await show(
  "outcomes",
  await renderSvg({
    title: "How sixty conversations came out",
    data: { values: dialogs.map((dialog) => ({ ...roleplayResult(dialog), faults: undefined })) },
    mark: "bar",
    width: 420,
    height: { step: 28 },
    encoding: {
      y: { field: "outcome", title: null },
      x: { aggregate: "count", title: "conversations" },
      color: { field: "exchanges", type: "ordinal" },
    },
  }),
);

// %% [markdown]
// Here is the finding this test was made for: whoever asks a third time breaks the chatbot (`incoherent_responder`). The
// guard looks for repeated words outside of code and tables, where repetition is normal. An ending by an error is not a
// goal reached, and no exchange is counted that never happened.
//
// ## By hand
//
// The person is a participant like any other, so she can also talk to an agent, in a group, or under your own rules:

// %%
const asking = goalDirectedUser({ persona: "A retired teacher.", goal, model: inquirer });
console.log(asking.name, "|", asking.description);
await server.close();

// %% [markdown]
// `compat: true` follows the original implementation to the letter, for comparisons with published numbers. To test your
// own chatbot, replace the server by its address, and the script by `inquirer: "ollama:mixtral"` or another model that
// plays people well.
