import { noUsage } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { endNode, type Flow, startNode, weighEdges } from "../flow.ts";
import { flowToSvg } from "./flow-to-svg.ts";
import { textWidth } from "./text-width.ts";

const vector = Float32Array.of(1);
function flowOf(
  labels: Readonly<Record<string, string>>,
  edges: readonly (readonly [source: string, target: string, count: number])[],
): Flow {
  return {
    nodes: Object.entries(labels).map(([id, label]) => ({
      id,
      role: `role ${id.slice(0, 1)}`,
      label,
      count: 10,
      examples: [label],
      centroid: vector,
      nearest: vector,
    })),
    edges: weighEdges(edges.map(([source, target, count]) => ({ source, target, count }))),
    paths: [],
    roles: "speaker",
    embedding: {
      specVersion: 1,
      id: "test:none",
      embed: () => Promise.resolve({ vectors: [], usage: noUsage }),
    },
  };
}

/** The numbers of attributes of every element whose markup begins so. */
function numbersOf(svg: string, element: string, ...names: readonly string[]): number[][] {
  return [...svg.matchAll(new RegExp(`<${element}[^>]*>`, "g"))].map(([markup]) =>
    names.map((name) => Number(new RegExp(` ${name}="([^"]+)"`).exec(markup)?.[1])),
  );
}
interface Text {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly said: string;
}
function textsOf(svg: string): Text[] {
  return [...svg.matchAll(/<text x="([^"]+)" y="([^"]+)" font-size="([^"]+)"[^>]*>([^<]*)</g)].map(
    ([, x, y, size, said = ""]) => ({ x: Number(x), y: Number(y), size: Number(size), said }),
  );
}

const flow = flowOf(
  {
    a0: "How can I help you today, and whom have I the pleasure of talking with?",
    b0: "I need a table",
    b1: "Nothing",
    a1: "Done",
  },
  [
    [startNode, "a0", 10],
    ["a0", "b0", 9],
    ["a0", "b1", 1],
    ["b0", "b0", 1],
    ["b0", "a1", 8],
    ["b1", "a1", 1],
    ["a1", endNode, 9],
    ["a1", "a0", 1],
  ],
);

