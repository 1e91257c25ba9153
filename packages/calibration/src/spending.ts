import { appendFileSync } from "node:fs";
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  aroundCalls,
  type ChatModel,
  type ChatRequest,
  costOf,
  estimateTokens,
  ModelError,
  type ModelMiddleware,
  priceOf,
  type Usage,
} from "@sdialog/llm";
import { exceedsLimit } from "@sdialog/llm/internal";
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

const nothing: Spent = { calls: 0, dollars: 0 };

/** A line of the ledger: a call of a run, and what it costs; the last line of a call is the one that counts. */
interface Entry extends Spent {
  readonly run: string;
  readonly call: string;
  /** Nobody knows yet what it costs, or ever will, because it was cut: about as much as the others. */
  readonly guessed?: true;
}

/** The file of a fit that has a line for every call when it is made, and one when it is over. */
export const ledgerFile = "calls.jsonl";

/**
 * Counts what the runs of a fit use, earlier processes and conversations that were cut included, and stops the one that is
 * going on in time. A call is in the ledger before it is made, so whatever ends the process, it counts; one that was cut
 * counts with what calls cost on average, because a server that was asked is paid.
 */
export class Spending {
  readonly #budget: FitBudget;
  readonly #folder: string;
  readonly #entries = new Map<string, Entry>();
  readonly #totals = new Map<string, Spent>();
  /** What runs say that they used, for those that are older than the ledger. */
  readonly #recorded = new Map<string, Spent>();
  #known = nothing;
  #made = 0;
  #underWay = 0;
  #waiting: (() => void)[] = [];

  private constructor(budget: FitBudget, folder: string) {
    this.#budget = budget;
    this.#folder = folder;
  }

  /** What is left of the budget after all calls of a fit, whatever became of them. */
  static async of(budget: FitBudget, folder: string): Promise<Spending> {
    const spending = new Spending(budget, folder);
    await mkdir(folder, { recursive: true });
    const ledger = await readFile(join(folder, ledgerFile), "utf8").catch(absent);
    for (const [index, line] of ledger.split("\n").entries())
      if (line !== "") spending.#take(entryOf(line) ?? { ...unreadable, call: `line ${index + 1}` });
    // A line that was cut ends here, and no call has a number twice.
    if (ledger !== "" && !ledger.endsWith("\n")) appendFileSync(join(folder, ledgerFile), "\n");
    spending.#made = ledger.length;
    const runs = await readdir(folder, { withFileTypes: true });
    for (const run of runs) if (run.isDirectory()) await spending.#readUsage(run.name);
    return spending;
  }

  /** The limit in dollars; nothing without one. */
  get dollars(): number | undefined {
    return this.#budget.dollars;
  }

