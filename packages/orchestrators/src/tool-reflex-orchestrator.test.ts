import { Random, type ToolMoment } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { ToolReflexOrchestrator } from "./tool-reflex-orchestrator.ts";

const instruction = "Search again with other words.";

function after(rule: ToolReflexOrchestrator, tool: Partial<ToolMoment["tool"]>) {
  const session = rule.begin({ agent: "Agent", past: [], random: new Random(0) });
  const used = { name: "search", input: {}, output: "", isError: false, ...tool };
  return session.afterTool?.({
    agent: "Agent",
    turns: [],
    utterance: "",
    random: new Random(0),
    lookahead: () => Promise.resolve(""),
    tool: used,
  });
}

describe("ToolReflexOrchestrator", () => {
  it("reacts to the output of the tool it watches", async () => {
    const rule = new ToolReflexOrchestrator({ tool: "search", condition: /no results/, instruction });
    expect(await after(rule, { output: "no results" })).toBe(instruction);
    expect(await after(rule, { output: "three results" })).toBeUndefined();
    expect(await after(rule, { name: "other", output: "no results" })).toBeUndefined();
  });

  it("takes a function of the whole result, and reacts to everything without a condition", async () => {
    const onError = new ToolReflexOrchestrator({ condition: ({ isError }) => isError, instruction });
    expect(await after(onError, { isError: true })).toBe(instruction);
    expect(await after(onError, {})).toBeUndefined();
    expect(await after(new ToolReflexOrchestrator({ instruction }), {})).toBe(instruction);
  });

  it("is data unless its condition is a function", () => {
    expect(new ToolReflexOrchestrator({ tool: "search", instruction }).toJSON()).toEqual({
      name: "ToolReflexOrchestrator",
      args: { tool: "search", instruction },
    });
    expect(new ToolReflexOrchestrator({ condition: () => true, instruction }).toJSON().code).toBe(true);
  });
});
