import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type GeneratedExperience, seedExperience } from "@sdialog/generators";
import type { ChatModel, ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { resumeRun } from "../../run/resume-run.ts";
import { runRecipe } from "../../run/run-recipe.ts";
import { readDialogs, resultContents } from "../../testing/dialog-contents.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

const words =
  "orchard regatta elevator theatre scooter chess wedding train spring radio reef paper goat opera rally puppet".split(
    " ",
  );
const frame = (seed: number) => {
  const word = (at: number): string => `${words[(seed >>> (at * 4)) % words.length]}${seed % 1000}`;
  return {
    relations: "friends",
    situation: `They meet because of ${word(0)} and ${word(1)}.`,
    topic: `${word(2)} ${word(3)}`,
    conversation_starter: `What about ${word(4)} ${word(5)}?`,
  };
};

function answer({ output, messages, seed = 0 }: ChatRequest): string {
  if (output?.name === "people" || output?.name === "experience") {
    const personas = ["Ann", "Bo"].map((name) => ({
      ...seedExperience.personas[0],
      name: `${name}${seed % 97}`,
    }));
    return JSON.stringify({ personas, ...frame(seed) });
  }
  if (output !== undefined) return "nobody";
  return `Point ${seed} after ${messages.length}: there is more to say.`;
}
const models = (model: ChatModel = scriptedModel(answer, { id: "x:y" })) => ({ "x:y": model });
const base = {
  kind: "convogen",
  model: "x:y",
  count: 20,
  seed: 3,
  participants: 2,
  turnTaking: "random",
  maxTurns: 3,
};
const experiences = async (out: string): Promise<GeneratedExperience[]> =>
  (await readDialogs(out)).map(({ scenario }) => scenario as unknown as GeneratedExperience);

describe("convogen", () => {
  it("makes eight chats from one example, and examples of what it made", async () => {
    const out = await temporaryFolder();
    expect(await runRecipe({ ...base, draw: "recent" }, { out, models: models() })).toMatchObject({
      done: 20,
    });
    const made = await experiences(out);
    const shots = (from: number, to: number) =>
      new Set(made.slice(from, to).map(({ parentShot }) => parentShot));
    expect([shots(0, 8).size, shots(8, 16).size, shots(16, 20).size]).toEqual([1, 1, 1]);
    const ids = made.map(({ id }) => id);
    expect(ids.slice(0, 8)).toContain([...shots(8, 16)][0]);
    expect(ids.slice(0, 16)).toContain([...shots(16, 20)][0]);
  });

  it("keeps to the first example when the hub is fixed", async () => {
    const out = await temporaryFolder();
    await runRecipe({ ...base, draw: "fixed" }, { out, models: models() });
    expect(new Set((await experiences(out)).map(({ parentShot }) => parentShot)).size).toBe(1);
  });

  it.each(["uniform", "recent", "least-used"])(
    "comes to the same hub when it is stopped and resumed (%s)",
    async (draw) => {
      const [whole, parts] = [await temporaryFolder(), await temporaryFolder()];
      await runRecipe({ ...base, draw }, { out: whole, models: models() });
      for (const stopAt of [9, 30, 61]) {
        const stop = new AbortController();
        let calls = 0;
        const model = scriptedModel(
          (request) => {
            if (++calls === stopAt) stop.abort();
            return answer(request);
          },
          { id: "x:y" },
        );
        const options = { models: models(model), signal: stop.signal };
        if (stopAt === 9) await runRecipe({ ...base, draw }, { out: parts, ...options });
        else await resumeRun(parts, options);
      }
      expect(await resumeRun(parts, { models: models() })).toMatchObject({ done: 20, end: "complete" });
      expect(await resultContents(parts)).toEqual(await resultContents(whole));
    },
  );

  it("draws people from a hub of personas, and gives them names", async () => {
    const folder = await temporaryFolder();
    const hub = ["A baker from Porto.", "A pilot who paints.", "A retired judge."];
    const rows = hub.map((persona) => ({ persona }));
    await writeFile(join(folder, "hub.jsonl"), rows.map((row) => JSON.stringify(row)).join("\n"));
    await writeFile(join(folder, "hub.txt"), hub.join("\n"));
    const made = [];
    for (const people of ["hub.jsonl", "hub.txt"]) {
      const out = join(folder, people.slice(4));
      await runRecipe({ ...base, count: 4, people }, { out, models: models(), base: folder });
      made.push((await experiences(out)).map(({ personas }) => personas));
    }
    const [[first = []] = []] = made;
    expect(first).toHaveLength(2);
    expect(hub).toContain(first[0]?.description);
    expect(new Set(first.map(({ name }) => name)).size).toBe(2);
    expect(made[0]).toEqual(made[1]);
  });

  it("reuses every pair once, in whichever form it stands", async () => {
    const out = await temporaryFolder();
    const pairs = [
      [["I like tea.", "I have a cat."], "I fly kites."],
      { personas: ["I cook.", { name: "Lou", description: "I sing." }] },
      { personas: { Ann: { description: "I run." }, Bob: { description: "I swim." } } },
    ];
    await runRecipe({ ...base, count: 3, pairs }, { out, models: models() });
    const found = (await experiences(out)).map(({ personas }) =>
      personas.map(({ description }) => description),
    );
    expect(found.toSorted()).toEqual([
      ["I cook.", "I sing."],
      ["I like tea. I have a cat.", "I fly kites."],
      ["I run.", "I swim."],
    ]);
    const more = runRecipe({ ...base, count: 4, pairs }, { out: join(out, "more"), models: models() });
    await expect(more).rejects.toThrow("3 groups are too few for 4 results");
    const wrong = runRecipe(
      { ...base, count: 1, pairs: [["alone"]] },
      { out: join(out, "wrong"), models: models() },
    );
    await expect(wrong).rejects.toThrow("pairs.0");
  });
});
