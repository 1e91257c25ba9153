import type { RuleForm } from "../protocol/catalog.ts";

/** The rules a cast can be given, as forms. */
export const ruleForms: readonly RuleForm[] = [
  {
    type: "LengthOrchestrator",
    description: "Asks for a dialogue between two lengths, in turns.",
    fields: [
      { name: "min", label: "Fewest turns", type: "number" },
      { name: "max", label: "Most turns", type: "number" },
    ],
    start: { min: 4, max: 10 },
  },
  {
    type: "SimpleReflexOrchestrator",
    description: "Gives an instruction when the other side says something that fits a pattern.",
    fields: [
      { name: "condition", label: "Pattern", type: "pattern" },
      { name: "instruction", label: "Instruction", type: "text" },
    ],
    start: { condition: { pattern: "coffee", flags: "i" }, instruction: "Recommend a pastry with it." },
  },
  {
    type: "ChangeMindOrchestrator",
    description: "Makes the speaker change its mind, by chance.",
    fields: [
      { name: "probability", label: "Probability", type: "number" },
      { name: "reasons", label: "Reasons, one a line", type: "lines" },
      { name: "maxTimes", label: "Most times", type: "number" },
    ],
    start: { probability: 0.5, reasons: ["You are in a hurry."], maxTimes: 1 },
  },
  {
    type: "InstructionListOrchestrator",
    description: "Gives one instruction before each message, in order.",
    fields: [{ name: "instructions", label: "Instructions, one a line", type: "lines" }],
    start: { instructions: ["Greet the other side.", "Ask a question."] },
  },
  {
    type: "SimpleResponseOrchestrator",
    description: "Offers those of a fixed set of responses that fit best, by meaning.",
    fields: [
      { name: "responses", label: "Responses, one a line", type: "lines" },
      { name: "embedding", label: "Embedding model", type: "text" },
      { name: "topK", label: "How many to offer", type: "number" },
    ],
    start: { responses: ["Anything else?", "That will be five dollars."], embedding: "local", topK: 2 },
  },
  {
    type: "ToolReflexOrchestrator",
    description: "Gives an instruction after a tool has answered.",
    fields: [
      { name: "tool", label: "Tool", type: "text" },
      { name: "instruction", label: "Instruction", type: "text" },
    ],
    start: { tool: "look_up_order", instruction: "Apologise if the order is late." },
  },
];
