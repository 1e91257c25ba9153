import { described } from "@sdialog/core/internal";
import { register } from "@sdialog/core";
import * as z from "zod/mini";
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
  persistent: described(
    z.optional(z.boolean()),
    "Whether its instructions stay for the rest of the conversation instead of one reply",
  ),
  label: described(z.optional(z.string()), "Names the rule in events"),
};
/** @param examples what a form starts with, which is said inside: nobody sees examples of what is transformed */
const pattern = (...examples: string[]) =>
  z.pipe(
    z.strictObject({
      pattern: described(z.string(), "A regular expression", { examples }),
      flags: described(z.optional(z.string()), "Its flags, such as i"),
    }),
    z.transform(patternFromJson),
  );
const texts = z.record(z.string(), z.string());
const length = z.int().check(z.gte(1));

register("orchestrator", {
  name: "SimpleReflexOrchestrator",
  description: "gives an instruction whenever what the other side says matches a pattern",
  from,
  schema: z.strictObject({
    condition: described(pattern("coffee"), "What the other side says"),
    instruction: described(z.string(), "What the speaker is told then", {
      examples: ["Recommend a pastry with it."],
    }),
    ...common,
  }),
  create: (options) => new SimpleReflexOrchestrator(options),
});

register("orchestrator", {
  name: "ToolReflexOrchestrator",
  description: "gives an instruction after a tool was called",
  from,
  schema: z.strictObject({
    tool: described(z.optional(z.string()), "Name of the tool; any when left out", {
      examples: ["look_up_order"],
    }),
    condition: described(z.optional(pattern()), "What the tool answered"),
    instruction: described(z.string(), "What the speaker is told then", {
      examples: ["Apologise if the order is late."],
    }),
    ...common,
  }),
  create: (options) => new ToolReflexOrchestrator(options),
});

register("orchestrator", {
  name: "LengthOrchestrator",
  description: "keeps the dialogue between two lengths",
  from,
  schema: z.strictObject({
    min: described(z.optional(length), "Fewest turns the dialogue should have", { examples: [4] }),
    max: described(z.optional(length), "Most turns the dialogue should have", { examples: [10] }),
    enforce: described(
      z.optional(z.boolean()),
      "Whether the speaker is kept from ending the dialogue before min, and made to end it at max",
    ),
    ...common,
  }),
  create: (options) => new LengthOrchestrator(options),
});

register("orchestrator", {
  name: "ChangeMindOrchestrator",
  description: "makes the speaker change its mind now and then",
  from,
  schema: z.strictObject({
    probability: described(
      z.optional(z.number().check(z.gte(0), z.lte(1))),
      "How likely it is at each turn, from 0 to 1",
      { examples: [0.5] },
    ),
    reasons: described(
      z.optional(z.union([z.array(z.string()), z.string()])),
      "Why it might, one of them at random",
    ),
    maxTimes: described(
      z.optional(z.nullable(z.int().check(z.gte(1)))),
      "How many times at most in one conversation; null for no limit",
    ),
    ...common,
  }),
  create: (options) => new ChangeMindOrchestrator(options),
});

register("orchestrator", {
  name: "InstructionListOrchestrator",
  description: "gives one instruction after another, turn by turn",
  from,
  schema: z.strictObject({
    instructions: described(
      z.union([z.array(z.nullable(z.string())), texts]),
      "What the speaker is told before its first, second, … message, or by how many it has sent",
      { examples: [["Greet the other side.", "Ask a question."]] },
    ),
    ...common,
  }),
  create: (options) => new InstructionListOrchestrator(options),
});

register("orchestrator", {
  name: "SimpleResponseOrchestrator",
  description: "suggests the prepared responses nearest to what the speaker would say",
  from,
  schema: z.strictObject({
    responses: described(z.union([z.array(z.string()), texts]), "What can be suggested, alone or by action", {
      examples: [["Anything else?", "That will be five dollars."]],
    }),
    graph: described(
      z.optional(z.record(z.string(), z.union([z.string(), z.array(z.string())]))),
      "Which actions may follow each action",
    ),
    embedding: described(z.string(), "The embedding model that compares them, as backend:model", {
      examples: ["local"],
    }),
    topK: described(z.optional(z.int().check(z.gte(1))), "How many are suggested", { examples: [2] }),
    ...common,
  }),
  create: (options) => new SimpleResponseOrchestrator(options),
});
