import { expect, it } from "vitest";
import { parse } from "yaml";
import type { Calibration } from "./calibrate.ts";
import { formatUsers } from "./users-file.ts";

const comparison = (value: number, interval: { low: number; high: number } | null) => ({
  behaviour: { value, interval },
  groups: { D1: value / 3, D2: null },
  coverage: { value: value / 2, interval },
  humanLikeness: { auc: null, interval: null },
});
const users = [{ name: "brief", share: 1, policies: [] }];

it("says how good the users are, to three digits, and what is not known", () => {
  const calibration = {
    users: { users },
    before: comparison(0.6, null),
    after: comparison(0.87654321, { low: 0.81239, high: 0.9 }),
    ceiling: comparison(0.9, null),
    n: { fit: 30, held: 29 },
    end: "budget",
    spent: { calls: 12, dollars: 0.5 },
  } as unknown as Calibration;
  const unknown = { auc: null, aucInterval: null };
  const before = { alignment: 0.6, alignmentInterval: null, groups: { D1: 0.2, D2: null }, coverage: 0.3 };
  const expected = {
    name: "fitted users",
    source: {
      logs: "shop.jsonl",
      conversations: { fit: 30, held: 29 },
      end: "budget",
      spent: { calls: 12, dollars: 0.5 },
      before: { ...before, coverageInterval: null, ...unknown },
      after: {
        alignment: 0.877,
        alignmentInterval: [0.812, 0.9],
        groups: { D1: 0.292, D2: null },
        coverage: 0.438,
        coverageInterval: [0.812, 0.9],
        ...unknown,
      },
      people: {
        ...before,
        alignment: 0.9,
        groups: { D1: 0.3, D2: null },
        coverage: 0.45,
        coverageInterval: null,
        ...unknown,
      },
    },
    users,
  };
  expect(parse(formatUsers(calibration, { logs: "shop.jsonl" }))).toEqual(expected);
  const { after: _, ...source } = expected.source;
  expect(
    parse(
      formatUsers(
        { ...calibration, after: undefined, users: { name: "shop", users } },
        { logs: "shop.jsonl" },
      ),
    ),
  ).toEqual({
    ...expected,
    name: "shop",
    source,
  });
});
