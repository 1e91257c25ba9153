import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { runRecipe } from "../../run/run-recipe.ts";
import { readDialogs } from "../../testing/dialog-contents.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

const user = scriptedModel(
  ({ messages, output }) => {
    const last = messages.at(-1)?.content ?? "";
    if (output?.name === "adapted_message")
      return JSON.stringify({ message: `${/Question \d+/.exec(last)?.[0]}, pls` });
    const answers = last.match(/^Assistant:/gm)?.length ?? 0;
    return JSON.stringify({ satisfied: answers >= 3, message: answers >= 3 ? "" : `More about ${answers}?` });
  },
  { id: "x:user" },
);
const answering = (id: string) => scriptedModel(({ seed }) => `Answer ${seed} of ${id}.`, { id });
const models = { "x:user": user, "x:a": answering("x:a"), "x:b": answering("x:b") };
const queries = Array.from({ length: 12 }, (_, index) => `Question ${index}?`);
const recipe = {
  kind: "interactions",
  count: 6,
  seed: 3,
  model: [
    { name: "x:a", weight: 0.5 },
    { name: "x:b", weight: 0.5 },
  ],
  user: { model: "x:user", settings: { temperature: 0.8 } },
  settings: { temperature: 0.7 },
  perPersona: 3,
  queries,
};
interface Kept {
  readonly persona_id: string;
  readonly original_query: string;
  readonly metadata: { readonly place: number; readonly assistant_model: { readonly model: string } };
}
const kept = async (folder: string) =>
  (await readDialogs(folder)).map(({ extra }) => extra["interaction"] as Kept);

describe("interactions", () => {
  it("makes dialogues of people of a bank, each with one model of the pool and a query of its own", async () => {
    const out = await temporaryFolder();
    const summary = await runRecipe(recipe, { out, models });
    expect(summary).toMatchObject({ done: 6, failed: 0 });
    const interactions = await kept(out);
    expect(new Set(interactions.map(({ persona_id: id }) => id)).size).toBe(2);
    expect(new Set(interactions.map(({ original_query: query }) => query)).size).toBe(6);
    expect(interactions.map(({ metadata }) => metadata.place).toSorted()).toEqual([0, 0, 1, 1, 2, 2]);
    for (const dialog of await readDialogs(out)) {
      expect(dialog.stopReason).toBe("satisfied");
      const own = (dialog.extra["interaction"] as Kept).metadata.assistant_model.model;
      const answers = dialog.turns.filter(({ speaker }) => speaker === "Assistant");
      expect(answers.every(({ text }) => text.endsWith(`of x:${own}.`))).toBe(true);
    }
    expect(new Set(user.requests.map(({ temperature }) => temperature))).toEqual(new Set([0.8]));
  });

  it("gives the same to the same places when more is asked for, and reads queries from files", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "q.jsonl"), queries.map((query) => JSON.stringify({ query })).join("\n"));
    await writeFile(join(folder, "q.txt"), `${queries.toReversed().join("\n")}\n`);
    const run = async (name: string, changes: object) => {
      const out = join(folder, name);
      await runRecipe({ ...recipe, ...changes }, { out, models, base: folder });
      return (await kept(out))
        .map(({ metadata, ...rest }) => JSON.stringify([metadata.place, rest]))
        .toSorted();
    };
    const few = await run("few", { queries: "q.jsonl" });
    const more = await run("more", { queries: "q.txt", count: 9 });
    expect(more).toEqual(expect.arrayContaining(few));
    expect(more).toHaveLength(9);
  });

  it("disturbs, and lets a judge check the person", async () => {
    const out = await temporaryFolder();
    const judge = scriptedModel(
      (request, index) => {
        const { messages } = request;
        if (messages[0]?.content.includes("check whether a message"))
          return JSON.stringify({ evidence: "", contradicts: false });
        return index >= 0 && messages[0]?.content.includes("rewrite what a person sends")
          ? "noisy"
          : JSON.stringify({ satisfied: true, message: "More?" });
      },
      { id: "x:user" },
    );
    const noise = { type: "semantic", activation: 1 };
    const changed = { ...recipe, count: 1, noise, checkPersona: true, styleTransfer: "off", minTurns: 1 };
    await runRecipe(changed, { out, models: { ...models, "x:user": judge } });
    const [dialog] = await readDialogs(out);
    expect(dialog?.turns[0]).toMatchObject({
      text: "noisy",
      clean: expect.stringMatching(/^Question/) as string,
    });
    const rules = { type: "rules", activation: 1, rules: ["deletion"] };
    await runRecipe(
      { ...changed, noise: rules, queries: ["one two three four"] },
      { out: join(out, "rules"), models: { ...models, "x:user": judge } },
    );
    expect((await readDialogs(join(out, "rules")))[0]?.turns[0]?.text.split(" ")).toHaveLength(3);
  });

  it("takes listed people instead of those of a bank", async () => {
    const out = await temporaryFolder();
    const personas = ["a retired sailor", { type: "Doctor", name: "Ada" }];
    await runRecipe({ ...recipe, personas, count: 4, perPersona: 2 }, { out, models });
    const features = (await readDialogs(out)).map(({ extra }) =>
      JSON.stringify((extra["interaction"] as { persona_features: object }).persona_features),
    );
    expect(features.filter((text) => text.includes("retired sailor"))).toHaveLength(2);
    expect(features.filter((text) => text.includes("Ada"))).toHaveLength(2);
    const broken = runRecipe({ ...recipe, personas: [{ type: "Docter" }] }, { out: join(out, "x"), models });
    await expect(broken).rejects.toMatchObject({ hint: 'Did you mean "Doctor"?' });
  });

  it("keeps failures with their reasons", async () => {
    const out = await temporaryFolder();
    const failing = scriptedModel(
      () => {
        throw new ModelError("too long", { kind: "invalid_request", model: "x:a" });
      },
      { id: "x:a" },
    );
    const summary = await runRecipe(
      { ...recipe, model: "x:a", count: 2 },
      { out, models: { ...models, "x:a": failing } },
    );
    expect(summary).toMatchObject({ done: 0, failed: 2, reasons: { provider_error: 2 } });
    const prose = scriptedModel(() => "I am sorry.", { id: "x:user" });
    const unread = await runRecipe(
      { ...recipe, count: 1, retries: 1 },
      { out: join(out, "unread"), models: { ...models, "x:user": prose } },
    );
    expect(unread).toMatchObject({ failed: 1, reasons: { parse_error: 1 } });
    expect(await readFile(join(out, "failures.jsonl"), "utf8")).toContain("too long");
  });

  it("says what cannot be carried out", async () => {
    const out = await temporaryFolder();
    const refused = (changes: object) => runRecipe({ ...recipe, ...changes }, { out, models });
    await expect(refused({ count: 13 })).rejects.toThrow("queries: 12 different queries are not enough");
    await expect(refused({ minTurns: 12 })).rejects.toThrow("maxTurns: ");
    await expect(refused({ queries: [{ title: "x" }] })).rejects.toThrow("record 1 holds no query");
    await expect(refused({ noise: { type: "loud" } })).rejects.toThrow("noise.type");
  });
});
