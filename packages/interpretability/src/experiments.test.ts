import type { Message } from "@sdialog/llm";
import { beforeAll, describe, expect, it } from "vitest";
import { collectActivations } from "./collect-activations.ts";
import { contrast } from "./contrast.ts";
import type { Direction } from "./direction.ts";
import { activationHeatMap, sweepHeatMap } from "./heat-map.ts";
import { Inspector } from "./inspector.ts";
import { measure, type Metric } from "./measure.ts";
import { sweep } from "./sweep.ts";

const site = "model.layers.3";
const talk = (role: string, opening: string): readonly Message[] => [
  { role: "system", content: `Your name: Alice\nYour role: ${role}` },
  { role: "user", content: opening },
];
const asksQuestion: Metric = (reply) => reply.includes("?");
const seeds = Array.from({ length: 12 }, (_, index) => 100 + index);
const roles = [
  "barista",
  "customer",
  "doctor",
  "patient",
  "travel agent",
  "bank clerk",
  "movie fan",
  "student",
];
const openings = [
  "Hi!",
  "I would like to order something.",
  "I am not feeling well today.",
  "I need to book a table for two.",
];

let positive: (readonly Message[])[];
let negative: (readonly Message[])[];
let direction: Direction;
const examples = [talk("student", "Good morning!"), talk("patient", "I like movies a lot.")];
beforeAll(async () => {
  const conversations = roles.flatMap((role) => openings.map((opening) => talk(role, opening)));
  const rates = await Promise.all(
    conversations.map((conversation) =>
      measure("local", { examples: [conversation], metric: asksQuestion, seeds: [1, 2], maxTokens: 30 }),
    ),
  );
  positive = conversations.filter((_, index) => rates[index]!.mean === 1);
  negative = conversations.filter((_, index) => rates[index]!.mean < 0.5);
  direction = await contrast("local", { positive, negative, site });
});

describe("contrast", () => {
  it("points from one mean to the other and knows where it comes from", async () => {
    expect(direction.values).toHaveLength(256);
    expect(direction.origin).toMatchObject({ model: "local:pocket", site });
    const along = async (set: typeof positive): Promise<number[]> =>
      (await collectActivations("local", set, { site })).map((each) => direction.project(each));
    const [high, low] = await Promise.all([along(positive), along(negative)]);
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(high) - mean(low)).toBeCloseTo(direction.length, 3);
    await expect(contrast("local", { positive, negative: positive, site })).rejects.toThrow(/not all 0/);
    await expect(contrast("local", { positive: [], negative, site })).rejects.toThrow(/no examples/);
    await expect(contrast("local", { positive, negative, site: "model.layers.*" })).rejects.toThrow(
      /6 sites/,
    );
    const attention = { site: "model.layers.3.attention_weights" };
    await expect(collectActivations("local", ["Hi!"], attention)).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringContaining("holds attention weights, not activations") as string,
    });
  });
});

describe("steering along a contrast", () => {
  it("changes how often the model asks, and ablation takes that back", async () => {
    const rate = async (...inspectors: Inspector[]): Promise<number> =>
      (await measure("local", { examples, metric: asksQuestion, seeds, maxTokens: 30 }, inspectors)).mean;
    const later = { site: ["model.layers.3", "model.layers.4", "model.layers.5"] };
    const add = (strength: number): Inspector =>
      new Inspector().add(direction, { site, strength, tokens: "generated" });
    const plain = await rate();
    const [more, less] = [await rate(add(1.5)), await rate(add(-1.5))];
    expect(more).toBeGreaterThan(plain + 0.2);
    expect(less).toBeLessThan(plain);
    const ablated = await rate(new Inspector().ablate(direction, later));
    expect(await rate(add(1.5), new Inspector().ablate(direction, later))).toBe(ablated);
    expect(await rate(add(-1.5), new Inspector().ablate(direction, later))).toBe(ablated);
  });
});

describe("sweep", () => {
  it("measures every site with every strength, 0 being the model as it is", async () => {
    const options = { examples, metric: asksQuestion, seeds: [1, 2], maxTokens: 20 };
    const cells = await sweep("local", {
      ...options,
      sites: ["model.layers.2", site],
      strengths: [0, 1.5],
      direction: (where) =>
        where === site ? direction : contrast("local", { positive, negative, site: where }),
    });
    expect(cells.map((cell) => [cell.site, cell.strength])).toEqual([
      ["model.layers.2", 0],
      ["model.layers.2", 1.5],
      [site, 0],
      [site, 1.5],
    ]);
    const plain = await measure("local", options);
    expect(cells[0]!.replies).toEqual(plain.replies);
    expect(cells[2]!.replies).toEqual(plain.replies);
    const svg = await sweepHeatMap(cells);
    expect(svg).toMatch(/^<svg/);
    expect(svg).toContain("model.layers.2");
  });
});

describe("activationHeatMap", () => {
  it("draws sites by tokens", async () => {
    const inspector = new Inspector({ target: "model.layers.*" });
    await measure("local", { examples, metric: asksQuestion, maxTokens: 5 }, [inspector]);
    const svg = await activationHeatMap(inspector.response(0), { direction, tokens: "all" });
    expect(svg).toMatch(/^<svg/);
    expect(svg.match(/role="graphics-symbol"/g)?.length).toBeGreaterThan(6 * inspector.response(0).length);
    expect(svg).toContain("model.layers.5");
  });
});
