import { expect, it } from "vitest";
import { instructionMessage, isInstructionMessage } from "./instruction-message.ts";

it("tells an instruction from a system prompt of the same words", () => {
  const message = instructionMessage("Be brief.");
  expect(message).toEqual({ role: "system", content: "Be brief." });
  expect(isInstructionMessage(message)).toBe(true);
  expect(isInstructionMessage({ role: "system", content: "Be brief." })).toBe(false);
});
