import { graphToDot } from "./graph-to-dot.ts";
import type { StarScenario } from "./star-data.ts";
import { scenarioTasks } from "./star-filter.ts";
import type { StarTask } from "./star-task.ts";

/** The flow chart of every task and what the system says at each step, with how to follow them. */
export function describeFlowcharts(tasks: readonly StarTask[]): string {
  const charts = tasks.map(
    ({ name, graph, responses }) =>
      `Flow chart of the task ${name}, as a DOT graph of actions:\n${graphToDot(name, graph)}\n\n` +
      `What to say at each action of ${name}:\n${JSON.stringify(responses, null, 2)}`,
  );
  return [...charts, guidance].join("\n\n");
}

const guidance = [
  "Keep to the order of the flow charts, one action per reply, and put each response into words of your own.",
  "Ask for whatever you still need to know before you go on to an action that depends on it.",
  "Words in capitals such as DOCTOR_NAME stand for a value: say a concrete one that fits what was said before.",
].join("\n");

/** Everything a writer has to know to invent a dialogue of this scenario. */
export function describeScenario(scenario: StarScenario, tasks: readonly StarTask[]): string {
  return [
    `A user talks with a system, an AI assistant for ${subject(scenario)}.`,
    `What the user wants:\n${scenario.UserTask}`,
    `What the system has to do:\n${scenario.WizardTask}`,
    describeFlowcharts(tasks),
    `How it goes:\n- ${pathDescription(scenario)}\n- ${taskDescription(scenario)}`,
  ].join("\n\n");
}

/** The domains, or the tasks where the corpus names no domain. */
export function subject(scenario: StarScenario): string {
  const domains = scenario.Domains.filter((domain) => domain !== null);
  return (domains.length > 0 ? domains : scenarioTasks(scenario)).join(", ");
}

function pathDescription({ Happy: happy }: StarScenario): string {
  return happy
    ? "A happy path: both cooperate, and nothing happens that the flow charts do not foresee."
    : "Not a happy path: the user hesitates, digresses or changes their mind, and things happen that the flow charts do not foresee.";
}

function taskDescription(scenario: StarScenario): string {
  const tasks = scenarioTasks(scenario).join(", ");
  return scenario.MultiTask
    ? `Several tasks: the user brings up more than one of ${tasks}.`
    : `A single task: ${tasks}, and nothing besides.`;
}
