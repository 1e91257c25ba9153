import type { Inheritance } from "./task-plan.ts";

/**
 * Tasks in the order of their numbers as lists that are done one after the other, so that none begins before those it
 * builds on have ended. Tasks of plans without an inheritance come in lists of their own plan.
 */
export function* inWaves<Task extends { readonly index: number }>(
  tasks: Iterable<Task>,
  planOf: (task: Task) => { readonly inheritance?: Inheritance | undefined },
): Generator<readonly Task[]> {
  let wave: Task[] = [];
  let last: { readonly plan: object; readonly after: number } | undefined;
  for (const task of tasks) {
    const plan = planOf(task);
    const after = plan.inheritance?.after(task.index) ?? 0;
    if (last !== undefined && (last.plan !== plan || last.after !== after)) {
      yield wave;
      wave = [];
    }
    last = { plan, after };
    wave.push(task);
  }
  if (wave.length > 0) yield wave;
}
