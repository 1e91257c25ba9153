import { describe, expect, it } from "vitest";
import { InstructionListOrchestrator } from "./instruction-list-orchestrator.ts";
import { rehearse } from "./testing/rehearse.ts";

const texts = async (
  instructions: ConstructorParameters<typeof InstructionListOrchestrator>[0]["instructions"],
) =>
  (await rehearse(new InstructionListOrchestrator({ instructions }), ["a", "b", "c", "d"])).map(
    ({ instruction }) => instruction,
  );

describe("InstructionListOrchestrator", () => {
  it("goes through a list by the speaker's own messages and then keeps silent", async () => {
    expect(await texts(["one", null, "three"])).toEqual(["one", undefined, "three", undefined]);
  });

  it("takes only some steps", async () => {
    expect(await texts({ 1: "second" })).toEqual([undefined, "second", undefined, undefined]);
    expect(() => new InstructionListOrchestrator({ instructions: { 12: "late" } })).not.toThrow();
  });

  it("does not follow later changes of what it was made from", async () => {
    const instructions = ["one"];
    const rule = new InstructionListOrchestrator({ instructions });
    instructions[0] = "changed";
    expect((await rehearse(rule, ["a"]))[0]?.instruction).toBe("one");
  });

  it("refuses steps that are not numbers", () => {
    expect(() => new InstructionListOrchestrator({ instructions: { first: "x" } as never })).toThrow(
      '"first" is not a step',
    );
  });
});
