import { SDialogError } from "@sdialog/core";
import { parseModelString, priceOf } from "@sdialog/llm";
import type { ModelSpec } from "../recipe/model-spec.ts";

/** The error for a limit in dollars on calls whose price nobody knows: it would never end anything. */
export function unpriced(models: readonly string[]): SDialogError {
  return new SDialogError(
    `The price of ${models.join(" and ")} is not known, so budget.dollars cannot be kept`,
    {
      code: "budget_unpriced",
      hint: "Limit the tokens instead: budget.tokens.",
    },
  );
}

/** The error for a limit in dollars on a run that has spent nobody knows what: it was not limited so far. */
export function unpricedBefore(model: string): SDialogError {
  return new SDialogError(
    `Earlier calls of ${model} told no cost, so what this run has spent is not known and budget.dollars cannot be kept`,
    {
      code: "budget_unpriced",
      hint: "What is there stays. Go on without a limit in dollars (budget.tokens limits the tokens), or start anew in another folder.",
    },
  );
}

/**
 * Refuses a limit in dollars for models on servers of whose name no price is known, before anything is spent. What runs in
 * this process may tell its cost with every call, and is looked at then.
 *
 * @throws SDialogError `budget_unpriced` naming them
 */
export function refuseUnpriced(
  specs: readonly ModelSpec[],
  known: Readonly<Record<string, unknown>> = {},
): void {
  const named = specs.flat().map((spec) => (typeof spec === "string" ? { name: spec } : spec));
  const missing = named.filter(
    ({ name }) =>
      !Object.hasOwn(known, name) &&
      parseModelString(name).backend.address !== undefined &&
      priceOf({ id: name }) === undefined,
  );
  if (missing.length > 0) throw unpriced([...new Set(missing.map(({ name }) => name))]);
}
