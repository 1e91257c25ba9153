import { Dialog, Random } from "@sdialog/core";
import type { EmbeddingModel } from "@sdialog/llm";
import { noUsage } from "@sdialog/llm";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endNode, type Flow, type FlowEdge, startNode, weighEdges } from "./flow.ts";
import { flowLikelihood } from "./flow-likelihood.ts";
import { DialogFlowPPL, DialogFlowScore } from "./flow-scores.ts";

/** Every text is a node's id, and a vector of its own. */
const axes = ["s0", "s1", "u0", "u1"];
const embedding: EmbeddingModel = {
  specVersion: 1,
  id: "test:axes",
  embed: (texts) => Promise.resolve({ vectors: texts.map(axis), usage: noUsage }),
};
function axis(text: string): Float32Array {
  return Float32Array.from(axes, (name) => (text.split("+").includes(name) ? 1 : 0));
}
const edge = (source: string, target: string, count: number): Omit<FlowEdge, "probability"> => ({
  source,
  target,
  count,
});
const flow: Flow = {
  nodes: axes.map((id) => ({
    id,
    role: id.startsWith("s") ? "system" : "user",
    label: id,
    count: 8,
    examples: [id],
    centroid: axis(id),
    nearest: axis(id),
  })),
  edges: weighEdges([
    edge(startNode, "s0", 8),
    edge("s0", "u0", 6),
    edge("s0", "u1", 2),
    edge("u0", "s1", 6),
    edge("u1", "s1", 2),
    edge("s1", endNode, 8),
  ]),
  paths: [],
  roles: "speaker",
  embedding,
};

function said(...texts: string[]): Dialog {
  return new Dialog({
    turns: texts.map((text) => ({ speaker: text.startsWith("s") ? "System" : "User", text })),
  });
}
const followed = said("s0", "u0", "s1");
const strange = said("u1", "u0", "u1");

describe("flowLikelihood", () => {
  it("gives the reference value of a dialogue that follows the flow", async () => {
    const found = await flowLikelihood(flow, followed);
    expect(found?.logLikelihood).toBeCloseTo(-1.1833535233066614, 9);
    expect(found?.steps.map(({ node, known }) => [node, known])).toEqual([
      ["s0", true],
      ["u0", true],
      ["s1", true],
    ]);
  });

  it("shares an utterance between nodes it is equally near to, unless told not to", async () => {
    const soft = await flowLikelihood(flow, said("s0+s1"));
    expect(soft?.steps[0]?.certainty).toBeCloseTo(0.5, 12);
    const hard = await flowLikelihood(flow, said("s0+s1"), { hard: true });
    expect(hard?.steps[0]?.certainty).toBe(1);
    expect((await flowLikelihood(flow, said("s0+s1"), { neighbours: 1 }))?.steps[0]?.certainty).toBe(1);
  });

  it("compares with centroids or with the utterances nearest to them, at a temperature", async () => {
    const swapped = { s0: "s1", s1: "s0" } as Record<string, string>;
    const nodes = flow.nodes.map((node) => ({ ...node, nearest: axis(swapped[node.id] ?? node.id) }));
    const found = await flowLikelihood({ ...flow, nodes }, said("s0"), { compareWith: "nearest" });
    expect(found?.steps[0]?.node).toBe("s1");
    const warm = await flowLikelihood(flow, said("s0"), { temperature: 1 });
    expect(warm?.steps[0]?.certainty).toBeCloseTo(Math.E / (Math.E + 1), 12);
    await expect(flowLikelihood(flow, said("s0"), { temperature: 0 })).rejects.toThrow("temperature above 0");
  });

  it("scores the end when asked, so that a dialogue cut short is less likely", async () => {
    const whole = await flowLikelihood(flow, followed, { scoreEnd: true });
    const cut = await flowLikelihood(flow, said("s0", "u0"), { scoreEnd: true });
    expect(whole?.steps.at(-1)).toMatchObject({ node: endNode, known: true });
    expect(cut?.steps.at(-1)).toMatchObject({ node: endNode, known: false });
  });

  it("names a speaker the flow does not know", async () => {
    const stranger = new Dialog({ id: 4, turns: [{ speaker: "Zoe", text: "s0" }] });
    await expect(flowLikelihood(flow, stranger)).rejects.toThrow(
      'no role "zoe", which "Zoe" has in dialogue 4',
    );
  });

  it("is never positive, and never changed by renaming a dialogue", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...axes), { minLength: 1 }), async (texts) => {
        const dialog = said(...texts);
        const found = await flowLikelihood(flow, dialog);
        expect(found?.logLikelihood).toBeLessThanOrEqual(0);
        expect(await flowLikelihood(flow, dialog.clone({ id: "other" }))).toEqual(found);
        expect(found?.knownLogLikelihood).toBeGreaterThanOrEqual(found?.logLikelihood as number);
      }),
    );
  });
});

