import { Dialog } from "@sdialog/core";
import { noUsage } from "@sdialog/llm";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dialog2flow } from "../dialog2flow.ts";
import { endNode, type Flow, startNode, weighEdges } from "../flow.ts";
import { flowToDot } from "./flow-to-dot.ts";
import { flowToGraphml } from "./flow-to-graphml.ts";
import { flowToMermaid } from "./flow-to-mermaid.ts";
import { flowToSvg } from "./flow-to-svg.ts";
import { wrapText } from "./wrap-text.ts";

/** A flow of one node that says `text`. */
function saying(text: string): Flow {
  const centroid = Float32Array.of(1);
  return {
    nodes: [{ id: "a-0", role: text, label: text, count: 2, examples: [text], centroid, nearest: centroid }],
    edges: weighEdges([
      { source: startNode, target: "a-0", count: 2 },
      { source: "a-0", target: endNode, count: 2 },
    ]),
    paths: [],
    roles: "speaker",
    embedding: {
      specVersion: 1,
      id: "test:none",
      embed: () => Promise.resolve({ vectors: [], usage: noUsage }),
    },
  };
}
const texts = fc.string({ unit: "binary", maxLength: 40 });
const nasty = 'He said "a\\b" <b>&amp;</b> ]]> %% --> \n end; {x} |y| \u0000 \uD800 \u2028';

describe("flowToGraphml", () => {
  it("escapes whatever is said, and gives back nodes and edges", () => {
    const xml = flowToGraphml(saying(nasty));
    expect(xml).toContain("He said &quot;a\\b&quot; &lt;b&gt;&amp;amp;&lt;/b&gt; ]]&gt;");
    expect(xml).toContain(
      '<edge source="start" target="n0"><data key="edge-count">2</data><data key="probability">1</data>',
    );
    fc.assert(
      fc.property(texts, (text) => {
        const content = flowToGraphml(saying(text)).replaceAll(/<\/?[a-z?][^<>]*>/g, "");
        expect(content).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot);)/);
        expect(content.isWellFormed()).toBe(true);
      }),
    );
  });
});

/** Flows of a few nodes with any edges between them: circles, loops, several ways round. */
const tangled = fc
  .tuple(
    fc.array(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 6 }),
    fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 12 }),
  )
  .map(([labels, pairs]): Flow => {
    const flow = saying("x");
    const nodes = labels.map((label, index) => ({
      ...flow.nodes[0]!,
      id: `a-${index}`,
      role: "a",
      label,
      count: index + 1,
    }));
    const id = (index: number): string => `a-${index % nodes.length}`;
    const steps = [[startNode, id(0)], ...pairs.map(([from, to]) => [id(from), id(to)]), [id(0), endNode]];
    const distinct = new Map(steps.map((step) => [step.join(), step as [string, string]]));
    const edges = weighEdges(
      [...distinct.values()].map(([source, target]) => ({ source, target, count: 1 })),
    );
    return { ...flow, nodes, edges };
  });

interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function rectangles(svg: string): Rectangle[] {
  return [...svg.matchAll(/<rect x="(.+?)" y="(.+?)" width="(.+?)" height="(.+?)"/g)].map((match) => {
    const [x = 0, y = 0, width = 0, height = 0] = match.slice(1).map(Number);
    return { left: x, right: x + width, top: y, bottom: y + height };
  });
}