describe("flowToSvg", () => {
  it("writes each line inside its box, in the middle, one below the other", async () => {
    const svg = await flowToSvg(flow);
    const groups = svg.match(/<g><title>.*?<\/g>/g) ?? [];
    expect(groups).toHaveLength(6);
    for (const group of groups) {
      const [[x = 0, y = 0, width = 0, height = 0] = []] = numbersOf(
        group,
        "rect",
        "x",
        "y",
        "width",
        "height",
      );
      const texts = textsOf(group);
      for (const text of texts) {
        expect(text.x).toBeCloseTo(x + width / 2, 1);
        // A letter reaches from its foot up by less than its size, and hardly below.
        expect(text.y - 0.75 * text.size).toBeGreaterThan(y);
        expect(text.y + 0.25 * text.size).toBeLessThan(y + height);
        expect(text.size * textWidth(text.said)).toBeLessThan(width - 20);
      }
      for (const [index, text] of texts.slice(1).entries())
        expect(text.y - (texts[index] as Text).y).toBeCloseTo(14, 1);
      // As much room above as below.
      const middle = texts.reduce((sum, text) => sum + text.y - 0.35 * text.size, 0) / texts.length;
      expect(middle).toBeCloseTo(y + height / 2, 1);
    }
    const first = groups.find((group) => group.includes("How can I help")) ?? "";
    expect(textsOf(first).map(({ said }) => said)).toEqual([
      "How can I help you today, and",
      "whom have I the pleasure of",
      "talking with?",
      "role a · 10",
    ]);
  });

  it("draws edges the thicker the likelier they are, and each with its share on its line", async () => {
    const svg = await flowToSvg(flow);
    const lines = [...svg.matchAll(/<path d="M([^"]+)" fill="none"[^>]*stroke-width="([^"]+)"/g)].map(
      ([, path = "", width]) => ({ numbers: path.split(/[ C]/).map(Number), width: Number(width) }),
    );
    expect(lines.map(({ width }) => width)).toEqual(
      flow.edges.map(({ probability }) => Math.round(100 * (0.5 + 3.5 * probability)) / 100),
    );
    const shares = textsOf(svg).filter(({ said }) => said.endsWith("%"));
    expect(shares.map(({ said }) => said)).toEqual(
      flow.edges.map(({ probability }) => `${(100 * probability).toFixed(0)}%`),
    );
    for (const [index, { numbers }] of lines.entries()) {
      const { x, y, size } = shares[index] as Text;
      const middle = y - 0.35 * size;
      // Between the outermost points that the curve is drawn by.
      const [xs, ys] = [0, 1].map((axis) => numbers.filter((_, at) => at % 2 === axis)) as [
        number[],
        number[],
      ];
      expect(x).toBeGreaterThan(Math.min(...xs) - 12);
      expect(x).toBeLessThan(Math.max(...xs) + 12);
      expect(middle).toBeGreaterThan(Math.min(...ys) - 1);
      expect(middle).toBeLessThan(Math.max(...ys) + 1);
    }
  });

  it("goes round from the right of a box back to it, level with its middle", async () => {
    const svg = await flowToSvg(
      flowOf({ a0: "Again" }, [
        [startNode, "a0", 1],
        ["a0", "a0", 2],
        ["a0", endNode, 1],
      ]),
    );
    const box = numbersOf(svg, "rect", "x", "y", "width", "height").find(
      (_, index) => (svg.match(/<title>[^<]*/g) ?? [])[index] === "<title>Again",
    );
    const [x = 0, y = 0, width = 0, height = 0] = box ?? [];
    const paths = [...svg.matchAll(/<path d="M([^"]+)" fill="none"/g)].map(([, path = ""]) =>
      path.split(/[ C]/).map(Number),
    );
    const loop = paths.find((path) => path[0] === path.at(-2)) ?? [];
    expect(loop).toHaveLength(8);
    const [fromX = 0, fromY = 0, farX = 0, farY = 0, farX2 = 0, farY2 = 0, toX = 0, toY = 0] = loop;
    expect([fromX, toX]).toEqual([x + width, x + width].map((right) => expect.closeTo(right, 1) as number));
    expect(farX).toBe(farX2);
    expect(farX).toBeGreaterThan(x + width + 10);
    expect([fromY, farY, farY2, toY]).toEqual(
      [-1, -1, 1, 1].map((side) => expect.closeTo(y + height / 2 + (side * height) / 4, 1) as number),
    );
    const { x: at = 0 } = textsOf(svg).find(({ said }) => said === "50%") ?? {};
    const [[drawn = 0] = []] = numbersOf(svg, "svg", "width");
    expect(at + (10 * textWidth("50%")) / 2).toBeLessThan(drawn);
  });

  it("meets boxes from above and below, and upright", async () => {
    const svg = await flowToSvg(flow);
    const boxes = numbersOf(svg, "rect", "x", "y", "width", "height");
    const paths = [...svg.matchAll(/<path d="M([^"]+)" fill="none"/g)].map(([, path = ""]) =>
      path.split(/[ C]/).map(Number),
    );
    for (const path of paths.filter((each) => each[0] !== each.at(-2))) {
      for (const [x = 0, y = 0] of [path.slice(0, 2), path.slice(-2)]) {
        const meets = boxes.some(
          ([left = 0, top = 0, width = 0, height = 0]) =>
            x >= left + 11.9 &&
            x <= left + width - 11.9 &&
            Math.min(Math.abs(y - top), Math.abs(y - top - height)) < 0.02,
        );
        expect(meets, `${x} ${y}`).toBe(true);
      }
      expect([path[2], path.at(-4)]).toEqual([path[0], path.at(-2)]);
    }
  });

  it("has all that it shows in its frame, the legend below the drawing, its marks beside its words", async () => {
    for (const some of [flow, flowOf({ a0: "Hi" }, [[startNode, "a0", 1]])]) {
      const svg = await flowToSvg(some);
      const [[width = 0, height = 0] = []] = numbersOf(svg, "svg", "width", "height");
      expect(svg).toContain(`viewBox="0 0 ${width} ${height}"`);
      const bottom = Math.max(...numbersOf(svg, "rect", "y", "height").map(([y = 0, high = 0]) => y + high));
      const texts = textsOf(svg);
      const roles = texts.filter(({ said }) => /^role \w$/.test(said));
      const circles = numbersOf(svg, "circle", "cx", "cy", "r");
      expect(circles).toHaveLength(roles.length);
      for (const [index, [x = 0, y = 0, r = 0]] of circles.entries()) {
        const role = roles[index] as Text;
        expect(y - r).toBeGreaterThan(bottom);
        expect(x - r).toBeGreaterThanOrEqual(10);
        expect(role.x - (x + r)).toBeCloseTo(4, 1);
        expect(role.y - 0.35 * role.size).toBeCloseTo(y, 1);
        const next = circles[index + 1];
        if (next !== undefined)
          expect((next[0] as number) - r).toBeGreaterThan(role.x + role.size * textWidth(role.said));
      }
      const words = texts.at(-1) as Text;
      expect(words.said).toMatch(/^Numbers at arrows/);
      expect(words.y - words.size).toBeGreaterThan((roles.at(-1) as Text).y);
      expect(words.y).toBeLessThan(height - 5);
      expect(words.x + words.size * textWidth(words.said)).toBeLessThanOrEqual(width - 9.99);
    }
  });
});
