import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { hashingEmbedding } from "@sdialog/evaluation/embeddings";
import { dialog2flow } from "./dialog2flow.ts";
import { flowFromJson, type FlowJson, flowToJson } from "./flow-json.ts";
import { DialogFlowPPL } from "./flow-scores.ts";

const dialog = new Dialog({
  turns: [
    { speaker: "A", text: "Hi there" },
    { speaker: "B", text: "Hello" },
  ],
});

describe("flowFromJson", () => {
  it("gives back a flow that scores the same", async () => {
    for (const roles of ["speaker", ["system", "user"], { system: ["A"], user: ["*"] }] as const) {
      const flow = await dialog2flow([dialog], { roles });
      const again = flowFromJson(JSON.parse(JSON.stringify(flowToJson(flow))), hashingEmbedding());
      expect({ ...again, embedding: null }).toMatchObject({ ...flow, embedding: null });
      expect(await new DialogFlowPPL(again).score(dialog)).toBe(await new DialogFlowPPL(flow).score(dialog));
    }
  });

  it.each<[string, (json: FlowJson) => object]>([
    ["a kind of its own", (json) => ({ ...json, kind: "flow" })],
    [
      "fewer than no turns of a node",
      ({ nodes: [node], ...json }) => ({ ...json, nodes: [{ ...node, count: -1 }] }),
    ],
    ["half a step", ({ edges: [edge], ...json }) => ({ ...json, edges: [{ ...edge, count: 0.5 }] })],
    [
      "a share above 1",
      ({ edges: [edge], ...json }) => ({ ...json, edges: [{ ...edge, probability: 1.1 }] }),
    ],
    ["roles of another kind", (json) => ({ ...json, roles: { system: "A" } })],
    [
      "nobody's dialogue",
      ({ paths: [path], ...json }) => ({ ...json, paths: [{ ...path, dialogId: null }] }),
    ],
    ["no vectors", ({ nodes: [node], ...json }) => ({ ...json, nodes: [{ ...node, centroid: undefined }] })],
  ])("refuses %s", async (_what, spoil) => {
    const json = flowToJson(await dialog2flow([dialog]));
    expect(() => flowFromJson(spoil(json), hashingEmbedding())).toThrow("not a flow");
  });

  it("refuses another model's vectors, and what is not a flow", async () => {
    const json = flowToJson(await dialog2flow([dialog]));
    expect(() => flowFromJson(json, hashingEmbedding({ dimensions: 8 }))).toThrow(
      "made with hashing:512, not with hashing:8",
    );
    expect(() => flowFromJson({ turns: [] }, hashingEmbedding(), "x.json")).toThrow("x.json: not a flow");
  });
});
