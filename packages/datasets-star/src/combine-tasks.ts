import type { ActionResponses, StarTask } from "./star-task.ts";

/** Flow charts of several tasks as one, in which an action may have several successors. */
export interface CombinedTasks {
  readonly graph: Readonly<Record<string, readonly string[]>>;
  readonly responses: ActionResponses;
}

/**
 * Makes one flow chart of all tasks of a scenario. What they share (a greeting said in the same words) becomes one
 * action; what only has the same name, or is not said at all, stays apart as `task/action`.
 */
export function combineTasks(tasks: readonly StarTask[]): CombinedTasks {
  const responses: Record<string, string> = {};
  const graph: Record<string, string[]> = {};
  for (const task of tasks) {
    const nameOf = (action: string): string => {
      const text = Object.hasOwn(task.responses, action) ? task.responses[action] : undefined;
      const isFree = text !== undefined && (!Object.hasOwn(responses, action) || responses[action] === text);
      return isFree ? action : `${task.name}/${action}`;
    };
    for (const [action, text] of Object.entries(task.responses)) responses[nameOf(action)] = text;
    for (const [from, to] of Object.entries(task.graph)) {
      const successors = (graph[nameOf(from)] ??= []);
      if (!successors.includes(nameOf(to))) successors.push(nameOf(to));
    }
  }
  return { graph, responses };
}
