import { Dialog } from "@sdialog/core";
import { noUsage } from "@sdialog/llm";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dialog2flow } from "../dialog2flow.ts";
import { endNode, type Flow, startNode, weighEdges } from "../flow.ts";
import { curvePath, curvePoints, rounded } from "./edge-curve.ts";
import { flowGraphView, percent } from "./flow-graph-view.ts";
import { flowToDot } from "./flow-to-dot.ts";
import { flowToGraphml } from "./flow-to-graphml.ts";
import { flowToMermaid } from "./flow-to-mermaid.ts";
import { flowToSvg } from "./flow-to-svg.ts";
import { textWidth } from "./text-width.ts";
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

describe("a flow of two roles, of which one is said half as often", () => {
  const centroid = Float32Array.of(1);
  const node = (role: string, count: number, label: string) => ({
    id: `${role}-0`,
    role,
    label,
    count,
    examples: [label, "And\nso on"],
    centroid,
    nearest: centroid,
  });
  const edges = [
    [startNode, "A-0", 4],
    ["A-0", "B-0", 2],
    ["A-0", endNode, 198],
    ["B-0", endNode, 2],
  ] as const;
  const flow: Flow = {
    ...saying("x"),
    nodes: [node("A", 200, "Good morning to everybody who has come here"), node("B", 100, "Hi")],
    edges: weighEdges(edges.map(([source, target, count]) => ({ source, target, count }))),
    paths: [{ dialogId: 1, steps: [] }],
  };

  it("is this in DOT: borders by how often, arrows by how likely", () => {
    expect(flowToDot(flow).split("\n").slice(4)).toEqual([
      '  start [label="start", shape=oval, style=filled, fillcolor="#e2e8f0"];',
      String.raw`  n0 [label="Good morning to everybody who\nhas come here\nA · 200", fillcolor="#e3f1fa", color="#0072b2", penwidth=3.00];`,
      String.raw`  n1 [label="Hi\nB · 100", fillcolor="#fdebdc", color="#c25400", penwidth=1.90];`,
      '  end [label="end", shape=oval, style=filled, fillcolor="#e2e8f0"];',
      '  n0 -> end [label="99%", penwidth=3.96, weight=10];',
      '  start -> n0 [label="100%", penwidth=4.00, weight=10];',
      '  n0 -> n1 [label="1%", penwidth=0.54, weight=1];',
      '  n1 -> end [label="100%", penwidth=4.00, weight=10];',
      "}",
      "",
    ]);
  });

  it("is this in Mermaid, a class for each role", () => {
    expect(flowToMermaid(flow).split("\n")).toEqual([
      "flowchart TD",
      '  start(["start"])',
      '  n0["Good morning to everybody who has come here<br>A · 200"]:::role0',
      '  n1["Hi<br>B · 100"]:::role1',
      '  finish(["end"])',
      "  n0 -->|99%| finish",
      "  start -->|100%| n0",
      "  n0 -->|1%| n1",
      "  n1 -->|100%| finish",
      "  classDef role0 fill:#e3f1fa,stroke:#0072b2,color:#0f172a",
      "  classDef role1 fill:#fdebdc,stroke:#c25400,color:#0f172a",
      "",
    ]);
  });

  it("is this in GraphML, examples on a line each", () => {
    const lines = flowToGraphml(flow)
      .split("\n")
      .map((line) => line.trim());
    expect(lines).toContain(
      '<node id="start"><data key="id">[start]</data><data key="role"></data><data key="label">start</data><data key="count">1</data><data key="examples"></data></node>',
    );
    expect(lines).toContain(
      '<node id="n1"><data key="id">B-0</data><data key="role">B</data><data key="label">Hi</data><data key="count">100</data><data key="examples">Hi',
    );
    expect(lines).toContain(
      '<edge source="n0" target="end"><data key="edge-count">198</data><data key="probability">0.99</data></edge>',
    );
  });

  it("shows shares of the most frequent, and probabilities as people read them", () => {
    const view = flowGraphView(flow);
    expect(view.nodes.map(({ kind, share, roleIndex }) => [kind, share, roleIndex])).toEqual([
      ["start", 1, -1],
      ["utterance", 1, 0],
      ["utterance", 0.5, 1],
      ["end", 1, -1],
    ]);
    expect(view.nodes[1]?.examples[1]).toBe("And so on");
    expect(view.roles).toEqual(["A", "B"]);
    expect([0.00349, 0.0099, 0.01, 0.5, 0.996].map(percent)).toEqual(["0.3%", "1.0%", "1%", "50%", "100%"]);
  });
});

describe("textWidth", () => {
  it("adds up letters by how wide they are, marks above them for nothing", () => {
    expect(textWidth("ab")).toBeCloseTo(1.2, 12);
    expect(textWidth("il. ")).toBeCloseTo(4 * 0.36, 12);
    expect(textWidth("mW@É")).toBeCloseTo(4 * 0.78, 12);
    expect(textWidth("日本、🙂")).toBeCloseTo(4, 12);
    expect(textWidth("e\u0301")).toBeCloseTo(0.6, 12);
  });
});

describe("a curve", () => {
  it("has places two units apart at most, from its beginning to its end", () => {
    const straight = [
      { x: 0, y: 0 },
      { x: 2, y: 4 },
      { x: 4, y: 8 },
      { x: 6, y: 12 },
    ] as const;
    const points = curvePoints([straight]);
    expect(points).toHaveLength(10);
    for (const [step, { x, y }] of points.entries()) {
      expect(x).toBeCloseTo((6 * step) / 9, 12);
      expect(y).toBeCloseTo((12 * step) / 9, 12);
    }
    const bent = [
      { x: 0, y: 0 },
      { x: 0, y: 8 },
      { x: 8, y: 8 },
      { x: 2, y: 0 },
    ] as const;
    // (1, 3, 3, 1) / 8 in the middle.
    expect(curvePoints([bent])[1]).toEqual({ x: 26 / 8, y: 48 / 8 });
    expect(curvePoints([bent])).toHaveLength(3);
    expect(curvePath([bent, straight])).toBe("M0 0C0 8 8 8 2 0C2 4 4 8 6 12");
    expect(rounded(1.005_01)).toBe(1.01);
  });
});

describe("wrapText", () => {
  it("breaks between words, cuts words that are too long and lines after the third", () => {
    expect(wrapText("  one two  three ", 7)).toEqual(["one two", "three"]);
    expect(wrapText("extraordinary day", 7)).toEqual(["extrao…", "day"]);
    expect(wrapText("aaaa bbbb cccc dddd", 4)).toEqual(["aaaa", "bbbb", "ccc…"]);
    expect(wrapText("aaaa bbbb cccc", 4)).toEqual(["aaaa", "bbbb", "cccc"]);
    expect(wrapText("", 4)).toEqual([""]);
  });

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
