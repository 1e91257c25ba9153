import { TestRunner } from "vitest";
import type { TestedDialog } from "../results/tested-dialog.ts";
import { observeSimulations } from "../simulate/simulate.ts";

declare module "vitest" {
  interface TaskMeta {
    /** Conversations that the test held, as dialogues in plain JSON, for reporters. */
    sdialog?: readonly unknown[];
  }
}

// Ids of dialogues follow from how they were made: two bots that are functions may make different ones of one id.
const places = new WeakMap<TestedDialog, number>();

/** Which of the conversations that the running test held it is; nothing for one from elsewhere. */
export function placeInTest(tested: TestedDialog): number | undefined {
  return places.get(tested);
}

observeSimulations({
  signal: () => TestRunner.getCurrentTest()?.context.signal,
  held(conversations) {
    const test = TestRunner.getCurrentTest();
    if (test === undefined) return;
    const before = test.meta.sdialog ?? [];
    for (const [index, one] of conversations.entries()) places.set(one, before.length + index);
    test.meta.sdialog = [...before, ...conversations.map(({ dialog }) => dialog.toJSON())];
  },
});
