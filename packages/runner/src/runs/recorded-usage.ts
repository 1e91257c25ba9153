import { readUsage } from "../store/read-usage.ts";
import type { UsageRow } from "../store/rows.ts";
import type { CallUsage } from "../task/task-record.ts";

/**
 * A run's usage by task, read along with its results. Both files are in the order in which tasks ended, so little
 * has to be kept; what comes earlier than it is asked for is.
 */
export class RecordedUsage {
  readonly #rows: AsyncGenerator<UsageRow>;
  readonly #early = new Map<string, CallUsage[]>();
  #next: UsageRow | undefined;

  /** @param folder the run's */
  constructor(folder: string) {
    this.#rows = readUsage(folder);
  }

  /** The calls of a task; each is given once. */
  async take(key: string): Promise<readonly CallUsage[]> {
    for (let found = this.#early.has(key); ;) {
      const row = (this.#next ??= await this.#read());
      if (row === undefined || (found && row.task !== key)) break;
      found ||= row.task === key;
      const { task, ...call } = row;
      const calls = this.#early.get(task);
      if (calls === undefined) this.#early.set(task, [call]);
      else calls.push(call);
      this.#next = undefined;
    }
    const calls = this.#early.get(key) ?? [];
    this.#early.delete(key);
    return calls;
  }

  /** Lets go of the file, where not all of it was asked for. */
  async close(): Promise<void> {
    await this.#rows.return(undefined);
  }

  async #read(): Promise<UsageRow | undefined> {
    const next = await this.#rows.next();
    return next.done === true ? undefined : next.value;
  }
}
