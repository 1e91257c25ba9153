import {
  Agent,
  drawBehaviour,
  goalDirectedUser,
  type Guard,
  forSpeakers,
  noLeak,
  noRepeatedMessage,
  notEmpty,
  type Participant,
  scripted,
  singleSpeaker,
  userGuards,
} from "@sdialog/agents";
import { type AttributeModel, type Orchestrator, Random } from "@sdialog/core";
import { type ModelRef, type ModelSettings, type PromptTexts, resolveModel } from "@sdialog/llm";
import type { Scenario } from "./scenario.ts";

/** The name that simulated users go by in dialogues of a test. */
export const userName = "User";

/** What simulated users are told, by the prompts' names. */
export type UserPrompts = PromptTexts<"agent" | "agent-compact" | "inquirer" | "inquirer-follow-up">;

/** Who plays the user of a scenario, as whom. */
export interface ScenarioUserOptions {
  readonly persona: AttributeModel | string;
  /** Composes what it says; asked for only where there is a goal. */
  readonly model: () => Promise<ModelRef>;
  readonly settings: ModelSettings;
  /** How it behaves, besides what the scenario says. */
  readonly orchestrators: readonly Orchestrator[];
  /** Decides on policies of the scenario that have a probability. */
  readonly random: Random;
  /** Templates in place of the library's prompts. */
  readonly prompts?: UserPrompts | undefined;
}

/** The user of a scenario as a participant. */
export interface ScenarioUser {
  readonly participant: Participant;
  /** What it must not do; nothing here looks at the bot. */
  readonly guards: readonly Guard[];
  /** Whether it can tell that it has what it wanted. */
  readonly knowsItsGoal: boolean;
}

/**
 * The user of a scenario: somebody with a goal, or a script alone. A demonstration model cannot follow instructions as
 * goal-directed users must; it plays the person as an agent, and nobody learns from it whether the goal is reached.
 */
export async function scenarioUser(scenario: Scenario, options: ScenarioUserOptions): Promise<ScenarioUser> {
  const { persona, settings, prompts = {} } = options;
  const { goal, script } = scenario;
  if (goal === undefined) {
    const participant = { ...scripted(userName, script), verbatim: true, persona: recorded(persona) };
    return { participant, guards: [], knowsItsGoal: false };
  }
  const model = await resolveModel(await options.model());
  const orchestrators = [...options.orchestrators, ...scenarioRules(scenario, options.random)];
  const told = details(scenario);
  const { knows: facts, hides: hidden } = scenario;
  const usual = [singleSpeaker(), notEmpty(), noLeak()];
  if (model.notice !== undefined) {
    const dialogueDetails = [`What you want: ${goal}`, ...(told === undefined ? [] : [told])].join("\n");
    const participant = new Agent({
      ...settings,
      name: userName,
      persona,
      dialogueDetails,
      facts,
      orchestrators,
      model,
      prompts: { agent: prompts.agent, "agent-compact": prompts["agent-compact"] },
    });
    return { participant, guards: forUser(usual), knowsItsGoal: false };
  }
  return {
    participant: goalDirectedUser({
      name: userName,
      persona,
      goal,
      facts,
      details: told,
      orchestrators,
      model,
      settings,
      prompts: {
        inquirer: prompts.inquirer,
        "inquirer-follow-up": prompts["inquirer-follow-up"],
      },
    }),
    guards: [
      ...forUser([...usual, noRepeatedMessage()]),
      ...userGuards({
        user: userName,
        facts,
        hidden,
        goal: [goal],
        told: [...scenario.finds, ...scenario.events.map(({ tell }) => tell), described(persona)],
        orchestrators,
      }),
    ],
    knowsItsGoal: true,
  };
}

function forUser(guards: readonly Guard[]): readonly Guard[] {
  return guards.map((guard) => forSpeakers((name) => name === userName, guard));
}

/** Everything that steers the user: how it behaves, what it says word for word, and what happens to it. */
export function scenarioRules(scenario: Scenario, random = new Random(0)): readonly Orchestrator[] {
  return [
    ...drawBehaviour(scenario.policies, random).orchestrators,
    ...(scenario.orchestrators ?? []),
    ...(scenario.events.length > 0 ? [eventRule(scenario.events)] : []),
    ...(scenario.script.length > 0 ? [scriptRule(scenario.script)] : []),
  ];
}

function scriptRule(lines: readonly string[]): Orchestrator {
  return rule("script", { lines }, (turn) => {
    const reply = lines[turn - 1];
    return reply === undefined ? undefined : { reply };
  });
}

function eventRule(events: Scenario["events"]): Orchestrator {
  return rule("event", { events }, (turn) => {
    const now = events.filter((event) => event.turn === turn).map(({ tell }) => tell);
    return now.length === 0 ? undefined : `This has just happened: ${now.join(" ")}`;
  });
}

/** A rule that looks at nothing but which turn of the speaker it is, from 1. */
function rule(
  label: string,
  args: Readonly<Record<string, unknown>>,
  say: (turn: number) => string | { readonly reply: string } | undefined,
): Orchestrator {
  return {
    label,
    persistent: false,
    begin: () => ({
      instruct: ({ agent, turns }) => say(turns.filter(({ speaker }) => speaker === agent).length + 1),
    }),
    toJSON: () => ({ name: label, args }),
  };
}

function list(facts: Readonly<Record<string, string>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `- ${name}: ${value}`)
    .join("\n");
}

function details({ finds, hides }: Scenario): string | undefined {
  const parts = [
    finds.length === 0
      ? []
      : [`You do not know this, and have to find it out:\n${finds.map((one) => `- ${one}`).join("\n")}`],
    Object.keys(hides).length === 0
      ? []
      : [`You know this, and say it to nobody, whatever you are asked:\n${list(hides)}`],
  ].flat();
  return parts.length === 0 ? undefined : parts.join("\n");
}

function described(persona: AttributeModel | string): string {
  return typeof persona === "string" ? persona : persona.describe();
}

function recorded(persona: AttributeModel | string): unknown {
  return typeof persona === "string" ? { description: persona } : persona.toJSON();
}
