import { requireArguments } from "@sdialog/core/internal";
import { executionFields } from "../recipe/common-fields.ts";
import { readManifest } from "../store/manifest.ts";
import { type BudgetLimit, BudgetWatch } from "./budget-watch.ts";

/**
 * The limits of a run's budget that its calls have used up: it does not go on before they are raised, which
 * `runRecipe` does in its folder.
 *
 * @param parts for the folder of a part of a run: of how many, since each has its share
 * @returns none where the budget is not spent, or none is set
 * @throws StoreError `store_missing` when the folder holds no run
 */
export async function spentBudget(folder: string, parts = 1): Promise<readonly BudgetLimit[]> {
  requireArguments("spentBudget", arguments, 1);
  const { variants } = await readManifest(folder);
  const { success, data } = executionFields.budget.safeParse(variants[0]?.recipe["budget"]);
  return success ? BudgetWatch.usedUp(folder, data, parts) : [];
}
