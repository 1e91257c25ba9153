import { rename, writeFile } from "node:fs/promises";
import type { JournalEntry } from "@sdialog/generators/plan";
import type { TaskId } from "../task/task-id.ts";
import { AppendFile } from "./append-file.ts";
import { readLines } from "./result-index.ts";
import { repairTail } from "./repair-tail.ts";

const compactAbove = 8 * 1024 * 1024;

type Place = Pick<TaskId, "variant" | "index">;

interface Row extends JournalEntry {
  readonly task: readonly [variant: number, index: number];
}

/**
 * The finished model calls of unfinished tasks, in one file that is rewritten without the finished ones whenever
 * it has grown.
 */
export class PartialCalls {
  readonly #path: string;
  readonly #calls = new Map<string, JournalEntry[]>();
  #file: AppendFile;
  #queue: string[] = [];

  private constructor(path: string, file: AppendFile) {
    this.#path = path;
    this.#file = file;
  }

  static async open(path: string): Promise<PartialCalls> {
    await repairTail(path);
    const calls = new PartialCalls(path, await AppendFile.open(path));
    for await (const text of readLines(path)) {
      const { task, ...entry } = JSON.parse(text.toString("utf8")) as Row;
      calls.#keep({ variant: task[0], index: task[1] }, entry);
    }
    return calls;
  }

  /** The tasks that were begun. */
  tasks(): readonly Place[] {
    return [...this.#calls.keys()].map((name) => {
      const [variant = 0, index = 0] = name.split(":").map(Number);
      return { variant, index };
    });
  }

  of(task: Place): readonly JournalEntry[] {
    return this.#calls.get(nameOf(task)) ?? [];
  }

  /** Adds a call, which is written with the next {@link PartialCalls.flush}. */
  add(task: Place, entry: JournalEntry): void {
    this.#keep(task, entry);
    this.#queue.push(line(nameOf(task), entry));
  }

  #keep(task: Place, entry: JournalEntry): void {
    const entries = this.#calls.get(nameOf(task));
    if (entries === undefined) this.#calls.set(nameOf(task), [entry]);
    else entries.push(entry);
  }

  /** The task is finished: its calls are no longer needed. */
  forget(task: Place): void {
    this.#calls.delete(nameOf(task));
  }

  get hasNews(): boolean {
    return this.#queue.length > 0;
  }

  async flush(): Promise<void> {
    const text = this.#queue.join("");
    this.#queue = [];
    await this.#file.append(text);
    if (this.#file.size > compactAbove) await this.compact();
  }

  /** Drops what belongs to finished tasks. */
  async compact(): Promise<void> {
    const kept = [...this.#calls].flatMap(([task, entries]) => entries.map((entry) => line(task, entry)));
    this.#queue = [];
    await this.#file.close();
    await writeFile(`${this.#path}.new`, kept.join(""));
    await rename(`${this.#path}.new`, this.#path);
    this.#file = await AppendFile.open(this.#path);
  }

  async close(): Promise<void> {
    await this.flush();
    await this.compact();
    await this.#file.close();
  }
}

function nameOf({ variant, index }: Place): string {
  return `${variant}:${index}`;
}

function line(name: string, entry: JournalEntry): string {
  return `${JSON.stringify({ task: name.split(":").map(Number), ...entry })}\n`;
}
