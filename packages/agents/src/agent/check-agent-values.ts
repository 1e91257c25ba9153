import { factsSchema, InvalidArgumentError } from "@sdialog/core";
import { checkContract, checkContracts } from "@sdialog/core/internal";
import { checkModel } from "@sdialog/llm/internal";
import { checkSituation } from "../conversation/check-conversation-values.ts";
import type { AgentOptions } from "./agent-options.ts";

const owner = "new Agent";
const efforts = ["low", "medium", "high"];

/** What an option must be, where its name alone does not say it. */
const kinds: Readonly<
  Partial<Record<keyof AgentOptions, readonly [what: string, is: (value: unknown) => boolean]>>
> = {
  name: ["a string", isText],
  description: ["a string", isText],
  firstUtterance: [
    "a string, or a list of strings",
    (value) => isText(value) || (Array.isArray(value) && value.every(isText)),
  ],
  dialogueDetails: ["a string", isText],
  responseDetails: ["a string", isText],
  systemPrompt: ["a string", isText],
  stop: ["a list of strings", (value) => Array.isArray(value) && value.every(isText)],
  thinkingTag: ["a string, or null", (value) => value === null || isText(value)],
  think: [`true, false, ${efforts.map((effort) => `"${effort}"`).join(", ")}`, isThinking],
  canFinish: ["true or false", (value) => typeof value === "boolean"],
  stopSignal: ['"word", "tool" or "fields"', (value) => ["word", "tool", "fields"].includes(value as string)],
  maxToolRounds: ["a whole number from 0", (value) => Number.isSafeInteger(value) && (value as number) >= 0],
  preprocess: ["a function of a string", isFunction],
  postprocess: ["a function of a string", isFunction],
  middleware: [
    "a list of functions that wrap a model",
    (value) => Array.isArray(value) && value.every(isFunction),
  ],
};

/**
 * Refuses values that would fail, or change nothing, only once the agent speaks.
 * @throws InvalidArgumentError naming the option and what it must be, never a value that may be long or secret
 */
export function checkAgentValues(options: AgentOptions): void {
  for (const [name, [what, is]] of Object.entries(kinds)) {
    const value = options[name as keyof AgentOptions];
    if (value !== undefined && !is(value))
      throw new InvalidArgumentError(`${name} must be ${what}, not ${told(value)}`);
  }
  checkSituation(owner, options);
  if (options.facts !== undefined && !factsSchema.safeParse(options.facts).success)
    throw new InvalidArgumentError("facts must be strings by name, or facts with other words for them", {
      hint: 'Write { "order number": "A-4711" }.',
    });
  const { tools, orchestrators, persona, noise, model } = options;
  if (tools !== undefined)
    checkContracts(
      `${owner} tools`,
      "a tool",
      tools,
      ["execute"],
      "Make it with tool({ name, description, input, run }).",
    );
  if (orchestrators !== undefined)
    checkContracts(
      `${owner} orchestrators`,
      "a rule",
      orchestrators,
      ["begin", "toJSON"],
      'A function becomes one by orchestrator("label", function).',
    );
  if (noise !== undefined) checkContract(`${owner} noise`, "a noise", noise, ["apply"]);
  if (persona !== undefined && typeof persona !== "string")
    checkContract(
      `${owner} persona`,
      "a string or a persona",
      persona,
      ["describe", "toJSON"],
      "Attributes become one by new Persona({ … }).",
    );
  if (model !== undefined && typeof model !== "string") checkModel(`${owner} model`, model);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

function isThinking(value: unknown): boolean {
  return typeof value === "boolean" || efforts.includes(value as string);
}

/** What kind of value it is: a text may be a key that came under the wrong name. */
function told(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return "another text";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return Array.isArray(value) ? "such a list" : `a ${typeof value}`;
}
