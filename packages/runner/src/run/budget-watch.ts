import type { CommonRecipe } from "../recipe/common-fields.ts";
import { readUsage } from "../store/read-usage.ts";
import type { CallUsage, TaskRecord } from "../task/task-record.ts";

/** Stops a run when all its calls together, those of earlier processes included, have used up its budget. */
export class BudgetWatch {
  readonly #limits: CommonRecipe["budget"];
  readonly #stop = new AbortController();
  #tokens = 0;
  #dollars = 0;

  private constructor(limits: CommonRecipe["budget"]) {
    this.#limits = limits;
  }

  /** @param parts in how many parts the run is done; each has its share of the budget */
  static async open(folder: string, whole: CommonRecipe["budget"], parts = 1): Promise<BudgetWatch> {
    const limits = Object.fromEntries(
      Object.entries(whole).map(([name, limit = Infinity]) => [name, limit / parts]),
    );
    const watch = new BudgetWatch(limits);
    if (limits.tokens === undefined && limits.dollars === undefined) return watch;
    for await (const row of readUsage(folder)) watch.#add(row);
    watch.#check();
    return watch;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  spend({ calls }: Pick<TaskRecord, "calls">): void {
    for (const call of calls) this.#add(call);
    this.#check();
  }

  #add({ inputTokens, outputTokens, cost = 0 }: CallUsage): void {
    this.#tokens += inputTokens + outputTokens;
    this.#dollars += cost;
  }

  #check(): void {
    const { tokens = Infinity, dollars = Infinity } = this.#limits;
    if (this.#tokens >= tokens || this.#dollars >= dollars)
      this.#stop.abort(new Error("the budget is used up"));
  }
}
