import type { Random } from "@sdialog/core";
import type { RuleFunction } from "./rules/rule.ts";

/** An object in the making. */
export interface Draft {
  /** Position among the objects of the run. */
  readonly index: number;
  /** The object's own random stream. */
  readonly random: Random;
  /** What is settled: attribute name → value. */
  readonly values: Readonly<Record<string, unknown>>;
  /** What the model is to fill in: attribute name → what it is told about it. */
  readonly wanted: Readonly<Record<string, string>>;
  /** What is still to be computed from the rest. */
  readonly functions: Readonly<Record<string, RuleFunction>>;
}
