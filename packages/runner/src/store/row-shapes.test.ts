import { describe, expect, it } from "vitest";
import { taskId } from "../task/task-id.ts";
import { type RowChecks, rowChecks } from "./row-checks.ts";

const checks = rowChecks({ variants: [{ identity: "x" }] as never, dialogs: true });
const call = { call: "c", result: { text: "Hi", usage: { calls: 1 } } };
const task = { ...taskId(0, "x", 3), attempts: 1 };
const whole: Readonly<Record<keyof RowChecks, object>> = {
  results: { task, turns: [{ speaker: "A", text: "Hi" }] },
  failures: {
    task: { ...task, substitute: 2 },
    reason: "empty",
    code: "empty",
    message: "Nothing was said.",
    hint: "Say something.",
    refused: true,
    times: 2,
    journal: [call],
  },
  usage: {
    task: "t",
    call: "c",
    model: "m",
    inputTokens: 1,
    outputTokens: 0,
    cachedInputTokens: 1,
    thinkingTokens: 0,
    cost: 0.5,
    lost: 1,
    calls: 1,
    milliseconds: 5,
  },
  partial: { task, ...call },
  substitutes: { variant: 0, index: 3, round: 1, substitute: 2 },
};
/** Every field of a row with something in its place that it cannot be, or without it. */
function* spoilt(row: object): Generator<[place: string, row: object]> {
  for (const [name, value] of Object.entries(row)) {
    const { [name]: _, ...without } = row as Record<string, unknown>;
    yield [`without ${name}`, without];
    if (name === "turns") continue;
    const wrong = typeof value === "string" ? [7, null] : [-1, "7", null, {}];
    for (const each of wrong) yield [`${name} as ${JSON.stringify(each)}`, { ...row, [name]: each }];
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const [place, inner] of spoilt(value)) yield [`${name}.${place}`, { ...row, [name]: inner }];
  }
}
/** What may be missing of each kind of row, and what nobody relies on. */
const free: Readonly<Record<keyof RowChecks, RegExp>> = {
  results: /^task\.(without )?attempts|^without turns/,
  failures: /^(?:task\.)?without (?:code|message|hint|refused|times|substitute)$/,
  usage: /^without (?:call|cachedInputTokens|thinkingTokens|cost|lost)$/,
  partial: /^task\.(without )?attempts/,
  substitutes: /^$/,
};

describe.each(Object.keys(whole) as (keyof RowChecks)[])("a row of %s", (kind) => {
  const check = checks[kind];

  it("stays when it is whole", () => {
    expect(check(whole[kind])).toBeUndefined();
  });

  it("is refused with any of its fields missing or of another kind", () => {
    const kept = [...spoilt(whole[kind])]
      .filter(([, row]) => check(row) === undefined)
      .map(([place]) => place);
    expect(kept.filter((place) => !free[kind].test(place))).toEqual([]);
  });

  it.each([null, undefined, 7, "row", []])("is not %j", (row) => {
    expect(check(row)).toBeTypeOf("string");
  });
});

it("is of another run when its task is none of this one", () => {
  for (const other of [
    { ...task, index: 4 },
    { ...task, variant: 1 },
    { ...task, key: "0".repeat(32) },
  ])
    expect(checks.partial({ task: other, ...call })).toBe("belongs to a run of another recipe");
});

it("is no result where nobody spoke, unless that was a failure", () => {
  const row = (stopReason: string | null) => checks.results({ task, turns: [], stopReason });
  expect(row("max_turns")).toBe("is a dialogue without turns");
  expect(row("provider_error")).toBeUndefined();
  expect(row(null)).toBeUndefined();
  const others = rowChecks({ variants: [{ identity: "x" }] as never, dialogs: false });
  expect(others.results({ task, anything: 1 })).toBeUndefined();
});

it.each(["times", "task.attempts"])("counts from 1 in whole numbers in %s of a failure", (place) => {
  const problem = (value: unknown) => {
    const row = structuredClone(whole.failures) as { task: object };
    if (place === "times") Object.assign(row, { times: value });
    else Object.assign(row.task, { attempts: value });
    return checks.failures(row);
  };
  for (const value of [1, 2, 1e9]) expect(problem(value)).toBeUndefined();
  for (const value of [0, -1, 0.5, 1e9 + 1, 2 ** 53, 1e308, "1", null, true, [1]])
    expect([value, problem(value)]).toEqual([value, "does not say why its task failed"]);
});

it("says which calls of a failed task are not whole", () => {
  for (const journal of [[{ ...call, result: { text: "Hi" } }], [call, null], [{ result: call.result }], "x"])
    expect(checks.failures({ task, reason: "x", journal })).toBe("does not say why its task failed");
  expect(checks.failures({ task, reason: "x", journal: [] })).toBeUndefined();
});
