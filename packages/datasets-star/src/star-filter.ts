import type { OptionNames } from "@sdialog/core/internal";
import type { StarScenario } from "./star-data.ts";

/** Which dialogues to select. A condition that is left out does not apply. */
export interface StarFilter {
  /** One of the scenario's domains, such as `doctor`. */
  readonly domain?: string | undefined;
  /** A task that the system can do in it, such as `doctor_followup`. */
  readonly task?: string | undefined;
  /** Whether everything follows the flow chart. */
  readonly happy?: boolean | undefined;
  /** Whether the user wants more than one thing. */
  readonly multitask?: boolean | undefined;
}

/** The names of {@link StarFilter}. */
export const starFilterNames: OptionNames<StarFilter> = {
  domain: true,
  task: true,
  happy: true,
  multitask: true,
};

export function matchesFilter(scenario: StarScenario, filter: StarFilter): boolean {
  const { domain, task, happy, multitask } = filter;
  return (
    (domain === undefined || scenario.Domains.includes(domain)) &&
    (task === undefined || scenario.WizardCapabilities.some((capability) => capability.Task === task)) &&
    (happy === undefined || scenario.Happy === happy) &&
    (multitask === undefined || scenario.MultiTask === multitask)
  );
}

/** The tasks a scenario's system can do, each once. */
export function scenarioTasks(scenario: StarScenario): string[] {
  return [...new Set(scenario.WizardCapabilities.map((capability) => capability.Task))];
}
