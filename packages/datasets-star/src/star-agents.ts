import type { OptionNames } from "@sdialog/core/internal";
import { Agent, type AgentOptions } from "@sdialog/agents";
import {
  InstructionListOrchestrator,
  SimpleResponseOrchestrator,
  type SimpleResponseOptions,
} from "@sdialog/orchestrators";
import { combineTasks } from "./combine-tasks.ts";
import { describeFlowcharts } from "./describe-scenario.ts";
import type { StarEvent, StarScenario } from "./star-data.ts";
import { knowledgeOf, turnsOf, userInstructionsOf } from "./star-events.ts";
import { sharedWords } from "./shared-words.ts";
import { systemPersona, userPersona } from "./star-personas.ts";
import type { StarTask } from "./star-task.ts";

/** Both sides of a scenario. They are values: `system.clone({ temperature: 0.2 })` and `user.with(rule)` return new ones. */
export interface StarAgents {
  readonly system: Agent;
  readonly user: Agent;
}

/** How the two sides of a task are played. */
export interface StarAgentsOptions {
  /** The model of both sides. Default: the configured one. */
  readonly model?: AgentOptions["model"];
  /** Templates in place of the library's: `agent`, `agent-compact`. */
  readonly prompts?: AgentOptions["prompts"];
}

/** The names of {@link StarAgentsOptions}. */
export const starAgentsOptionNames: OptionNames<StarAgentsOptions> = {
  model: true,
  prompts: { agent: true, "agent-compact": true },
};

/** How closely the two sides keep to the dialogue they are made from. */
export interface StarDialogAgentsOptions extends StarAgentsOptions {
  /**
   * Whoever spoke first in the original opens with the same words. A system that did not, but has to open, greets:
   * what it first said then was an answer. Default: false.
   */
  readonly originalOpening?: boolean | undefined;
  /**
   * The system is shown the responses that follow in the flow charts of all its tasks, and the user gets the
   * original's instructions at the same points. Default: false.
   */
  readonly orchestrate?: boolean | undefined;
  /** Finds the responses that fit what was said; used with `orchestrate`. Default: the words they share. */
  readonly embedding?: SimpleResponseOptions["embedding"] | undefined;
}

/** The names of {@link StarDialogAgentsOptions}. */
export const starDialogAgentsOptionNames: OptionNames<StarDialogAgentsOptions> = {
  originalOpening: true,
  orchestrate: true,
  embedding: true,
  ...starAgentsOptionNames,
};

export function starAgents(
  scenario: StarScenario,
  tasks: readonly StarTask[],
  { model, prompts }: StarAgentsOptions,
): StarAgents {
  const system = new Agent({
    name: "System",
    persona: systemPersona(scenario),
    dialogueDetails: describeFlowcharts(tasks),
    canFinish: false,
    model,
    prompts,
  });
  return { system, user: new Agent({ name: "User", persona: userPersona(scenario), model, prompts }) };
}

/** The agents of a scenario, with what one of its dialogues adds to it. */
export function replayAgents(
  scenario: StarScenario,
  events: readonly StarEvent[],
  tasks: readonly StarTask[],
  options: StarDialogAgentsOptions,
): StarAgents {
  const { originalOpening = false, orchestrate = false } = options;
  const first = turnsOf(events)[0];
  const { system, user: person } = starAgents(scenario, tasks, options);
  const user =
    originalOpening && first?.speaker === "User" ? person.clone({ firstUtterance: first.text }) : person;
  const knowledge = knowledgeOf(events);
  const told = system.clone({
    ...(originalOpening ? { firstUtterance: first?.speaker === "System" ? first.text : greeting } : {}),
    dialogueDetails: [
      system.options.dialogueDetails,
      ...(knowledge.length > 0 ? [describeKnowledge(knowledge)] : []),
    ].join("\n\n"),
  });
  if (!orchestrate) return { system: told, user };
  const { graph, responses } = combineTasks(tasks);
  const embedding = options.embedding ?? sharedWords(Object.values(responses));
  const suggestions = new SimpleResponseOrchestrator({ graph, responses, embedding });
  const instructions = new InstructionListOrchestrator({
    instructions: userInstructionsOf(events),
    persistent: true,
  });
  return { system: told.with(suggestions), user: user.with(instructions) };
}

const greeting = "Hello, what can I do for you?";

function describeKnowledge(knowledge: readonly unknown[]): string {
  const items = knowledge.map((item) => JSON.stringify(item)).join("\n");
  return `What looking things up gives in this conversation, one answer a line:\n${items}`;
}
