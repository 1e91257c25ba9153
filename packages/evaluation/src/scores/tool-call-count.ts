import type { Dialog } from "@sdialog/core";
import type { DialogScore } from "../dialog-score.ts";
import { toolCalls } from "./tool-calls.ts";

/** How many tool calls a dialogue's events hold; `null` when it has no record of events. */
export class ToolCallCountScore implements DialogScore {
  readonly name: string;
  readonly agent: string | undefined;

  /** @param options `agent`: only this agent's calls, names compared without regard to case */
  constructor(options: { readonly name?: string | undefined; readonly agent?: string | undefined } = {}) {
    this.name = options.name ?? "tool-call-count";
    this.agent = options.agent;
  }

  score(dialog: Dialog): number | null {
    return toolCalls(dialog, this.agent)?.length ?? null;
  }
}
