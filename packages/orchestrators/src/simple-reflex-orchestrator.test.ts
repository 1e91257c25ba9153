import { describe, expect, it } from "vitest";
import { SimpleReflexOrchestrator } from "./simple-reflex-orchestrator.ts";
import { rehearse } from "./testing/rehearse.ts";

const instruction = "Explain the cupcake policy.";

describe("SimpleReflexOrchestrator", () => {
  it.each([
    ["a pattern", /cupcakes/i],
    ["a pattern with a memory of its own", /cupcakes/gi],
    ["a function", (utterance: string) => utterance.toLowerCase().includes("cupcakes")],
    ["an asynchronous function", async (utterance: string) => /cupcakes/i.test(utterance)],
  ])("reacts each time %s holds", async (_, condition) => {
    const rule = new SimpleReflexOrchestrator({ condition, instruction });
    const said = await rehearse(rule, ["Hi", "Any CUPCAKES?", "Cupcakes!", "Bye"]);
    expect(said.map((moment) => moment.instruction)).toEqual([
      undefined,
      instruction,
      instruction,
      undefined,
    ]);
  });

  it("has nothing to react to while nobody else has spoken", async () => {
    const rule = new SimpleReflexOrchestrator({ condition: () => true, instruction });
    expect(await rehearse(rule, ["", "Hi"])).toMatchObject([{ instruction: undefined }, { instruction }]);
  });

  it("writes a pattern as data and says of a function that it is code", () => {
    expect(new SimpleReflexOrchestrator({ condition: /x/i, instruction, persistent: true }).toJSON()).toEqual(
      {
        name: "SimpleReflexOrchestrator",
        args: { condition: { pattern: "x", flags: "i" }, instruction, persistent: true },
      },
    );
    expect(
      new SimpleReflexOrchestrator({ condition: () => true, instruction, label: "always" }).toJSON(),
    ).toEqual({ name: "SimpleReflexOrchestrator", args: { instruction, label: "always" }, code: true });
  });
});