describe("flowToSvg", () => {
  it("draws what is said, whatever it is", async () => {
    const svg = await flowToSvg(saying(nasty));
    expect(svg).toContain("He said &quot;a\\b&quot; &lt;b&gt;&amp;amp;");
    expect(svg).not.toContain("<b>");
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const content = (await flowToSvg(saying(text))).replaceAll(/<[^<>]*>/g, "");
        expect(content).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot);)/);
        expect(content.isWellFormed()).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("rounds where talks begin and end, names the roles below everything, and begins new lines for many", async () => {
    const one = await flowToSvg(saying("Hello"));
    const frames = [...one.matchAll(/height="([\d.]+)" rx="([\d.]+)"/g)].map(([, height, rx]) => [
      Number(height),
      Number(rx),
    ]);
    expect(frames.filter(([height = 0, rx]) => rx === height / 2)).toHaveLength(2);
    expect(frames.filter(([, rx]) => rx === 6)).toHaveLength(1);
    const flow = saying("Hello");
    const roles = Array.from({ length: 12 }, (_, index) => `a rather long name of role ${index}`);
    const nodes = roles.map((role, index) => ({ ...flow.nodes[0]!, id: `a-${index}`, role }));
    const svg = await flowToSvg({ ...flow, nodes });
    const spots = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map((match) =>
      match.slice(1).map(Number),
    );
    const bottom = Math.max(...rectangles(svg).map((box) => box.bottom));
    const height = Number(/viewBox="0 0 \S+ (\S+)"/.exec(svg)?.[1]);
    expect(spots).toHaveLength(12);
    for (const [, y = 0] of spots) expect(bottom < y && y < height).toBe(true);
    // Nobody stands where another does.
    expect(new Set(spots.map(String)).size).toBe(12);
    expect(new Set(spots.map(([, y]) => y)).size).toBeGreaterThan(1);
    for (const role of roles) expect(svg).toContain(`text-anchor="start">${role}</text>`);
  });

  it("lets no boxes overlap, keeps every edge inside the drawing, and ends it at a box", async () => {
    await fc.assert(
      fc.asyncProperty(tangled, async (flow) => {
        const svg = await flowToSvg(flow);
        const [width = 0, height = 0] = /viewBox="0 0 (\S+) (\S+)"/.exec(svg)?.slice(1).map(Number) ?? [];
        const boxes = rectangles(svg);
        expect(boxes).toHaveLength(flow.nodes.length + 2);
        for (const [index, one] of boxes.entries()) {
          for (const other of boxes.slice(index + 1)) {
            const apart =
              one.right < other.left ||
              other.right < one.left ||
              one.bottom < other.top ||
              other.bottom < one.top;
            expect(apart).toBe(true);
          }
        }
        const paths = [...svg.matchAll(/<path d="M([^"]+)" fill="none"/g)].map((match) => match[1] ?? "");
        expect(paths).toHaveLength(flow.edges.length);
        for (const path of paths) {
          const numbers = path.split(/[ C]/).map(Number);
          for (const [index, number] of numbers.entries()) {
            expect(number).toBeGreaterThanOrEqual(0);
            expect(number).toBeLessThanOrEqual(index % 2 === 0 ? width : height);
          }
          const [x = -1, y = -1] = numbers.slice(-2);
          const near = ({ left, right, top, bottom }: Rectangle): boolean =>
            x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;
          expect(boxes.some(near)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("makes a box as wide as what stands in it, ideographs twice as wide as letters", async () => {
    const widthOf = async (text: string): Promise<number> => {
      const [, box] = rectangles(await flowToSvg(saying(text)));
      return (box?.right ?? 0) - (box?.left ?? 0);
    };
    const [letters, ideographs] = [await widthOf("a".repeat(20)), await widthOf("我".repeat(20))];
    expect(letters).toBeGreaterThan(20 * 11 * 0.5);
    expect(ideographs).toBeGreaterThan(20 * 11);
  });
});

describe("flowToDot", () => {
  it("writes shares as percent and wraps long labels", () => {
    const dot = flowToDot(saying("one two three four five six seven eight nine"));
    expect(dot).toContain(String.raw`label="one two three four five six\nseven eight nine\n`);
    expect(dot).toContain('start -> n0 [label="100%"');
  });
});

describe("flowToMermaid", () => {
  it("leaves no character that could end a label", () => {
    fc.assert(
      fc.property(fc.oneof(texts, fc.constant(nasty)), (text) => {
        const lines = flowToMermaid(saying(text)).split("\n");
        const node = lines.find((line) => line.startsWith("  n0[")) ?? "";
        expect(node).toMatch(/^ {2}n0\["[^"`[\]{}|\n]*"\]:::role0$/);
        expect(lines).toHaveLength(8);
      }),
    );
  });

  it("names the end so that it closes no block", () => {
    expect(flowToMermaid(saying("x"))).toContain("n0 -->|100%| finish");
  });
});

describe("wrapText", () => {
  it("keeps lines short and at most three", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const lines = wrapText(text, 10);
        expect(lines.length).toBeLessThanOrEqual(3);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(10);
      }),
    );
  });
});

describe("every export", () => {
  it("is the same for the same dialogues", async () => {
    const dialogs = [
      new Dialog({
        turns: [
          { speaker: "A", text: "Hi" },
          { speaker: "B", text: "Hello" },
        ],
      }),
    ];
    const [first, second] = await Promise.all([dialog2flow(dialogs), dialog2flow(dialogs)]);
    for (const write of [flowToDot, flowToGraphml, flowToMermaid]) expect(write(first)).toBe(write(second));
    expect(await flowToSvg(first)).toBe(await flowToSvg(second));
  });
});
