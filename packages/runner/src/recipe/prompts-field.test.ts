import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { runRecipe } from "../run/run-recipe.ts";
import { readManifest } from "../store/manifest.ts";
import { answerAnything } from "../testing/answering-model.ts";
import { readDialogs } from "../testing/dialog-contents.ts";

const persona = { type: "Persona", name: "Ann" };
const experience = {
  personas: [{ name: "Ann Lee" }, { name: "Bo Day" }, { name: "Cy Fox" }],
  relations: "Friends.",
  situation: "A lift.",
  topic: "Lunch",
  conversation_starter: "Well?",
};

/** Per kind: what the recipe needs besides, and a template of each of its prompts. */
const kinds: Readonly<Record<string, { fields: object; prompts: Readonly<Record<string, string>> }>> = {
  dialogues: {
    fields: { maxTurns: 2, personas: [persona, { ...persona, name: "Bo" }] },
    prompts: { agent: "MINE {{persona}}" },
  },
  interactions: {
    fields: {
      queries: ["Why?"],
      personas: ["a cook"],
      maxTurns: 4,
      noise: { type: "semantic", activation: 1 },
      checkPersona: true,
    },
    prompts: {
      "feedback-user": "MINE {{persona}} {{conversation}}",
      "query-adaptation": "MINE {{persona}} {{query}}",
      "semantic-noise": "MINE {{message}} {{strategies}}",
      "persona-consistency": "MINE {{persona}} {{message}}",
    },
  },
  roleplay: {
    fields: { goals: ["a recipe"], personas: ["a cook"], maxTurns: 4 },
    prompts: { inquirer: "MINE {{persona}} {{goal}}", "inquirer-follow-up": "MINE {{answer}}" },
  },
  "group-chat": {
    fields: { experiences: [experience], maxTurns: 4 },
    prompts: { agent: "MINE {{persona}}", "speaker-selection": "MINE {{people}} {{names}}" },
  },
  convogen: {
    fields: { maxTurns: 2, participants: 2 },
    prompts: { experience: "MINE {{shot}} {{people}}", "experience-people": "MINE {{participants}}" },
  },
  paraphrase: { fields: { dialogs: "said.jsonl" }, prompts: { paraphrase: "MINE {{dialogue}} {{which}}" } },
  evaluation: {
    fields: {
      dialogs: "said.jsonl",
      evaluate: ["llm-judge-refusal", "llm-judge-line-to-line", "g-eval:kind"],
    },
    prompts: {
      judge: "MINE {{criterion}} {{transcript}}",
      "turn-judge": "MINE {{criterion}} {{transcript}}",
      "g-eval-rating": "MINE {{min}} {{max}}",
    },
  },
};

const model = () => scriptedModel(answerAnything, { id: "x:y" });

describe("prompts in recipes", () => {
  it.each(Object.entries(kinds))("replace those of %s, from files, and are recorded", async (kind, given) => {
    const base = await mkdtemp(join(tmpdir(), "sdialog-prompts-"));
    const turns = [1, 2, 3].map((turn) => ({ speaker: turn === 2 ? "B" : "A", text: `Turn ${turn}.` }));
    await saveDialogs([new Dialog({ turns })], join(base, "said.jsonl"));
    const prompts: Record<string, string> = {};
    const texts: Record<string, string> = {};
    for (const [name, text] of Object.entries(given.prompts)) {
      prompts[name] = `${name}.txt`;
      texts[name] = text.replace("MINE", `${name}!`);
      await writeFile(join(base, `${name}.txt`), texts[name]);
    }
    const asked = model();
    const recipe = { kind, count: 1, seed: 1, model: "x:y", retries: 0, ...given.fields, prompts };
    const out = join(base, "out");
    await runRecipe(recipe, { out, base, models: { "x:y": asked } });
    const told = asked.requests.map(({ messages }) => messages.map(({ content }) => content).join("\n"));
    for (const name of Object.keys(prompts))
      expect([name, told.some((text) => text.includes(`${name}! `))]).toEqual([name, true]);
    const [variant] = (await readManifest(out)).variants;
    // A file may be changed later.
    expect(variant?.promptTexts).toEqual(texts);
    expect(variant?.prompts).toMatchObject(
      Object.fromEntries(Object.keys(prompts).map((name) => [name, expect.stringMatching(/^[\da-f]{16}$/)])),
    );
    const [dialog] = await readDialogs(out).catch(() => []);
    if (dialog === undefined) return;
    const recorded = dialog.extra["prompts"] as Record<string, string[]>;
    // Those that made what the dialogue is about are among them; judges and paraphrases come after.
    if (kind === "convogen")
      expect(Object.keys(recorded)).toEqual(expect.arrayContaining(Object.keys(prompts)));
    for (const [name, hashes] of Object.entries(recorded))
      expect([name, hashes]).toEqual([name, [variant?.prompts[name]]]);
  });

  it("are refused by name, slot and place", async () => {
    const out = await mkdtemp(join(tmpdir(), "sdialog-prompts-"));
    const run = (prompts: object) =>
      runRecipe(
        { kind: "dialogues", count: 1, model: "x:y", personas: [persona, persona], prompts },
        { out: join(out, "run"), base: out, models: { "x:y": model() } },
      );
    await expect(run({ agnet: "{{persona}}" })).rejects.toThrow("prompts.agnet");
    await expect(run({ agent: "{{persna}}" })).rejects.toThrow("prompts.agent");
    await expect(run({ agent: "nothing\nin it" })).rejects.toThrow("has no {{persona}}");
    await expect(run({ agent: "missing.txt" })).rejects.toThrow("missing.txt");
    await expect(readFile(join(out, "run", "manifest.json"))).rejects.toThrow("ENOENT");
  });
});
