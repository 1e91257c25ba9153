import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { RoleplayResult } from "@sdialog/generators";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { runRecipe } from "../../run/run-recipe.ts";
import { readDialogs } from "../../testing/dialog-contents.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

const inquirer = scriptedModel(
  ({ messages, seed }) => (messages.length < 6 ? `Maybe: "Tell me about ${seed}"` : "FINISH"),
  { id: "x:person" },
);
const responder = scriptedModel(({ messages }) => `You said: ${messages.at(-1)?.content}`, { id: "x:bot" });
const models = { "x:person": inquirer, "x:bot": responder };
const recipe = {
  kind: "roleplay",
  model: "x:bot",
  inquirer: { model: "x:person" },
  goals: ["Bake bread.\nWithout yeast.", "Mend a chair."],
  personas: ["a nurse", { type: "Persona", name: "Bo", role: "pilot" }],
};
const runs = async (changes: object, name = "run") => {
  const out = join(await temporaryFolder(), name);
  const summary = await runRecipe({ ...recipe, ...changes }, { out, models });
  return { summary, dialogs: await readDialogs(out) };
};

describe("roleplay", () => {
  it("has every person pursue every goal, and says how it came out", async () => {
    const { summary, dialogs } = await runs({});
    expect(summary).toMatchObject({ done: 4, total: 4 });
    const pairs = dialogs.map(({ personas, scenario }) =>
      JSON.stringify([(personas as { User: object }).User, scenario]),
    );
    expect(new Set(pairs).size).toBe(4);
    expect(pairs.some((pair) => pair.includes("pilot") && pair.includes("Without yeast."))).toBe(true);
    for (const { extra } of dialogs)
      expect(extra["roleplay"] as RoleplayResult).toMatchObject({ outcome: "goal_reached", exchanges: 3 });
  });

  it("counts what came of the conversations, and has a chatbot answer that is only an address", async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? "");
      request.resume().on("end", () => response.end(JSON.stringify({ answer: "Flour and water." })));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`;
    try {
      const chatbot = { type: "webhook", url };
      const { summary, dialogs } = await runs({ chatbot, required: 0.5 });
      expect(summary.outcomes).toEqual({
        reached: 4,
        missed: 0,
        unjudged: 0,
        outcomes: { goal_reached: 4 },
        faults: {},
        required: 0.5,
      });
      expect(asked).toHaveLength(12);
      expect(dialogs.map(({ turns }) => turns[1]?.text)).toEqual(Array(4).fill("Flour and water."));
    } finally {
      server.close();
    }
    const { summary } = await runs({ maxTurns: 2, required: 0.5 });
    expect(summary.outcomes).toMatchObject({ reached: 0, missed: 4, outcomes: { turn_limit: 4 } });
  });

  it("comes back to the pairs under other seeds when more is asked for", async () => {
    const { dialogs } = await runs({ count: 8 });
    expect(new Set(dialogs.map(({ turns }) => turns[0]?.text)).size).toBe(8);
  });

  it("has 200 dialogues of 20 persons and ten goals by default", async () => {
    const { personas: _personas, goals: _goals, ...rest } = recipe;
    const out = await temporaryFolder();
    const summary = await runRecipe({ ...rest, seed: 73, concurrency: 50 }, { out, models });
    expect(summary).toMatchObject({ done: 200 });
    const people = (await readDialogs(out)).map(({ personas }) => {
      const { goal: _goal, ...person } = (personas as { User: { goal: string } }).User;
      return JSON.stringify(person);
    });
    expect(new Set(people).size).toBe(20);
  });

  it("follows the literal rules and other envelopes when told so", async () => {
    const tagged = scriptedModel(
      ({ messages }) => (messages.length < 4 ? "<message>Hi there</message>" : "FINISH"),
      {
        id: "x:person",
      },
    );
    const out = await temporaryFolder();
    const options = { models: { ...models, "x:person": tagged } };
    const tags = await runRecipe(
      { ...recipe, count: 1, envelope: "tags" },
      { out: join(out, "tags"), ...options },
    );
    expect(tags).toMatchObject({ done: 1 });
    const compat = await runRecipe(
      { ...recipe, count: 1, compat: true },
      { out: join(out, "compat"), ...options },
    );
    expect(compat).toMatchObject({ failed: 1, reasons: { no_prompt: 1 } });
    expect(tagged.requests).toHaveLength(3 + 3);
  });

  it("reads goals from a file and says what is not a goal", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "goals.yaml"), "- Bake bread.\n- Mend a chair.\n- 7\n");
    const run = runRecipe(
      { ...recipe, goals: "goals.yaml" },
      { out: join(folder, "run"), models, base: folder },
    );
    await expect(run).rejects.toThrow("goals.2: is neither a text nor a goal with facts");
    await expect(runs({ personas: [{ type: "Persona", nme: "x" }] })).rejects.toThrow("personas.0");
  });
});
