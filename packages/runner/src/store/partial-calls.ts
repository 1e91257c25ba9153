import { rename } from "node:fs/promises";
import type { JournalEntry } from "@sdialog/generators/plan";
import type { TaskId } from "../task/task-id.ts";
import { AppendFile } from "./append-file.ts";
import { openFresh } from "./own-file.ts";
import { readRows } from "./read-rows.ts";
import type { RowCheck } from "./row-checks.ts";

/** A file is rewritten when it is larger than this, and twice as large as what it must hold. */
const compactAbove = 8 * 1024 * 1024;

interface Row extends JournalEntry {
  readonly task: TaskId;
}

interface Begun {
  readonly task: TaskId;
  readonly entries: JournalEntry[];
}

/**
 * The finished model calls of unfinished tasks, in one file that is rewritten without the finished ones whenever
 * it has grown.
 */
export class PartialCalls {
  readonly #path: string;
  readonly #begun = new Map<string, Begun>();
  #file: AppendFile;
  #queue: string[] = [];
  #compactedSize = 0;

  private constructor(path: string, file: AppendFile) {
    this.#path = path;
    this.#file = file;
  }

  /** Opens the file, in which everything is a call of this run. */
  static async open(path: string, check: RowCheck): Promise<PartialCalls> {
    const file = await AppendFile.open(path);
    try {
      const calls = new PartialCalls(path, file);
      for await (const { row } of readRows<Row>(path, check)) {
        const { task, ...entry } = row;
        calls.#keep(task, entry);
      }
      return calls;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** The tasks that were begun. */
  tasks(): readonly TaskId[] {
    return [...this.#begun.values()].map(({ task }) => task);
  }

  of({ key }: TaskId): readonly JournalEntry[] {
    return this.#begun.get(key)?.entries ?? [];
  }

  /** Adds a call, which is written with the next {@link PartialCalls.flush}. */
  add(task: TaskId, entry: JournalEntry): void {
    this.#keep(task, entry);
    this.#queue.push(line(task, entry));
  }

  #keep(task: TaskId, entry: JournalEntry): void {
    const begun = this.#begun.get(task.key);
    if (begun === undefined) this.#begun.set(task.key, { task, entries: [entry] });
    else begun.entries.push(entry);
  }

  /** The task is finished: its calls are no longer needed. */
  forget({ key }: TaskId): void {
    this.#begun.delete(key);
  }

  get hasNews(): boolean {
    return this.#queue.length > 0;
  }

  async flush(): Promise<void> {
    const text = this.#queue.join("");
    this.#queue = [];
    await this.#file.append(text);
  }

  /** Length of the file, in bytes. */
  get size(): number {
    return this.#file.size;
  }

  /** Drops what belongs to finished tasks, when there is much of it. @param announce as in {@link PartialCalls.compact} */
  async tidy(announce: (size: number) => Promise<void>): Promise<void> {
    if (this.#file.size > Math.max(compactAbove, 2 * this.#compactedSize)) await this.compact(announce);
  }

  /** Drops what belongs to finished tasks. @param announce is told how long the file is about to be */
  async compact(announce: (size: number) => Promise<void>): Promise<void> {
    const kept = [...this.#begun.values()].flatMap(({ task, entries }) =>
      entries.map((entry) => line(task, entry)),
    );
    this.#queue = [];
    const text = Buffer.from(kept.join(""));
    const rest = await openFresh(`${this.#path}.new`);
    await rest.writeFile(text).finally(() => rest.close());
    await announce(text.length);
    await rename(`${this.#path}.new`, this.#path);
    const fresh = await AppendFile.open(this.#path);
    const old = this.#file;
    this.#file = fresh;
    await old.close();
    this.#compactedSize = this.#file.size;
  }

  /**
   * @param assertOwn throws when the file may not be written to any more
   * @param announce as in {@link PartialCalls.compact}
   */
  async close(assertOwn: () => Promise<void>, announce: (size: number) => Promise<void>): Promise<void> {
    try {
      await assertOwn();
      await this.flush();
      await this.compact(announce);
    } finally {
      await this.#file.close();
    }
  }
}

function line({ key, variant, index }: TaskId, entry: JournalEntry): string {
  return `${JSON.stringify({ task: { key, variant, index }, ...entry } satisfies Row)}\n`;
}
