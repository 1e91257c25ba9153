/** Which actions may follow an action. */
export type ActionGraph = Readonly<Record<string, string | readonly string[]>>;

/**
 * The actions that follow any of `actions` in the graph, each once, in order. An action that cannot be spoken, such
 * as a look-up, is skipped in favour of what follows it.
 */
export function nextActions(
  actions: readonly string[],
  graph: ActionGraph,
  canSpeak: (action: string) => boolean,
): string[] {
  const next = new Set<string>();
  const passed = new Set<string>();
  const follow = (action: string): void => {
    for (const successor of [Object.hasOwn(graph, action) ? (graph[action] ?? []) : []].flat()) {
      if (canSpeak(successor)) next.add(successor);
      else if (!passed.has(successor)) {
        passed.add(successor);
        follow(successor);
      }
    }
  };
  for (const action of actions) follow(action);
  return [...next];
}
