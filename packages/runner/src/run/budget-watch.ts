import { reachesLimit } from "@sdialog/llm/internal";
import type { CommonRecipe } from "../recipe/common-fields.ts";
import { readUsage } from "../store/read-usage.ts";
import type { CallUsage, TaskRecord } from "../task/task-record.ts";
import { unpriced, unpricedBefore } from "./refuse-unpriced.ts";

/** What a budget limits. */
export type BudgetLimit = keyof CommonRecipe["budget"];

/** Stops a run when all its calls together, those of earlier processes included, have used up its budget. */
export class BudgetWatch {
  readonly #limits: CommonRecipe["budget"];
  readonly #stop = new AbortController();
  #tokens = 0;
  #dollars = 0;
  #unpriced: string | undefined;

  private constructor(limits: CommonRecipe["budget"]) {
    this.#limits = limits;
  }

  /**
   * @param parts in how many parts the run is done; each has its share of the budget
   * @throws SDialogError `budget_unpriced` when an earlier call told no cost
   */
  static async open(folder: string, whole: CommonRecipe["budget"], parts = 1): Promise<BudgetWatch> {
    const watch = await BudgetWatch.#read(folder, whole, parts);
    watch.#check();
    if (watch.#unpriced !== undefined) throw unpricedBefore(watch.#unpriced);
    return watch;
  }

  /** The limits that all calls so far have used up, see {@link BudgetWatch.open}. */
  static async usedUp(
    folder: string,
    whole: CommonRecipe["budget"],
    parts = 1,
  ): Promise<readonly BudgetLimit[]> {
    return (await BudgetWatch.#read(folder, whole, parts)).#usedUp();
  }

  static async #read(folder: string, whole: CommonRecipe["budget"], parts: number): Promise<BudgetWatch> {
    const limits = Object.fromEntries(
      Object.entries(whole).flatMap(([name, limit]) => (limit === undefined ? [] : [[name, limit / parts]])),
    );
    const watch = new BudgetWatch(limits);
    if (limits.tokens === undefined && limits.dollars === undefined) return watch;
    for await (const row of readUsage(folder)) watch.#add(row);
    return watch;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** @throws SDialogError `budget_unpriced` when a call told no cost, so that nobody knows what was spent */
  throwIfUnpriced(): void {
    if (this.#unpriced !== undefined) throw unpriced([this.#unpriced]);
  }

  spend({ calls }: Pick<TaskRecord, "calls">): void {
    for (const call of calls) this.#add(call);
    this.#check();
  }

  #add({ inputTokens, outputTokens, cost, model }: CallUsage): void {
    this.#tokens += inputTokens + outputTokens;
    this.#dollars += cost ?? 0;
    if (cost === undefined && this.#limits.dollars !== undefined) this.#unpriced ??= model;
  }

  #usedUp(): readonly BudgetLimit[] {
    const spent = { tokens: this.#tokens, dollars: this.#dollars };
    return (["tokens", "dollars"] as const).filter((name) => {
      const limit = this.#limits[name];
      return limit !== undefined && reachesLimit(spent[name], limit);
    });
  }

  #check(): void {
    if (this.#usedUp().length > 0 || this.#unpriced !== undefined)
      this.#stop.abort(new Error("the budget is used up"));
  }
}
