import { Random } from "@sdialog/core";
import { definePersona } from "@sdialog/personas";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { computeAttributes } from "./compute-attributes.ts";
import type { Draft } from "./draft.ts";
import type { RuleFunction } from "./rules/rule.ts";

class Thing extends definePersona("Thing", {
  a: z.string().default(""),
  b: z.string().default("standard"),
  c: z.string().default(""),
  n: z.int().default(0),
}) {}

const compute = (functions: Record<string, RuleFunction>, more: Partial<Draft> = {}) =>
  computeAttributes(Thing, { index: 0, random: new Random(1), values: {}, wanted: {}, functions, ...more });

describe("computeAttributes", () => {
  it("runs functions after those they read from, whatever the order, also asynchronous ones", async () => {
    const { values } = await compute({
      a: ({ b }) => `${String(b)}!`,
      b: async ({ c, n }) => `${String(c)}${String(n)}`,
      c: () => "see",
      n: () => 4,
    });
    expect(values).toEqual({ a: "see4!", b: "see4", c: "see", n: 4 });
  });

  it("leaves for later what reads an attribute the model fills in", async () => {
    const functions = {
      a: ({ b }: Record<string, unknown>) => `${String(b)}!`,
      b: ({ c }: Record<string, unknown>) => `<${String(c)}>`,
      n: () => 1,
    };
    const before = await compute(functions, { wanted: { c: "" } });
    expect(before.values).toEqual({ n: 1 });
    expect(Object.keys(before.functions)).toEqual(["a", "b"]);
    const after = await computeAttributes(Thing, {
      ...before,
      values: { ...before.values, c: "x" },
      wanted: {},
    });
    expect(after.values).toEqual({ n: 1, c: "x", b: "<x>", a: "<x>!" });
  });

  it("lets a function see everything at once, itself as nothing", async () => {
    const { values } = await compute(
      { a: (known) => JSON.stringify({ ...known }) },
      { values: { b: "B", c: "C", n: 2 } },
    );
    expect(values["a"]).toBe('{"b":"B","c":"C","n":2}');
  });

  it("hands each function its own random stream, the same when it runs again", async () => {
    const roll: RuleFunction = (_known, random) => String(random.integer(0, 1e9));
    const alone = await compute({ a: roll });
    const again = await compute({
      a: (known, random) => `${String(roll(known, random))}${known["c"] === "" ? "" : ""}`,
      c: () => "",
    });
    expect(again.values["a"]).toBe(alone.values["a"]);
  });

  it("takes the default when a function has nothing to say", async () => {
    expect((await compute({ b: () => undefined })).values).toEqual({ b: "standard" });
  });

  it("names the circle when functions wait for each other", async () => {
    await expect(compute({ a: ({ b }) => b, b: ({ c }) => c, c: ({ a }) => a })).rejects.toThrow(
      '"a" needs "b" needs "c" needs "a"',
    );
  });

  it("tells a function's own failure as what it is", async () => {
    const broken: RuleFunction = (known) => (known["a"] as string[]).join();
    await expect(compute({ b: broken, a: () => "text" })).rejects.toThrow(
      "Thing.b: its function failed: known.a.join",
    );
    await expect(compute({ n: () => "many" })).rejects.toThrow(
      'Thing.n: its rule gave "many", which does not fit',
    );
  });
});
