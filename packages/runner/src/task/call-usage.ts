import type { Journal } from "@sdialog/generators/plan";
import type { CallUsage } from "./task-record.ts";

/** What the calls used that are not recorded yet, those among them that failed and were paid for. */
export function callUsages({ unreported }: Journal): readonly CallUsage[] {
  return unreported.map(({ call, result: { model, usage }, milliseconds }) => ({
    call,
    model,
    ...usage,
    milliseconds,
  }));
}
