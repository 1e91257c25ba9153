import { DataFormatError, registered } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { ChangeMindOrchestrator } from "./change-mind-orchestrator.ts";
import { InstructionListOrchestrator } from "./instruction-list-orchestrator.ts";
import { LengthOrchestrator } from "./length-orchestrator.ts";
import { orchestrator } from "./orchestrator.ts";
import { orchestratorFromJSON } from "./orchestrator-from-json.ts";
import { SimpleReflexOrchestrator } from "./simple-reflex-orchestrator.ts";
import { SimpleResponseOrchestrator } from "./response-suggestion/simple-response-orchestrator.ts";
import { ToolReflexOrchestrator } from "./tool-reflex-orchestrator.ts";

const rules = [
  new SimpleReflexOrchestrator({ condition: /a+/iu, instruction: "x", persistent: true, label: "reflex" }),
  new ToolReflexOrchestrator({ tool: "search", condition: /none/, instruction: "x" }),
  new LengthOrchestrator({ min: 2, max: 8, enforce: true }),
  new ChangeMindOrchestrator({ probability: 0.5, reasons: ["r"], maxTimes: null }),
  new InstructionListOrchestrator({ instructions: { 2: "x" } }),
  new SimpleResponseOrchestrator({
    responses: { hello: "Hi!", bye: "Bye!" },
    graph: { hello: ["bye"] },
    embedding: "local",
    topK: 2,
  }),
];

describe("orchestratorFromJSON", () => {
  it.each(rules.map((rule) => [rule.className, rule] as const))("brings back a %s", (_, rule) => {
    const again = orchestratorFromJSON(JSON.parse(JSON.stringify(rule)));
    expect(again).toBeInstanceOf(rule.constructor);
    expect(again.toJSON()).toEqual(rule.toJSON());
    expect([again.label, again.persistent]).toEqual([rule.label, rule.persistent]);
  });

  it("covers every class that data can describe", () => {
    const named = registered("orchestrator").map(({ name }) => name);
    expect(rules.map(({ className }) => className).sort()).toEqual(named.toSorted());
  });

  it("takes the short form of recipes", () => {
    const rule = orchestratorFromJSON({ type: "LengthOrchestrator", min: 6, max: 12 });
    expect(rule.toJSON()).toEqual({ name: "LengthOrchestrator", args: { min: 6, max: 12 } });
  });

  it("reads what Python SDialog writes, and knows its functions for code", () => {
    const args = { probability: 0.3, reasons: ["r"], max_times: 2 };
    expect(orchestratorFromJSON({ name: "ChangeMindOrchestrator", args }).toJSON()).toEqual({
      name: "ChangeMindOrchestrator",
      args: { probability: 0.3, reasons: ["r"], maxTimes: 2 },
    });
    const condition = "<function <lambda> at 0x7f0c>";
    const reflex = { name: "SimpleReflexOrchestrator", args: { condition, instruction: "x" } };
    expect(() => orchestratorFromJSON(reflex)).toThrow("is code, so the file holds only its name");
  });

  it("keeps flags of patterns where there are some, and none where there are none", () => {
    const condition = (pattern: RegExp) =>
      new SimpleReflexOrchestrator({ condition: pattern, instruction: "x" }).toJSON().args["condition"];
    expect(condition(/a/i)).toEqual({ pattern: "a", flags: "i" });
    expect(condition(/a/)).toEqual({ pattern: "a" });
  });

  it("says how to bring in a rule of one's own", () => {
    expect(() => orchestratorFromJSON({ name: "MineOrchestrator", args: {} })).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("Pass rules that are code in `known`") }),
    );
  });

  it("finds code among the rules it is given, and says so when it is missing", () => {
    const brief = orchestrator("brief", () => "x");
    expect(orchestratorFromJSON(brief.toJSON(), { known: [brief] })).toBe(brief);
    const lost = () => orchestratorFromJSON(brief.toJSON(), { source: "dialog.json" });
    expect(lost).toThrow(DataFormatError);
    expect(lost).toThrow('dialog.json: the orchestrator "brief" is code, so the file holds only its name');
  });

  it.each([
    [{ name: "LengthOrchestrator", args: { minimum: 3 } }, 'LengthOrchestrator: there is no "minimum"'],
    [{ name: "LengthOrchestrator", args: { min: 0 } }, "LengthOrchestrator: min: must be at least 1, not 0"],
    [
      { name: "LengthOrchestrator", args: { min: 3, max: 2 } },
      "LengthOrchestrator: min (3) must not be greater than max (2)",
    ],
    [
      { name: "SimpleReflexOrchestrator", args: { condition: { pattern: "(" }, instruction: "x" } },
      "/(/ is not",
    ],
    [{ name: "LenghtOrchestrator", args: {} }, 'There is no orchestrator called "LenghtOrchestrator"'],
    [3, "not an orchestrator"],
  ])("refuses %j", (json, message) => {
    expect(() => orchestratorFromJSON(json)).toThrow(message);
    expect(() => orchestratorFromJSON(json)).toThrow(DataFormatError);
  });
});
