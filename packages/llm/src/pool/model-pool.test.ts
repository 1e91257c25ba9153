import { describe, expect, it } from "vitest";
import { scriptedModel } from "../testing/index.ts";
import { modelPool } from "./model-pool.ts";

const named = (id: string) => scriptedModel(() => id, { id });
const messages = [{ role: "user" as const, content: "Who are you?" }];
const members = [
  { model: named("x:often"), weight: 3 },
  { model: named("x:rarely"), weight: 1 },
];

describe("modelPool", () => {
  it("keeps one model for a whole dialogue, a pure function of its seed", async () => {
    const answers = async (dialogueSeed: number): Promise<Set<string>> => {
      const calls = [1, 2, 3, 4].map((seed) => modelPool(members).generate({ messages, seed, dialogueSeed }));
      return new Set((await Promise.all(calls)).map(({ text }) => text));
    };
    for (let seed = 0; seed < 20; seed++) {
      const texts = await answers(seed);
      expect(texts.size).toBe(1);
      expect(await answers(seed)).toEqual(texts);
    }
  });

  it("chooses by weight", () => {
    const pool = modelPool(members);
    const often = Array.from({ length: 2000 }, (_item, seed) => pool.choose(seed)).filter(
      (model) => model === members[0]?.model,
    );
    expect(often.length / 2000).toBeCloseTo(0.75, 1);
  });

  it("chooses anew for each turn when told so", async () => {
    const pool = modelPool(members, { lock: "turn" });
    const calls = Array.from({ length: 40 }, (_item, seed) =>
      pool.generate({ messages, seed, dialogueSeed: 1 }),
    );
    expect(new Set((await Promise.all(calls)).map(({ model }) => model)).size).toBe(2);
  });

  it("can do what all members can, and names them", () => {
    const weak = scriptedModel([], {
      id: "x:weak",
      capabilities: { ...named("x:y").capabilities, tools: false, jsonSchema: "none" },
    });
    const pool = modelPool([{ model: named("x:y") }, { model: weak, weight: 2 }]);
    expect(pool.capabilities).toMatchObject({ tools: false, jsonSchema: "none", logprobs: true });
    expect(pool.id).toBe("pool:x:y*1|x:weak*2");
  });

  it("has a fingerprint of its members', by which what they said is cached", () => {
    const printed = (version: number) => ({ ...named("x:y"), fingerprint: { version } });
    const pool = modelPool([{ model: printed(1) }, { model: "ollama:m" }], { lock: "turn" });
    expect(pool.fingerprint).toEqual({ lock: "turn", members: [{ version: 1 }, "ollama:m"] });
    expect(pool.id).toBe("pool:x:y*1|ollama:m*1");
  });

  it("refuses to choose without a seed, and impossible pools", async () => {
    await expect(modelPool(members).generate({ messages })).rejects.toThrow(/seed/);
    expect(() => modelPool([])).toThrow(/at least one/);
    expect(() => modelPool([{ model: named("x:y"), weight: 0 }])).toThrow();
  });
});
