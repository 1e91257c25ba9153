import { parseJson } from "@sdialog/core/internal";
import { readLines } from "../store/result-index.ts";
import type { UsageRow } from "../store/rows.ts";
import type { CallUsage } from "../task/task-record.ts";

/**
 * A run's usage by task, read along with its results. Both files are in the order in which tasks ended, so little
 * has to be kept; what comes earlier than it is asked for is.
 */
export class RecordedUsage {
  readonly #lines: AsyncGenerator<Buffer>;
  readonly #early = new Map<string, CallUsage[]>();
  readonly #path: string;
  #next: UsageRow | undefined;

  constructor(path: string) {
    this.#path = path;
    this.#lines = readLines(path);
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

  async #read(): Promise<UsageRow | undefined> {
    const line = await this.#lines.next();
    return line.done === true ? undefined : (parseJson(line.value.toString("utf8"), this.#path) as UsageRow);
  }
}
