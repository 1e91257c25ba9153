import { describe, expect, it } from "vitest";
import { estimateRun } from "./estimate-run.ts";
import { loadRecipe } from "./load-recipe.ts";

const recipe = { kind: "dialogues", count: 10, maxTurns: 4, personas: [{ name: "A" }, { name: "B" }] };
const estimate = async (changes: object, overrides: string[] = []) =>
  estimateRun(await loadRecipe({ ...recipe, ...changes }, { overrides }));

describe("estimateRun", () => {
  it("grows with the number of tasks, variant by variant", async () => {
    const one = await estimate({});
    for (const [changes, overrides, times] of [
      [{ count: 20 }, [], 2],
      [{}, ["seed=1,2,3"], 3],
    ] as const) {
      const more = await estimate(changes, [...overrides]);
      for (const figure of ["tasks", "calls", "inputTokens", "outputTokens"] as const)
        expect(more[figure]).toBe(times * one[figure]);
    }
  });

  it("shares the calls among the models of a pool, and names each once", async () => {
    const [dear, cheap] = ["openai:gpt-4.1", "openai:gpt-4.1-mini"];
    const costOf = async (model: unknown): Promise<number> => (await estimate({ model })).cost ?? Number.NaN;
    const both = await costOf([dear, cheap]);
    expect(both).toBeCloseTo(((await costOf(dear)) + (await costOf(cheap))) / 2, 9);
    expect(both).toBeGreaterThan(0);
    expect((await estimate({ model: [dear, cheap, dear] })).models).toEqual([dear, cheap]);
    const swept = await estimate({ model: dear }, ["seed=1,2"]);
    expect(swept.models).toEqual([dear]);
    expect(swept.cost).toBeCloseTo(2 * (await costOf(dear)), 9);
  });

  it("knows no cost where the price of one model is not known", async () => {
    const mixed = await estimate({ model: ["openai:gpt-4.1", "nobody:1"] });
    expect(mixed).not.toHaveProperty("cost");
    expect(mixed.unpriced).toEqual(["nobody:1"]);
  });

  it("takes interactions to be as long as they may get, each message reading all before it", async () => {
    const interactions = async (maxTurns: number, styleTransfer: string) =>
      estimateRun(
        await loadRecipe({
          kind: "interactions",
          count: 1,
          queries: ["How do I sleep better?"],
          personas: [{ name: "A" }],
          minTurns: 2,
          maxTurns,
          styleTransfer,
        }),
      );
    const [short, long] = [await interactions(4, "off"), await interactions(8, "off")];
    expect([short.calls, long.calls, (await interactions(8, "full")).calls]).toEqual([4, 8, 9]);
    expect(long.outputTokens).toBe(2 * short.outputTokens);
    expect(long.inputTokens).toBeGreaterThan(2.5 * short.inputTokens);
    expect((await interactions(8, "full")).inputTokens).toBeGreaterThan(long.inputTokens);
  });

  it("has every exchange of a role play read all before it, and takes an even number of messages", async () => {
    const played = async (maxTurns: number) =>
      estimateRun(
        await loadRecipe({
          kind: "roleplay",
          count: 1,
          goals: ["a recipe"],
          personas: [{ name: "A" }],
          maxTurns,
        }),
      );
    const [short, long] = [await played(4), await played(8)];
    expect([short.calls, long.calls]).toEqual([4, 8]);
    // Two messages of 40 and two answers of 250.
    expect(short.outputTokens).toBe(2 * (40 + 250));
    expect(long.outputTokens).toBe(2 * short.outputTokens);
    // Twice as long costs less than four times, and more than twice as much.
    expect(long.inputTokens).toBeGreaterThan(2.2 * short.inputTokens);
    expect(long.inputTokens).toBeLessThan(4 * short.inputTokens);
  });

  it.each([
    ["dialogues", { personas: [{ name: "A" }, { name: "B" }] }],
    ["interactions", { queries: ["Why?", "How?"], personas: [{ name: "A" }] }],
    ["roleplay", { goals: ["a recipe"], personas: [{ name: "A" }] }],
    ["experiences", {}],
    ["group-chat", {}],
  ])("names the model of %s", async (kind, more) => {
    const made = await estimateRun(await loadRecipe({ kind, count: 2, model: "openai:gpt-4.1", ...more }));
    expect(made.models).toEqual(["openai:gpt-4.1"]);
    for (const figure of ["calls", "inputTokens", "outputTokens", "cost"] as const)
      expect(made[figure]).toBeGreaterThan(0);
    expect(made.inputTokens).toBeGreaterThan(made.calls);
  });
});
