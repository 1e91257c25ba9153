import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError, type JsonObject } from "@sdialog/core";
import type { Assessment, DialogScore } from "../dialog-score.ts";
import { matchToolPattern } from "./match-tool-pattern.ts";

/** How many tool calls a dialogue's events hold; `null` when it has no record of events. */
export class ToolCallCountScore implements DialogScore {
  readonly name: string;
  readonly agent: string | undefined;

  /** @param options `agent`: only this agent's calls, names compared without regard to case */
  constructor(options: { readonly name?: string | undefined; readonly agent?: string | undefined } = {}) {
    checkArguments("new ToolCallCountScore", arguments, 1);
    checkOptions("new ToolCallCountScore", options, { name: true, agent: true });
    this.name = options.name ?? "tool-call-count";
    this.agent = options.agent;
  }

  score(dialog: Dialog): number | null {
    return toolCalls(dialog, this.agent)?.length ?? null;
  }
}

/** Whose tool calls are compared with the pattern, and how strictly. */
export interface ToolSequenceOptions {
  readonly name?: string | undefined;
  /** Only this agent's calls, names compared without regard to case. */
  readonly agent?: string | undefined;
  /** Whether calls that are not steps of the pattern are wrong. Default: false. */
  readonly exact?: boolean | undefined;
}

const toolSequenceOptionNames: OptionNames<ToolSequenceOptions> = { name: true, agent: true, exact: true };

/**
 * 1 when the tools were called as a temporal pattern says, else 0; `null` when the dialogue has no record of
 * events. Details hold the positions found and the first violation.
 *
 * `["verify", "not:charge", "confirm"]`: verify, then confirm, and no charge in between; see
 * {@link matchToolPattern}.
 */
export class ToolSequenceScore implements DialogScore {
  readonly name: string;
  readonly direction = "higher";
  readonly pattern: readonly string[];
  readonly agent: string | undefined;
  readonly exact: boolean;

  /** @throws InvalidArgumentError for a pattern without steps */
  constructor(pattern: readonly string[], options: ToolSequenceOptions = {}) {
    checkArguments("new ToolSequenceScore", arguments, 2);
    checkOptions("new ToolSequenceScore", options, toolSequenceOptionNames);
    if (!Array.isArray(pattern) || pattern.length === 0)
      throw new InvalidArgumentError("A tool pattern needs at least one step");
    this.name = options.name ?? "tool-sequence";
    this.pattern = [...pattern];
    this.agent = options.agent;
    this.exact = options.exact ?? false;
  }

  get configuration(): JsonObject {
    return { pattern: this.pattern, agent: this.agent ?? null, exact: this.exact };
  }

  score(dialog: Dialog): number | null {
    return this.assess(dialog).value;
  }

  assess(dialog: Dialog): Assessment & { readonly value: number | null } {
    const calls = toolCalls(dialog, this.agent);
    if (calls === null) return { value: null };
    const match = matchToolPattern(calls, this.pattern);
    const extra = calls.find((_call, index) => !match.positions.includes(index));
    if (match.matched && this.exact && extra !== undefined) {
      const violation = `${extra}: not a step of the pattern`;
      return { value: 0, reason: violation, details: { ...match, matched: false, violation } };
    }
    return { value: match.matched ? 1 : 0, reason: match.violation ?? undefined, details: match };
  }
}

/** The names of the tools called in a dialogue, in order; `null` when its events were not recorded. */
function toolCalls(dialog: Dialog, agent?: string): string[] | null {
  if (dialog.events === null) return null;
  return dialog.events.flatMap((event) => {
    if (event.action !== "tool" || event.actionLabel !== "call") return [];
    if (agent !== undefined && event.agent?.toLowerCase() !== agent.toLowerCase()) return [];
    const { content } = event;
    return typeof content === "object" &&
      content !== null &&
      "name" in content &&
      typeof content.name === "string"
      ? [content.name]
      : [];
  });
}