  /** All runs together. */
  get total(): Spent {
    const runs = new Set([...this.#totals.keys(), ...this.#recorded.keys()]);
    return [...runs].map((run) => this.of(run)).reduce(plus, nothing);
  }

  /** What one run has used so far. */
  of(run: string): Spent {
    const [counted, recorded] = [this.#totals.get(run) ?? nothing, this.#recorded.get(run) ?? nothing];
    return {
      calls: Math.max(counted.calls, recorded.calls),
      dollars: Math.max(counted.dollars, recorded.dollars),
    };
  }

  /** Whether as much again as `wanted` would still be within the budget. */
  allows(wanted: Spent): boolean {
    const { calls, dollars } = this.total;
    return (
      calls + wanted.calls <= (this.#budget.calls ?? Infinity) &&
      !exceedsLimit(dollars + wanted.dollars, this.#budget.dollars ?? Infinity)
    );
  }

  /**
   * Stops a run at the call after the last that is left, once those under way are over: they are paid in any case. No call is made beyond a budget of calls; beyond one of money, no
   * more than was under way when it came to its end, as nobody knows before what a call will cost.
   */
  stopping(run: string, stop: AbortController): ModelMiddleware {
    const { calls: most = Infinity, dollars: limit = Infinity } = this.#budget;
    return (model) =>
      aroundCalls(model, async (request) => {
        const isUsedUp = (): boolean => this.total.calls >= most || this.total.dollars >= limit;
        // A call that turns out to be cheaper than was guessed, or free, leaves room for this one.
        while (isUsedUp() && this.#underWay > 0)
          await new Promise<void>((over) => {
            this.#waiting.push(over);
          });
        if (isUsedUp()) stop.abort(new Error("the budget is used up"));
        stop.signal.throwIfAborted();
        request.signal?.throwIfAborted();
        this.#underWay++;
        const call = `${this.#made++}`;
        const guess = this.#guess(model, request);
        this.#write({ run, call, calls: 1, dollars: guess, guessed: true });
        const settle = ({ calls: made, cost = guess }: Usage): void =>
          this.#write({ run, call, calls: made, dollars: cost });
        return {
          succeeded(result) {
            settle(result.usage);
            return result;
          },
          failed: (error) => {
            if (!ModelError.isInstance(error)) return;
            // Whoever gave up waiting does not know what the other side did.
            if (error.usage !== undefined) settle({ ...error.usage, calls: Math.max(1, error.usage.calls) });
            else if (error.kind !== "timeout" && error.kind !== "interrupted")
              this.#write({ run, call, calls: 1, dollars: 0 });
          },
          over: () => {
            this.#underWay--;
            for (const over of this.#waiting.splice(0)) over();
          },
        };
      });
  }

  /** What a call costs: as much as the others on average, and the first ones as much as their words at list price. */
  #guess(model: ChatModel, request: ChatRequest): number {
    if (this.#known.calls > 0) return this.#known.dollars / this.#known.calls;
    const price = priceOf(model);
    const outputTokens = Math.min(request.maxTokens ?? 256, 256);
    const inputTokens = estimateTokens({ ...request, maxTokens: 1 });
    return price === undefined ? 0 : costOf({ inputTokens, outputTokens, calls: 1 }, price);
  }

  #write(entry: Entry): void {
    appendFileSync(join(this.#folder, ledgerFile), `${JSON.stringify(entry)}\n`);
    this.#take(entry);
  }

  #take(entry: Entry): void {
    const earlier = this.#entries.get(entry.call) ?? nothing;
    this.#entries.set(entry.call, entry);
    const change = (sum: Spent): Spent => ({
      calls: sum.calls + entry.calls - earlier.calls,
      dollars: sum.dollars + entry.dollars - earlier.dollars,
    });
    this.#totals.set(entry.run, change(this.#totals.get(entry.run) ?? nothing));
    if (entry.guessed !== true && entry.calls > 0) this.#known = plus(this.#known, entry);
  }

  async #readUsage(run: string): Promise<void> {
    let used = nothing;
    for await (const { cost = 0 } of readUsage(join(this.#folder, run)))
      used = plus(used, { calls: 1, dollars: cost });
    this.#recorded.set(run, used);
  }
}

/** Half a line is what a process leaves that was ended while it wrote: a call all the same. */
const unreadable = { run: "", calls: 1, dollars: 0 };

function entryOf(line: string): Entry | undefined {
  try {
    const entry = JSON.parse(line) as Partial<Entry> | null;
    const isEntry =
      typeof entry?.run === "string" &&
      typeof entry.call === "string" &&
      Number.isFinite(entry.calls) &&
      Number.isFinite(entry.dollars);
    return isEntry ? (entry as Entry) : undefined;
  } catch {
    return undefined;
  }
}

function plus(a: Spent, b: Spent): Spent {
  return { calls: a.calls + b.calls, dollars: a.dollars + b.dollars };
}

/** @throws whatever keeps a ledger that is there from being read: what was spent would be forgotten */
function absent(error: unknown): string {
  if ((error as { readonly code?: unknown }).code === "ENOENT") return "";
  throw error;
}
