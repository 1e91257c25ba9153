import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { hashingEmbedding } from "@sdialog/evaluation/embeddings";
import { dialog2flow } from "./dialog2flow.ts";
import { flowFromJson, flowToJson } from "./flow-json.ts";
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

  it("refuses another model's vectors, and what is not a flow", async () => {
    const json = flowToJson(await dialog2flow([dialog]));
    expect(() => flowFromJson(json, hashingEmbedding({ dimensions: 8 }))).toThrow(
      "made with hashing:512, not with hashing:8",
    );
    expect(() => flowFromJson({ turns: [] }, hashingEmbedding(), "x.json")).toThrow("x.json: not a flow");
  });
});
