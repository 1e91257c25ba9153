import { fits } from "../environment/environment-tools.ts";
import type { Row } from "../environment/environment.ts";
import type { Evidence } from "../results/evidence.ts";
import type { ToolCallRecord } from "../results/test-result.ts";
import type { ExpectationData } from "../scenario/expectation.ts";
import type { CheckedConversation, OwnVerdict } from "../scenario/checked-conversation.ts";

type Of<Key extends string> = Extract<ExpectationData, Readonly<Record<Key, unknown>>>;

/** A tool is called, with these arguments, so many times. */
export function checkCalled({ called }: Of<"called">, talk: CheckedConversation): OwnVerdict {
  const { tool, with: wanted, times } = called;
  const named = talk.toolCalls.filter(({ name }) => name === tool);
  const fitting = named.filter((call) => hasArguments(call, wanted));
  const passed = times === undefined ? fitting.length > 0 : fitting.length === times;
  const others =
    named.length === 0 ? "" : `, and ${named.length - fitting.length} times with other arguments`;
  return {
    passed,
    reason: `${tool} is called so ${fitting.length} times${others}`,
    evidence: (fitting.length > 0 ? fitting : named).map((call) => callEvidence(call, talk.bot)),
  };
}

/** A tool is not called with these arguments. */
export function checkNotCalled({ notCalled }: Of<"notCalled">, talk: CheckedConversation): OwnVerdict {
  const calls = talk.toolCalls.filter(({ name }) => name === notCalled.tool);
  const fitting = calls.filter((call) => hasArguments(call, notCalled.with));
  return {
    passed: fitting.length === 0,
    reason: `${notCalled.tool} is called so ${fitting.length} times`,
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

/** Rows have these values in the end; and nothing else has changed, where that is asked for. */
export function checkEndState(
  { endState, nothingElse }: Of<"endState">,
  talk: CheckedConversation,
): OwnVerdict {
  const { state, changes } = talk;
  if (state === undefined || changes === null) return { passed: null, reason: "there is no environment" };
  const wrong: Evidence[] = [];
  for (const [table, rows] of Object.entries(endState)) {
    for (const [key, wanted] of Object.entries(rows)) {
      const row = state.row(table, key);
      const right = wanted === null ? row === undefined : row !== undefined && fits(row, wanted);
      if (!right) wrong.push(stateEvidence(`${table} ${key} is ${JSON.stringify(row ?? null)}`));
    }
  }
  const others = nothingElse ? changes.filter(({ table, row }) => endState[table]?.[row] === undefined) : [];
  wrong.push(
    ...others.map(({ table, row, after }) =>
      stateEvidence(`${table} ${row} became ${JSON.stringify(after)}`),
    ),
  );
  return {
    passed: wrong.length === 0,
    reason:
      wrong.length === 0 ? "the environment is as it should be" : wrong.map(({ quote }) => quote).join("; "),
    evidence: wrong,
  };
}

/** A tool call as evidence. */
export function callEvidence({ turn, name, input, output }: ToolCallRecord, bot: string): Evidence {
  const result = output === undefined ? "" : ` → ${JSON.stringify(output)}`;
  return { turn, speaker: bot, tool: name, quote: `${name}(${JSON.stringify(input)})${result}` };
}

function stateEvidence(quote: string): Evidence {
  return { turn: null, speaker: null, quote };
}

function hasArguments({ input }: ToolCallRecord, wanted: Readonly<Record<string, unknown>>): boolean {
  return typeof input === "object" && input !== null
    ? fits(input as Row, wanted)
    : Object.keys(wanted).length === 0;
}
