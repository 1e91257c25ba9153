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

describe("flowToSvg", () => {
  it("draws what is said, whatever it is", async () => {
    const svg = await flowToSvg(saying(nasty));
    expect(svg).toContain("He said &quot;a\\b&quot; &lt;b&gt;&amp;amp;");
    expect(svg).not.toContain("<b>");
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(await flowToSvg(saying(text))).toContain("</svg>");
      }),
      { numRuns: 30 },
    );
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