describe("DialogFlowPPL and DialogFlowScore", () => {
  it("give the reference values", async () => {
    const near = async (
      score: DialogFlowPPL | DialogFlowScore,
      dialog: Dialog,
      value: number,
    ): Promise<void> => expect(await score.score(dialog)).toBeCloseTo(value, 9);
    await near(new DialogFlowPPL(flow), followed, 1.3442528822350757);
    await near(new DialogFlowScore(flow), followed, 0.7439076480441017);
    await near(new DialogFlowPPL(flow, { hard: true }), followed, 1.344252880157042);
    await near(new DialogFlowScore(flow, { hard: true }), followed, 0.7439076491940827);
    await near(new DialogFlowPPL(flow), strange, 5.1800401282227035);
    await near(new DialogFlowScore(flow), strange, 0.19304869754804482);
  });

  // A second reading of the formula: no index, no walk, nothing shared with the first.
  it.each(Array.from({ length: 60 }, (_, seed) => seed))(
    "are what the formula says of walk %i",
    async (seed) => {
      const random = new Random(seed);
      const turns = Array.from({ length: random.integer(1, 12) }, () =>
        random.pick(["s0", "s1", "u0", "u1", "s0+u0", "s1+u0+u1"]),
      );
      let logs = 0;
      let before = startNode;
      for (const text of turns) {
        const held = text.split("+");
        const role = text.startsWith("s") ? "s" : "u";
        const near = [`${role}0`, `${role}1`].map((id) =>
          held.includes(id) ? 1 / Math.sqrt(held.length) : 0,
        );
        const [first = 0, second = 0] = near;
        const node = `${role}${first >= second ? 0 : 1}`;
        const certainty =
          Math.exp(Math.max(first, second) / 0.05) / (Math.exp(first / 0.05) + Math.exp(second / 0.05));
        const leaving = flow.edges.filter(({ source }) => source === before);
        const along = leaving.find(({ target }) => target === node);
        const all = leaving.reduce((sum, { count }) => sum + count, 0) + 4;
        logs += Math.log(along === undefined ? 1 / all : (certainty * (along.count + 1)) / all);
        before = node;
      }
      const perplexity = Math.exp(-logs / (turns.length + 1));
      const dialog = said(...turns);
      expect(Number(await new DialogFlowPPL(flow).score(dialog)) / perplexity).toBeCloseTo(1, 8);
      expect(Number(await new DialogFlowScore(flow).score(dialog)) * perplexity).toBeCloseTo(1, 8);
    },
  );

  it("do not take a dialogue without a known step for perfect", async () => {
    expect(await new DialogFlowPPL(flow, { onlyKnown: true }).score(strange)).toBeNull();
    expect(await new DialogFlowScore(flow, { onlyKnown: true }).score(strange)).toBeNull();
    expect(await new DialogFlowScore(flow, { onlyKnown: true }).score(followed)).toBeCloseTo(
      0.7439076480441017,
      9,
    );
  });

  it("keep their value for long dialogues instead of falling to 0", async () => {
    const long = said(...Array.from({ length: 600 }, (_, index) => (index % 2 === 0 ? "s1" : "u1")));
    // By hand: start and u1 know 8 and 2 ways on, s1 is followed by the end only, V = 4.
    const expected = Math.exp((Math.log(1 / 12) + 300 * Math.log(1 / 12) + 299 * Math.log(3 / 6)) / 601);
    expect(await new DialogFlowScore(flow, { hard: true }).score(long)).toBeCloseTo(expected, 9);
  });

  it("look only at the roles they are told to, and say so in their name", async () => {
    const system = new DialogFlowScore(flow, { only: ["system"], hard: true });
    expect(system.name).toBe("dfs-hard-system");
    // s0 after the start is known; s1 right after s0 is not.
    expect(await system.score(followed)).toBeCloseTo(Math.exp((Math.log(9 / 12) + Math.log(1 / 12)) / 3), 9);
    expect(await system.score(said("u0"))).toBeNull();
    expect(new DialogFlowPPL(flow, { onlyKnown: true }).name).toBe("dfppl-only-known");
  });

  it("say how they were made, defaults included", () => {
    const standard = {
      neighbours: 64,
      temperature: 0.05,
      hard: false,
      only: null,
      compareWith: "centroid",
      scoreEnd: false,
      onlyKnown: false,
    };
    expect(new DialogFlowPPL(flow).configuration).toEqual(standard);
    const told = {
      neighbours: 3,
      temperature: 1,
      hard: true,
      only: ["system"],
      compareWith: "nearest",
      scoreEnd: true,
      onlyKnown: true,
    } as const;
    const named = new DialogFlowScore(flow, { ...told, name: "mine" });
    expect(named.configuration).toEqual(told);
    expect([named.name, named.direction, new DialogFlowPPL(flow).direction]).toEqual([
      "mine",
      "higher",
      "lower",
    ]);
    expect(new DialogFlowScore(flow, told).name).toBe("dfs-hard-system-only-known");
  });

  it("look at the end when they are told to, and at the utterances nearest to nodes", async () => {
    // Also right after the start, the end is a step; nobody has gone there.
    const cut = said("s0");
    expect(await new DialogFlowScore(flow, { hard: true, scoreEnd: true }).score(cut)).toBeCloseTo(
      Math.exp((Math.log(9 / 12) + Math.log(1 / 12)) / 3),
      9,
    );
    const nodes = flow.nodes.map((node) => ({ ...node, nearest: axis(node.id === "s0" ? "s1" : "s0") }));
    const { details } = await new DialogFlowPPL({ ...flow, nodes }, { compareWith: "nearest" }).assess(cut);
    expect(details).toMatchObject({ steps: [{ node: "s1" }] });
  });

  it("have no value for nobody speaking", async () => {
    expect(await new DialogFlowPPL(flow).score(new Dialog())).toBeNull();
  });

  it("make their flow from dialogues once, and again after a failure", async () => {
    let asked = 0;
    const moody: EmbeddingModel = {
      specVersion: 1,
      id: "test:moody",
      embed(texts, options) {
        if (++asked === 1) return Promise.reject(new Error("not now"));
        return embedding.embed(texts, options);
      },
    };
    const score = new DialogFlowPPL([followed, followed], { flow: { embedding: moody } });
    await expect(score.score(followed)).rejects.toThrow("not now");
    const first = await score.score(followed);
    expect(await score.score(followed)).toBe(first);
    expect(await score.flow()).toBe(await score.flow());
  });

  it("keep what they were made from as details", async () => {
    const { details } = await new DialogFlowPPL(flow).assess(followed);
    expect(details).toMatchObject({
      knownSteps: 3,
      steps: [{ node: "s0", known: true }, { node: "u0" }, { node: "s1" }],
    });
  });
});
