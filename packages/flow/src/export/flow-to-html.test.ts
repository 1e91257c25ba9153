import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { dialog2flow } from "../dialog2flow.ts";
import { happyPath } from "../happy-path.ts";
import { pruneFlow } from "../prune-flow.ts";
import { sharesSay } from "./flow-graph-view.ts";
import { type FlowPageOptions, flowToHtml } from "./flow-to-html.ts";

const dialogs = ["I need a room", "I need a room", "</script><!-- <b>"].map(
  (text, id) =>
    new Dialog({
      id,
      turns: [
        { speaker: "Bot", text: "Hello, how can I help you today, Sir?" },
        { speaker: "A & B", text },
      ],
    }),
);
const flow = await dialog2flow(dialogs);

interface PageData {
  readonly nodes: readonly {
    readonly key: string;
    readonly text: string;
    readonly fill: string;
    readonly darkFill: string;
  }[];
  readonly edges: readonly object[];
  readonly happyPath: readonly string[];
  readonly dialogs: readonly {
    readonly id: number;
    readonly steps: readonly { readonly node: string | null }[];
  }[];
  readonly threshold: number | null;
}
async function page(options?: FlowPageOptions, of = flow): Promise<{ html: string; data: PageData }> {
  const html = await flowToHtml(of, options);
  const json = /<script type="application\/json" id="flow-data">([^]*?)<\/script>/.exec(html)?.[1] ?? "";
  return { html, data: JSON.parse(json) as PageData };
}

describe("flowToHtml", () => {
  it("holds what is drawn: boxes with who says them how often, edges, and the way most go", async () => {
    const { data } = await page();
    expect(data.nodes.map(({ key, text }) => [key, text])).toEqual([
      ["start", "start"],
      ["n0", "Hello, how can I help you\ntoday, Sir?\nbot · 3 times"],
      ["n1", "I need a room\na & b · 2 times"],
      ["n2", "</script><!-- <b>\na & b · 1 time"],
      ["end", "end"],
    ]);
    expect(new Set(data.nodes.slice(1, 4).map(({ fill }) => fill)).size).toBe(2);
    for (const { fill, darkFill } of data.nodes) expect(fill).not.toBe(darkFill);
    expect(data.edges).toHaveLength(flow.edges.length);
    expect(data.happyPath).toEqual(["n0", "n1"]);
    expect(happyPath(flow)).toHaveLength(2);
  });

  it("replays a hundred dialogues, or as many as it is told, with nothing for what is not drawn", async () => {
    const steps = ({ dialogs: shown }: PageData) => shown.map((one) => one.steps.map(({ node }) => node));
    expect(steps((await page()).data)).toEqual([
      ["n0", "n1"],
      ["n0", "n1"],
      ["n0", "n2"],
    ]);
    expect((await page({ dialogs: 1 })).data.dialogs.map(({ id }) => id)).toEqual([0]);
    const pruned = pruneFlow(flow, { minimumShare: 0.6 });
    expect(steps((await page({}, pruned)).data).at(-1)).toEqual(["n0", null]);
    const many = { ...flow, paths: Array.from({ length: 120 }, () => flow.paths[0]!) };
    expect((await page({}, many)).data.dialogs).toHaveLength(100);
  });

  it("is one page that loads nothing, whatever was said and it is called", async () => {
    const { html, data } = await page({ title: "R&D <1>", threshold: 0.2 });
    expect(html).toContain("<title>R&amp;D &lt;1&gt;</title>");
    expect(html).toContain("<h1>R&amp;D &lt;1&gt;</h1>");
    expect(data.threshold).toBe(0.2);
    // Data, two libraries and the page's own; nothing of what was said begins or ends another.
    expect(html.match(/<script\b/g)).toHaveLength(4);
    expect(html.match(/<\/script/g)).toHaveLength(4);
    expect(html).not.toMatch(/<!--|sourceMappingURL|<script[^>]*src=|<link/);
    expect(html).toContain("default-src 'none'");
    const standard = await page();
    expect(standard.html).toContain("<title>Dialogue flow</title>");
    expect(standard.data.threshold).toBeNull();
  });

  it("names the roles beside their colours, and what the numbers are", async () => {
    const { html, data } = await page();
    const legend = /<ul id="legend"[^>]*>(.*?)<\/ul>/.exec(html)?.[1] ?? "";
    const items = legend.split("</li>").slice(0, -1);
    expect(items.map((item) => item.replaceAll(/<[^>]*>/g, "").trim())).toEqual([
      "bot",
      "a &amp; b",
      sharesSay,
    ]);
    for (const [index, node] of [data.nodes[1], data.nodes[2]].entries()) {
      expect(items[index]).toContain(`fill: light-dark(${node?.fill}, ${node?.darkFill})`);
    }
  });
});
