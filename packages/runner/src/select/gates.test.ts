import { Dialog } from "@sdialog/core";
import { register } from "@sdialog/core";
import { defineScore } from "@sdialog/evaluation";
import { beforeAll, describe, expect, it } from "vitest";
import { gatesOf } from "./gates.ts";
import { checkSelectionProfile, type SelectionProfile } from "./selection-profile.ts";

beforeAll(() => {
  for (const [name, score] of [
    ["gate-value", (dialog: Dialog) => dialog.extra["value"] as number],
    [
      "gate-failing",
      () => {
        throw new Error("no judge");
      },
    ],
  ] as const)
    register("metric", {
      name,
      description: "what a test says it is",
      create: () => defineScore(name, score as (dialog: Dialog) => number),
    } as never);
});

const dialog = (more: object, warnings = 0): Dialog =>
  new Dialog({
    id: 1,
    turns: [{ speaker: "A", text: "x" }],
    events: Array.from({ length: warnings }, () => ({
      agent: "A",
      action: "warning",
      content: "w",
      timestamp: 0,
    })),
    ...more,
  });
const check = async (profile: SelectionProfile, ...dialogs: Dialog[]) => {
  const gates = await gatesOf(profile, dialogs, { seed: 1 });
  return Promise.all(gates.map(async (gate) => ({ name: gate.name, verdicts: await gate.check(dialogs) })));
};

it("there are as many gates as a profile has parts, the cheapest first", async () => {
  const names = async (profile: SelectionProfile) =>
    (await gatesOf(profile, [], { seed: 1 })).map(({ name }) => name);
  expect(await names({})).toEqual([]);
  expect(await names({ metrics: {}, judges: {} })).toEqual([]);
  expect(
    await names({ judges: { "gate-value": { min: 0 } }, metrics: { "gate-value": { max: 1 } }, faults: {} }),
  ).toEqual(["faults", "metrics", "judges"]);
});

describe("the gate of faults", () => {
  it.each<[Record<string, number>, object, number, string[]]>([
    [{}, { faults: { coaching: 9 } }, 3, []],
    [{ coaching: 1 }, { faults: { coaching: 1, other: 5 } }, 0, []],
    [{ coaching: 1 }, { faults: { coaching: 2, other: 5 } }, 0, ["coaching was noted 2 times, more than 1"]],
    [
      { "*": 0, coaching: 2 },
      { faults: { coaching: 2, other: 1 } },
      0,
      ["other was noted 1 times, more than 0"],
    ],
    [{ warning: 1 }, {}, 2, ["warning was noted 2 times, more than 1"]],
    [{ "*": 0 }, {}, 0, []],
    // A file may hold anything under the name.
    [{ "*": 0 }, { faults: null }, 0, []],
    [{ "*": 0 }, { faults: "many" }, 0, []],
    [{ "*": 0 }, { faults: { coaching: "2", other: null } }, 0, []],
  ])("with %j, finds of %j and %i warnings: %j", async (faults, more, warnings, messages) => {
    const [gate] = await check({ faults }, dialog(more, warnings));
    expect(gate?.verdicts[0]?.against.map(({ message }) => message)).toEqual(messages);
  });

  it("says what it counted, of each dialogue in its place", async () => {
    const [gate] = await check({ faults: {} }, dialog({ faults: { coaching: 2 } }, 1), dialog({}));
    expect(gate?.verdicts.map(({ values }) => values)).toEqual([{ coaching: 2, warning: 1 }, {}]);
  });
});

describe("the gate of metrics", () => {
  it.each<[object, unknown, string | undefined]>([
    [{ min: 2 }, 2, undefined],
    [{ min: 2 }, 1.5, "gate-value is 1.5, less than 2"],
    [{ max: 2 }, 2, undefined],
    [{ max: 2 }, 3, "gate-value is 3, more than 2"],
    [{ min: 1, max: 2 }, [1, 2], undefined],
    [{ min: 1, max: 2 }, [1, 3], "gate-value is 3, more than 2"],
    [{ min: 1 }, null, "gate-value is not defined for it"],
  ])("within %j, says of %j: %j", async (bound, value, message) => {
    const [gate] = await check({ metrics: { "gate-value": bound } }, dialog({ value }));
    expect(gate?.verdicts).toEqual([
      {
        values: { "gate-value": value },
        against: message === undefined ? [] : [{ reason: "gate-value", message, unknown: false }],
      },
    ]);
  });

  it("goes on where a score fails, and says so", async () => {
    const profile = { metrics: { "gate-failing": { min: 0 }, "gate-value": { max: 1 } } };
    const [gate] = await check(profile, dialog({ value: 2 }));
    expect(gate?.verdicts[0]).toEqual({
      values: { "gate-failing": null, "gate-value": 2 },
      against: [
        { reason: "gate-failing", message: "gate-failing failed: no judge", unknown: true },
        { reason: "gate-value", message: "gate-value is 2, more than 1", unknown: false },
      ],
    });
  });

  it("names a metric, and a feature of behaviour, that there is not", async () => {
    await expect(check({ metrics: { "gate-valeu": { min: 0 } } })).rejects.toThrow(/gate-valeu/);
    await expect(check({ realism: { "gate-value": { min: 0 } } })).rejects.toThrow(/gate-value|realism/i);
  });
});

it.each<[unknown, RegExp | undefined]>([
  [{}, undefined],
  [{ metrics: { x: { min: 1, max: 1 } }, balance: { by: "a", most: 1 } }, undefined],
  [{ metrics: { x: {} } }, /min, max or both/],
  [{ metrics: { x: { min: 2, max: 1 } } }, /min is more than max/],
  [{ balance: { by: "a" } }, /most, ratio or both/],
  [{ balance: { by: "a", ratio: 0.5 } }, /ratio/],
  [{ faults: { x: -1 } }, /faults/],
  [{ metric: {} }, /metric/],
  [7, /is not a profile/],
])("the profile %j is refused as %s", (profile, said) => {
  if (said === undefined) expect(checkSelectionProfile(profile, "p.yaml")).toEqual(profile);
  else expect(() => checkSelectionProfile(profile, "p.yaml")).toThrow(said);
});
