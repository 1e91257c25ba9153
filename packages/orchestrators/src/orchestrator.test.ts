import { Random, type ToolMoment } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { orchestrator } from "./orchestrator.ts";
import { rehearse } from "./testing/rehearse.ts";

describe("orchestrator", () => {
  it("makes a rule of a function and lets it see the thread and look ahead", async () => {
    const rule = orchestrator("echo", async ({ agent, turns, utterance, lookahead }) => ({
      text: `${agent} ${turns.length} ${utterance} ${await lookahead()}`,
      events: [{ action: "note", content: utterance }],
    }));
    expect(await rehearse(rule, ["Hi", "Yes"], { lookahead: (index) => `L${index}` })).toEqual([
      { instruction: "Agent 1 Hi L0", events: [{ action: "note", content: "Hi" }] },
      { instruction: "Agent 3 Yes L1", events: [{ action: "note", content: "Yes" }] },
    ]);
  });

  it("keeps what begin remembers within one conversation", async () => {
    const once = orchestrator("once", {
      begin: () => {
        let done = false;
        return {
          instruct: () => {
            if (done) return undefined;
            done = true;
            return "Introduce yourself.";
          },
        };
      },
    });
    for (let run = 0; run < 2; run++) {
      const said = await rehearse(once, ["a", "b"]);
      expect(said.map(({ instruction }) => instruction)).toEqual(["Introduce yourself.", undefined]);
    }
  });

  it("reacts to tools", async () => {
    const rule = orchestrator("tools", {
      afterTool: ({ tool }) => (tool.isError ? "Apologise." : undefined),
    });
    const session = rule.begin({ agent: "A", past: [], random: new Random(0) });
    const moment = { tool: { name: "x", input: {}, output: "", isError: true } } as ToolMoment;
    expect(await session.afterTool?.(moment)).toBe("Apologise.");
  });

  it("is written by label only and says so", () => {
    expect(orchestrator("brief", () => "x", { persistent: true }).toJSON()).toEqual({
      name: "brief",
      args: { persistent: true },
      code: true,
    });
  });
});
