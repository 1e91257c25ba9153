import type { Row } from "../environment/environment.ts";
import { hasValues, ownValue, sameValue } from "../environment/same-value.ts";
import type { Evidence } from "../results/evidence.ts";
import type { StateChange, ToolCallRecord } from "../results/test-result.ts";
import type { ExpectationData } from "../scenario/expectation.ts";
import type { CheckedConversation, OwnVerdict } from "../scenario/checked-conversation.ts";

type Of<Key extends string> = Extract<ExpectationData, Readonly<Record<Key, unknown>>>;

/** A tool is called, with these arguments, so many times. */
export function checkCalled({ called }: Of<"called">, talk: CheckedConversation): OwnVerdict {
  const { tool, with: wanted, times: often } = called;
  const named = talk.toolCalls.filter(({ name }) => name === tool);
  const fitting = named.filter((call) => hasValues(call.input, wanted));
  const passed = often === undefined ? fitting.length > 0 : fitting.length === often;
  const others =
    named.length === 0 ? "" : `, and ${times(named.length - fitting.length)} with other arguments`;
  return {
    passed,
    reason: `${tool} is called this way ${times(fitting.length)}${others}`,
    evidence: (fitting.length > 0 ? fitting : named).map((call) => callEvidence(call, talk.bot)),
  };
}

/** `once`, `3 times`. */
function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}

/** A tool is not called with these arguments. */
export function checkNotCalled({ notCalled }: Of<"notCalled">, talk: CheckedConversation): OwnVerdict {
  const calls = talk.toolCalls.filter(({ name }) => name === notCalled.tool);
  const fitting = calls.filter((call) => hasValues(call.input, notCalled.with));
  return {
    passed: fitting.length === 0,
    reason: `${notCalled.tool} is called this way ${times(fitting.length)}`,
    evidence: fitting.map((call) => callEvidence(call, talk.bot)),
  };
}

/** Tools are called one after the other; others may be called in between. */
export function checkCallOrder({ callOrder }: Of<"callOrder">, talk: CheckedConversation): OwnVerdict {
  let next = 0;
  for (const { name } of talk.toolCalls) if (name === callOrder[next]) next++;
  const order = talk.toolCalls.map(({ name }) => name).join(", ") || "none";
  return {
    passed: next === callOrder.length,
    reason: `the calls are: ${order}`,
    evidence: talk.toolCalls.map((call) => callEvidence(call, talk.bot)),
  };
}

/** Rows have these values in the end; and everything that is not named is as it was, where that is asked for. */
export function checkEndState(
  { endState, nothingElse }: Of<"endState">,
  talk: CheckedConversation,
): OwnVerdict {
  const { state, changes } = talk;
  if (state === undefined || changes === null) return { passed: null, reason: "there is no environment" };
  const wrong: string[] = [];
  for (const [table, rows] of Object.entries(endState)) {
    for (const [key, wanted] of Object.entries(rows)) {
      const row = state.row(table, key);
      const right = wanted === null ? row === undefined : row !== undefined && hasValues(row, wanted);
      if (!right) wrong.push(`${table} ${key} is ${JSON.stringify(row ?? null)}`);
    }
  }
  if (nothingElse) {
    for (const change of changes) {
      const named = ownValue(ownValue(endState, change.table) ?? {}, change.row);
      wrong.push(...changedBesides(change, named, state.keyOf(change.table)));
    }
  }
  return {
    passed: wrong.length === 0,
    reason: wrong.length === 0 ? "the environment is as it should be" : wrong.join("; "),
    evidence: wrong.map((quote) => ({ turn: null, speaker: null, quote })),
  };
}

/** What has changed of a row besides the fields that are named, in words. Its key is named by naming the row. */
function changedBesides(
  { table, row, before, after }: StateChange,
  named: Readonly<Record<string, unknown>> | null | undefined,
  key: string,
): readonly string[] {
  if (named === undefined) return [`${table} ${row} became ${JSON.stringify(after)}`];
  // It should be gone, or is gone and should not: that is told already.
  if (named === null || after === null) return [];
  const [earlier, later] = [(before ?? {}) as Row, after as Row];
  return [...new Set([...Object.keys(earlier), ...Object.keys(later)])]
    .filter((field) => field !== key && !Object.hasOwn(named, field))
    .filter((field) => !sameValue(ownValue(earlier, field), ownValue(later, field)))
    .map((field) => `${table} ${row}: ${field} became ${JSON.stringify(ownValue(later, field) ?? null)}`);
}

/** A tool call as evidence. */
export function callEvidence({ turn, name, input, output }: ToolCallRecord, bot: string): Evidence {
  const result = output === undefined ? "" : ` → ${JSON.stringify(output)}`;
  return { turn, speaker: bot, tool: name, quote: `${name}(${JSON.stringify(input)})${result}` };
}
