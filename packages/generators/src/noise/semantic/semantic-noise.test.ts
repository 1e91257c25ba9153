import { headings } from "@sdialog/agents";
import { Random } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { drawStrategies } from "./draw-strategies.ts";
import { semanticNoise } from "./semantic-noise.ts";
import { semanticLayers } from "./semantic-strategies.ts";

const moment = (seed: number, index = 0) => ({
  speaker: "User",
  index,
  random: new Random(seed),
  persona: { role: "engineer" },
});

describe("drawStrategies", () => {
  it("keeps to the layers' weights and to 2.93, 2.42 and 2.24 strategies a message", () => {
    const draws = 10_000;
    const drawn = Array.from({ length: draws }, (_, seed) =>
      drawStrategies(semanticLayers, new Random(seed)),
    );
    for (const [index, expected] of [2.93, 2.42, 2.24].entries()) {
      const layer = semanticLayers[index]!;
      const own = drawn.filter((draw) => draw.layer === layer);
      expect(Math.abs(own.length / draws - layer.weight)).toBeLessThan(0.02);
      const mean = own.reduce((sum, { strategies }) => sum + strategies.length, 0) / own.length;
      expect(Math.abs(mean - expected)).toBeLessThan(0.06);
    }
    expect(semanticLayers.flatMap(({ strategies }) => strategies)).toHaveLength(17);
  });
});

describe("semanticNoise", () => {
  it("disturbs its share of the messages and records how", async () => {
    const noise = semanticNoise({ activation: 0.25, model: scriptedModel(() => '"pls write code"') });
    let noised = 0;
    for (let seed = 0; seed < 4000; seed++) {
      const { text, record } = await noise.apply("Please write code.", moment(seed));
      if (record === undefined) continue;
      noised++;
      expect(text).toBe("pls write code");
      expect(record["strategies"]).not.toHaveLength(0);
    }
    expect(Math.abs(noised / 4000 - 0.25)).toBeLessThan(0.02);
  });

  it("rewrites the original as the persona, and only the messages it is for", async () => {
    const model = scriptedModel(() => "x");
    const noise = semanticNoise({ activation: 1, applyTo: "follow-ups", model });
    expect(await noise.apply("Hello", moment(1, 0))).toEqual({ text: "Hello" });
    await noise.apply("Hello", moment(1, 2));
    expect(model.requests).toHaveLength(1);
    expect(model.requests[0]?.messages[0]?.content).toContain("role: engineer");
    expect(model.requests[0]?.messages[1]?.content).toContain("Hello");
  });

  it("tells the model what is known of the writer, and nothing that is blank or about the record", async () => {
    const told = async (persona: unknown): Promise<string | undefined> => {
      const model = scriptedModel(() => "x");
      await semanticNoise({ activation: 1, model }).apply("Hello", { ...moment(1), persona } as never);
      return model.requests[0]?.messages[0]?.content;
    };
    const known = await told({
      role: "nurse",
      hobbies: ["chess"],
      age: "",
      boss: null,
      _metadata: { id: 1 },
    });
    expect(known).toContain('\nrole: nurse\nhobbies: ["chess"]\n');
    expect(known).not.toMatch(/\bage:|boss|_metadata/);
    expect(await told("a nurse")).toContain("\na nurse\n");
    for (const nobody of [undefined, null, 7]) expect(await told(nobody)).not.toContain(headings.person);
  });

  it.each([
    ["all", [true, true, true, true]],
    ["opening", [true, true, false, false]],
    ["follow-ups", [false, false, true, true]],
  ] as const)("disturbs %s", async (applyTo, expected) => {
    const noise = semanticNoise({ activation: 1, applyTo, model: scriptedModel(() => "x") });
    for (const [index, disturbed] of expected.entries())
      expect((await noise.apply("Hello", moment(1, index))).text).toBe(disturbed ? "x" : "Hello");
  });

  it.each([
    ["“pls write”", "pls write"],
    ['"pls write"', "pls write"],
    ["```\npls write\n```", "pls write"],
    ["```text\npls\nwrite\n```", "pls\nwrite"],
    ['"yes" and "no"', '"yes" and "no"'],
  ])("takes %j as %j", async (reply, text) => {
    const noise = semanticNoise({ activation: 1, model: scriptedModel(() => reply) });
    expect((await noise.apply("Please write.", moment(1))).text).toBe(text);
  });

  it.each([-0.1, 1.1, Number.NaN])("refuses the activation %d", (activation) => {
    expect(() => semanticNoise({ activation })).toThrow("activation must be between 0 and 1");
  });

  it("takes the activations 0 and 1 at their word", async () => {
    const model = scriptedModel(() => "x");
    for (const [activation, text] of [
      [0, "Hello"],
      [1, "x"],
    ] as const)
      expect((await semanticNoise({ activation, model }).apply("Hello", moment(1))).text).toBe(text);
  });

  it.each([
    ["Fix `x = 1` please", "fix x=2", "the model changed code"],
    ["Fix `x = 1` please", "", "the model wrote nothing"],
    ["Fix `x = 1` please", "pls fix `x = 1`", undefined],
    ["Fix\n```\nx = 1\n```\nplease", "pls fix\n```\nx = 2\n```", "the model changed code"],
    ["Fix\n```\nx = 1\n```\nplease", "pls fix\n```\nx = 1\n```\nok", undefined],
    ["Fix `a` and `b`", "pls fix `a`", "the model changed code"],
  ])("of %j takes %j, unless %s", async (clean, reply, why) => {
    const noise = semanticNoise({ activation: 1, model: scriptedModel(() => reply) });
    const { text, record } = await noise.apply(clean, moment(1));
    expect(text).toBe(why === undefined ? reply : clean);
    expect(record?.["void"]).toBe(why);
  });

  it("lists what is to be done by number", async () => {
    const model = scriptedModel(() => "x");
    const { record } = await semanticNoise({ activation: 1, model }).apply("Hello", moment(1));
    const drawn = semanticLayers
      .flatMap(({ strategies }) => strategies)
      .filter(({ name }) => (record as { strategies: string[] }).strategies.includes(name));
    expect(drawn.length).toBeGreaterThan(1);
    const list = drawn.map(({ description }, index) => `${index + 1}. ${description}`).join("\n");
    expect(model.requests[0]?.messages[0]?.content).toContain(`\n${list}\n`);
  });
});
