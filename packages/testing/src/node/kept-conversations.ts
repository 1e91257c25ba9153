import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { TestedDialog } from "../results/tested-dialog.ts";
import type { Conversations, Matched } from "../simulate/matchers.ts";
import { observeSimulations } from "../simulate/simulate.ts";
import { type WrongConversation, wrongConversations } from "../simulate/wrong-conversation.ts";

/**
 * Names the folder in which tests leave conversations for the reporter: `node:test` runs every file of tests as a process
 * of its own, and reporters in another.
 */
export const keptVariable = "SDIALOG_KEPT_CONVERSATIONS";

/** A line of what a process leaves behind: a dialogue as plain JSON, or what a matcher found wrong with one. */
export type KeptLine = { readonly dialog: unknown } | { readonly wrong: WrongConversation };

const places = new WeakMap<TestedDialog, number>();
let held = 0;

observeSimulations({
  // Of `node:test` nobody learns from outside which test is running; it ends its processes by itself.
  signal: () => undefined,
  held(conversations) {
    if (folder() === undefined) return;
    for (const one of conversations) places.set(one, held++);
    keep(conversations.map(({ dialog }): KeptLine => ({ dialog: dialog.toJSON() })));
  },
});

/** Tells the reporter which conversations a matcher does not hold of. */
export function keepWrong(received: Conversations, matched: Matched, wanted: boolean): void {
  const wrong = wrongConversations(received, matched, wanted, (one) => places.get(one));
  keep(wrong.map((one): KeptLine => ({ wrong: one })));
}

function folder(): string | undefined {
  return process.env[keptVariable];
}

/** At once, since a process of tests may be ended at any moment. */
function keep(lines: readonly KeptLine[]): void {
  const kept = folder();
  if (kept === undefined || lines.length === 0) return;
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  appendFileSync(join(kept, `${process.pid}.jsonl`), text);
}
