import { requireArguments } from "@sdialog/core/internal";
import type { UserTypes } from "@sdialog/agents";
import type { RealismComparison } from "@sdialog/realism";
import { stringify } from "yaml";
import type { Calibration } from "./calibrate.ts";

/**
 * The users that were found as a file for recipes (`policies: users.yaml`), with what they were fitted to and how good
 * that is. Nothing that anybody said stands in it.
 *
 * @param about what else should be known of where it comes from: the logs, the model, the seed
 */
export function formatUsers(calibration: Calibration, about: Readonly<Record<string, unknown>> = {}): string {
  requireArguments("formatUsers", arguments, 1);
  const { users, basis, before, after, ceiling, n, end, spent } = calibration;
  const file: UserTypes = {
    name: users.name ?? "fitted users",
    source: {
      ...about,
      conversations: n,
      basis,
      end,
      spent,
      ...(before === undefined ? {} : { before: scores(before) }),
      ...(after === undefined ? {} : { after: scores(after) }),
      people: scores(ceiling),
    },
    users: users.users,
  };
  return stringify(file, { lineWidth: 110 });
}

/** Behavioural alignment, coverage and whether a classifier tells them from people, each with its interval. */
function scores({ behaviour, coverage, humanLikeness, groups }: RealismComparison) {
  const range = (interval: { readonly low: number; readonly high: number } | null) =>
    interval === null ? null : [rounded(interval.low), rounded(interval.high)];
  return {
    alignment: rounded(behaviour.value),
    alignmentInterval: range(behaviour.interval),
    groups: Object.fromEntries(Object.entries(groups).map(([group, value]) => [group, rounded(value)])),
    coverage: rounded(coverage.value),
    coverageInterval: range(coverage.interval),
    auc: rounded(humanLikeness.auc),
    aucInterval: range(humanLikeness.interval),
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(3));
}
