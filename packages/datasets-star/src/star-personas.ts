import { Persona } from "@sdialog/personas";
import { subject } from "./describe-scenario.ts";
import type { StarScenario } from "./star-data.ts";
import { scenarioTasks } from "./star-filter.ts";

/** The user as the scenario's people were briefed: what they call for, their situation, how easy they make it. */
export function userPersona(scenario: StarScenario): Persona {
  return new Persona({
    role: `a user who calls an AI assistant for ${subject(scenario)}`,
    circumstances: scenario.UserTask,
    rules: `${manner(scenario)} ${matters(scenario)}`,
  });
}

/** The system as the scenario's wizard was briefed. */
export function systemPersona(scenario: StarScenario): Persona {
  return new Persona({ role: "AI assistant", rules: scenario.WizardTask });
}

function manner({ Happy: happy }: StarScenario): string {
  return happy
    ? "Take the happy path: cooperate, answer what you are asked, and do nothing surprising."
    : "Leave the happy path: hesitate, digress, change your mind or ask for something odd, as callers do.";
}

function matters(scenario: StarScenario): string {
  const tasks = scenarioTasks(scenario).join(", ");
  return scenario.MultiTask
    ? `Bring up several matters during the call, among ${tasks}.`
    : `Bring up one matter only, ${tasks}.`;
}
