import { register } from "@sdialog/core";
import * as z from "zod";
import { ChangeMindOrchestrator } from "./change-mind-orchestrator.ts";
import { InstructionListOrchestrator } from "./instruction-list-orchestrator.ts";
import { LengthOrchestrator } from "./length-orchestrator.ts";
import { SimpleReflexOrchestrator } from "./simple-reflex-orchestrator.ts";
import { SimpleResponseOrchestrator } from "./response-suggestion/simple-response-orchestrator.ts";
import { patternFromJson } from "./text-condition.ts";
import { ToolReflexOrchestrator } from "./tool-reflex-orchestrator.ts";

// Every rule that plain data can describe. The descriptions are what forms and lists show.
const from = "@sdialog/orchestrators";
const common = {
  persistent: z
    .boolean()
    .optional()
    .describe("Whether its instructions stay for the rest of the conversation instead of one reply"),
  label: z.string().optional().describe("Names the rule in events"),
};
/** @param examples what a form starts with, which is said inside: nobody sees examples of what is transformed */
const pattern = (...examples: string[]) =>
  z
    .strictObject({
      pattern: z.string().meta({ examples }).describe("A regular expression"),
      flags: z.string().optional().describe("Its flags, such as i"),
    })
    .transform(patternFromJson);
const texts = z.record(z.string(), z.string());
const length = z.int().min(1);

register("orchestrator", {
  name: "SimpleReflexOrchestrator",
  description: "gives an instruction whenever what the other side says matches a pattern",
  from,
  schema: z.strictObject({
    condition: pattern("coffee").describe("What the other side says"),
    instruction: z
      .string()
      .meta({ examples: ["Recommend a pastry with it."] })
      .describe("What the speaker is told then"),
    ...common,
  }),
  create: (options) => new SimpleReflexOrchestrator(options),
});

register("orchestrator", {
  name: "ToolReflexOrchestrator",
  description: "gives an instruction after a tool was called",
  from,
  schema: z.strictObject({
    tool: z
      .string()
      .optional()
      .meta({ examples: ["look_up_order"] })
      .describe("Name of the tool; any when left out"),
    condition: pattern().optional().describe("What the tool answered"),
    instruction: z
      .string()
      .meta({ examples: ["Apologise if the order is late."] })
      .describe("What the speaker is told then"),
    ...common,
  }),
  create: (options) => new ToolReflexOrchestrator(options),
});

register("orchestrator", {
  name: "LengthOrchestrator",
  description: "keeps the dialogue between two lengths",
  from,
  schema: z.strictObject({
    min: length
      .optional()
      .meta({ examples: [4] })
      .describe("Fewest turns the dialogue should have"),
    max: length
      .optional()
      .meta({ examples: [10] })
      .describe("Most turns the dialogue should have"),
    enforce: z
      .boolean()
      .optional()
      .describe("Whether the speaker is kept from ending the dialogue before min, and made to end it at max"),
    ...common,
  }),
  create: (options) => new LengthOrchestrator(options),
});

register("orchestrator", {
  name: "ChangeMindOrchestrator",
  description: "makes the speaker change its mind now and then",
  from,
  schema: z.strictObject({
    probability: z
      .number()
      .min(0)
      .max(1)
      .optional()
      .meta({ examples: [0.5] })
      .describe("How likely it is at each turn, from 0 to 1"),
    reasons: z
      .union([z.array(z.string()), z.string()])
      .optional()
      .describe("Why it might, one of them at random"),
    maxTimes: z
      .int()
      .min(1)
      .nullable()
      .optional()
      .describe("How many times at most in one conversation; null for no limit"),
    ...common,
  }),
  create: (options) => new ChangeMindOrchestrator(options),
});

register("orchestrator", {
  name: "InstructionListOrchestrator",
  description: "gives one instruction after another, turn by turn",
  from,
  schema: z.strictObject({
    instructions: z
      .union([z.array(z.string().nullable()), texts])
      .meta({ examples: [["Greet the other side.", "Ask a question."]] })
      .describe("What the speaker is told before its first, second, … message, or by how many it has sent"),
    ...common,
  }),
  create: (options) => new InstructionListOrchestrator(options),
});

register("orchestrator", {
  name: "SimpleResponseOrchestrator",
  description: "suggests the prepared responses nearest to what the speaker would say",
  from,
  schema: z.strictObject({
    responses: z
      .union([z.array(z.string()), texts])
      .meta({ examples: [["Anything else?", "That will be five dollars."]] })
      .describe("What can be suggested, alone or by action"),
    graph: z
      .record(z.string(), z.union([z.string(), z.array(z.string())]))
      .optional()
      .describe("Which actions may follow each action"),
    embedding: z
      .string()
      .meta({ examples: ["local"] })
      .describe("The embedding model that compares them, as backend:model"),
    topK: z
      .int()
      .min(1)
      .optional()
      .meta({ examples: [2] })
      .describe("How many are suggested"),
    ...common,
  }),
  create: (options) => new SimpleResponseOrchestrator(options),
});
