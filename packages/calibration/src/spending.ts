import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { aroundCalls, type ModelMiddleware } from "@sdialog/llm";
import { readUsage } from "@sdialog/runner";

/** What a fit may use. A limit that is left out does not apply. */
export interface FitBudget {
  /** Most model calls. */
  readonly calls?: number | undefined;
  /** Most money, in US dollars; models need a price. */
  readonly dollars?: number | undefined;
}

/** What was used. */
export interface Spent {
  readonly calls: number;
  readonly dollars: number;
}

/** Counts what the runs of a fit use, earlier processes included, and stops the one that is going on in time. */
export class Spending {
  readonly #budget: FitBudget;
  readonly #folders = new Map<string, Spent>();

  private constructor(budget: FitBudget) {
    this.#budget = budget;
  }

  /** What is left of the budget after all runs in a folder, whatever became of them. */
  static async of(budget: FitBudget, folder: string): Promise<Spending> {
    const spending = new Spending(budget);
    const runs = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const run of runs) if (run.isDirectory()) await spending.read(join(folder, run.name));
    return spending;
  }

  /** Reads what the run in a folder has used so far. */
  async read(folder: string): Promise<Spent> {
    let [calls, dollars] = [0, 0];
    for await (const { cost = 0 } of readUsage(folder)) {
      calls++;
      dollars += cost;
    }
    const spent = { calls, dollars };
    this.#folders.set(folder, spent);
    return spent;
  }

  /** All runs together. */
  get total(): Spent {
    const all = [...this.#folders.values()];
    return {
      calls: all.reduce((sum, { calls }) => sum + calls, 0),
      dollars: all.reduce((sum, { dollars }) => sum + dollars, 0),
    };
  }

  /** Whether as much again as `wanted` would still be within the budget. */
  allows(wanted: Spent): boolean {
    const { calls, dollars } = this.total;
    return (
      calls + wanted.calls <= (this.#budget.calls ?? Infinity) &&
      dollars + wanted.dollars <= (this.#budget.dollars ?? Infinity)
    );
  }

  /** What is left of the money, for the budget of a run in a folder that has used some of it; nothing without a limit. */
  dollarsFor(folder: string): number | undefined {
    if (this.#budget.dollars === undefined) return undefined;
    const own = this.#folders.get(folder)?.dollars ?? 0;
    return Math.max(this.#budget.dollars - this.total.dollars + own, Number.MIN_VALUE);
  }

  /** Stops `run` once the calls that are left are made. */
  stopping(run: AbortController): ModelMiddleware {
    let left = (this.#budget.calls ?? Infinity) - this.total.calls;
    return (model) =>
      aroundCalls(model, () => {
        if (left <= 0) run.abort(new Error("the budget is used up"));
        run.signal.throwIfAborted();
        left--;
        return {};
      });
  }
}
