import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { join } from "node:path";
import { Journal } from "@sdialog/generators/plan";
import { folderGone, storeError } from "../errors/store-error.ts";
import { type TaskId, taskId } from "../task/task-id.ts";
import type { TaskRecord } from "../task/task-record.ts";
import { readFailures } from "./read-failures.ts";
import { onceEach } from "./once-each.ts";
import { type Manifest, readManifest, type Variant, writeManifest } from "./manifest.ts";
import { mendFolder, presentManifest, refuseOtherRun } from "./mend-folder.ts";
import { type Damage, DamagedLines } from "./damage.ts";
import { refuseOddFiles } from "./refuse-odd-files.ts";
import { ReportedCalls } from "./reported-calls.ts";
import { formatIndexEntry, type IndexEntry } from "./result-index.ts";
import { RunFiles } from "./run-files.ts";
import { rowChecks, type RowChecks, storeFiles } from "./row-checks.ts";
import { failureRow, resultLine, usageRows } from "./rows.ts";
import { sameRun } from "./same-run.ts";
import { mendRows } from "./set-aside.ts";
import { type TaskCounts, TaskStates } from "./task-states.ts";
import { acquireWriterLock, type WaitOptions, waitOptionNames, type WriterLock } from "./writer-lock.ts";

/** How soon a recorded result is safe from a power cut. */
export interface StoreOptions {
  /**
   * Longest time between two `fdatasync`s while results arrive, in milliseconds; 0: before any counts as recorded.
   * A power cut loses at most this much work, which is then done again; a killed process loses none. Default: 1000.
   */
  readonly syncEveryMs?: number | undefined;
}

/** The names of {@link StoreOptions}. */
export const storeOptionNames: OptionNames<StoreOptions> = { syncEveryMs: true };

/** How long results wait for others to be written with, in milliseconds. */
const gatherMs = 4;
interface OpenOptions extends StoreOptions, WaitOptions {
  /** Whether a run that is there stays as its folder says, so that `manifest` only says whether it is the same. */
  readonly isKept?: boolean | undefined;
}
const openOptionNames: OptionNames<OpenOptions> = {
  ...storeOptionNames,
  ...waitOptionNames,
  isKept: true,
};

type FailedTask = Extract<TaskRecord, { status: "failed" }>;

/** Somebody who waits until what there is by now is written, a record among it if there is one. */
interface Waiting {
  readonly record?: TaskRecord | undefined;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * A run's folder, open for writing by this process alone. Results are lines appended to one file; a task is
 * finished as soon as its line is complete there, and is never recorded twice.
 */
export class RunStore {
  /** The run's folder. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly states: TaskStates;
  /** The damage that was found and mended when the folder was opened. */
  readonly damage: readonly Damage[];
  readonly checks: RowChecks;
  readonly #files: RunFiles;
  readonly #lock: WriterLock;
  readonly #syncEveryMs: number;
  /** Model calls that failed tasks had finished, for their next try. */
  readonly #failedCalls: ReadonlyMap<string, FailedTask>;
  /** How often each task has failed, by its key. */
  readonly #timesFailed: Map<string, number>;
  /** Calls whose usage is recorded, though a killed process did not come to record their task. */
  readonly #reported: ReportedCalls;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #syncedAt = performance.now();
  #syncing: Promise<void> = Promise.resolve();
  #failure: unknown;

  private constructor(parts: {
    folder: string;
    manifest: Manifest;
    states: TaskStates;
    files: RunFiles;
    lock: WriterLock;
    syncEveryMs: number;
    failed: ReadonlyMap<string, FailedTask>;
    timesFailed: Map<string, number>;
    reported: ReportedCalls;
    damage: readonly Damage[];
    checks: RowChecks;
  }) {
    this.folder = parts.folder;
    this.manifest = parts.manifest;
    this.states = parts.states;
    this.#files = parts.files;
    this.#lock = parts.lock;
    this.#syncEveryMs = parts.syncEveryMs;
    this.#failedCalls = parts.failed;
    this.#timesFailed = parts.timesFailed;
    this.#reported = parts.reported;
    this.damage = parts.damage;
    this.checks = parts.checks;
  }

  /**
   * Opens a run's folder, makes it when `manifest` describes a new run, and repairs what a killed writer left.
   *
   * @param manifest what the folder should hold; may raise or lower the number of tasks of the run that is there
   * @throws StoreError `store_locked`, `store_another_run`, `store_read_only`, `store_missing`, …
   */
  static async open(folder: string, manifest?: Manifest, options: OpenOptions = {}): Promise<RunStore> {
    const { onNotice, signal } = checkOptions("RunStore.open", options, openOptionNames);
    let lock: WriterLock | undefined;
    let store: RunStore | undefined;
    const damage: Damage[] = [];
    const onDamage = (one: Damage): void => void damage.push(one);
    try {
      // Whoever writes looks at locks first, which may be anything, too.
      await refuseOddFiles(folder);
      if (manifest === undefined) await readManifest(folder);
      lock = await acquireWriterLock(folder, { onDamage, onNotice, signal });
      const present =
        manifest === undefined
          ? await readManifest(folder)
          : await presentManifest(folder, manifest.results, onDamage);
      const chosen = sameRun(folder, present, manifest, options.isKept);
      await refuseOtherRun(folder, chosen, rowChecks(chosen), present === undefined);
      store = await RunStore.#load(folder, chosen, lock, options.syncEveryMs ?? 1000, damage);
      // Only now: a manifest that was lost is not made anew for results of other settings.
      if (chosen !== present) await writeManifest(folder, chosen);
      return store;
    } catch (error) {
      // What was opened is let go, whatever else fails by now.
      await store?.close().catch(() => undefined);
      await lock?.release();
      throw storeError(error, folder);
    }
  }

  static async #load(
    folder: string,
    manifest: Manifest,
    lock: WriterLock,
    syncEveryMs: number,
    damage: Damage[],
  ): Promise<RunStore> {
    const path = (name: string): string => join(folder, name);
    const checks = rowChecks(manifest);
    const { survey, damage: mended } = await mendFolder(folder, manifest, checks);
    damage.push(...mended);
    const damagedUsage = new DamagedLines();
    const usagePath = path(storeFiles.usage);
    const reported = await ReportedCalls.read(usagePath, onceEach(checks).usage, damagedUsage.add);
    // The whole file is read only when there is a reason to: it is the longest of all.
    if (!damagedUsage.isEmpty) damage.push(...(await mendRows(usagePath, onceEach(checks).usage)));
    const states = new TaskStates(manifest.variants);
    const failed = new Map<string, FailedTask>();
    const timesFailed = new Map<string, number>();
    for await (const { times = 1, ...record } of readFailures(folder, checks.failures)) {
      const { key } = record.task;
      failed.set(key, record);
      // One that was lost may have been its first.
      timesFailed.set(key, Math.max(times, (timesFailed.get(key) ?? 0) + 1));
      states.set(record.task.variant, record.task.index, "failed");
    }
    for (const { variant, index } of survey.entries) states.set(variant, index, "done");
    const files = await RunFiles.open(folder, manifest.results, survey, checks);
    const store = new RunStore({
      folder,
      manifest,
      states,
      files,
      lock,
      syncEveryMs,
      failed,
      timesFailed,
      reported,
      damage,
      checks,
    });
    store.#forgetRecorded();
    return store;
  }

  /** Tasks whose end is recorded, and with it what they used, need no calls kept. */
  #forgetRecorded(): void {
    for (const task of this.#files.partial.tasks())
      if (this.#isRecorded(task)) this.#files.partial.forget(task);
  }

  /** Done, or failed with all of these calls behind it; a failed task with newer calls was being tried again. */
  #isRecorded(task: TaskId): boolean {
    const state = this.states.get(task.variant, task.index);
    if (state !== "failed") return state === "done";
    const known = new Set(this.#failedCalls.get(task.key)?.journal.map(({ call }) => call));
    return this.#files.partial.of(task).every(({ call }) => known.has(call));
  }

  /** The id of a task of this run. */
  task(variant: number, index: number): TaskId {
    return taskId(variant, (this.manifest.variants[variant] as Variant).identity, index);
  }

  counts(): TaskCounts {
    return this.states.counts();
  }

  /** The model calls that `task` has finished already; further ones are kept as they come. */
  journal(task: TaskId): Journal {
    const failed = this.#failedCalls.get(task.key)?.journal ?? [];
    return new Journal(failed, this.#files.partial.of(task), (entry) => {
      this.#files.partial.add(task, entry);
      return this.#written();
    });
  }

  /**
   * Records how a task ended; resolves when it is written. A task that is done already is left alone.
   * @throws StoreError when it cannot be written; the store then takes nothing more
   */
  async append(record: TaskRecord): Promise<void> {
    const { variant, index } = record.task;
    if (this.states.get(variant, index) === "done") return;
    if (this.#failure !== undefined) throw this.#failure;
    this.states.set(variant, index, record.status);
    await this.#written(record);
  }

  /** Resolves when the record is written, and every call that was kept before. */
  async #written(record?: TaskRecord): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    const written = new Promise<void>((resolve, reject) => this.#waiting.push({ record, resolve, reject }));
    void this.#write().catch(() => undefined);
    await written;
  }

  /** Writes what waits; whatever arrives meanwhile is written together in the next round. */
  #write(): Promise<void> {
    this.#writing ??= this.#rounds();
    return this.#writing;
  }

  async #rounds(): Promise<void> {
    // What ends within a moment goes into one write. Finished model calls must not wait: whoever is killed would pay twice.
    await new Promise((resolve) =>
      this.#files.partial.hasNews ? setImmediate(resolve) : setTimeout(resolve, gatherMs),
    );
    let batch: Waiting[] = [];
    try {
      while (this.#waiting.length > 0 || this.#files.partial.hasNews) {
        if (this.#failure !== undefined) throw this.#failure;
        batch = this.#takeWaiting();
        await this.#writeBatch(batch.flatMap(({ record }) => record ?? []));
        for (const { resolve } of batch) resolve();
      }
    } catch (error) {
      this.#failure ??= storeError(error, this.folder);
      // Nobody else will write what came while this batch was being written.
      for (const { record, reject } of [...batch, ...this.#takeWaiting()]) {
        if (record !== undefined) this.states.set(record.task.variant, record.task.index, "pending");
        reject(this.#failure);
      }
      throw this.#failure;
    } finally {
      // In the same moment in which nothing was left, so that what comes next begins a round of its own.
      this.#writing = undefined;
    }
  }

  #takeWaiting(): Waiting[] {
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting;
  }

  async #writeBatch(records: readonly TaskRecord[]): Promise<void> {
    const { results, index, failures, usage } = this.#files;
    let offset = results.size;
    const lines: string[] = [];
    const places: IndexEntry[] = [];
    for (const record of records) {
      if (record.status !== "done") continue;
      const { task } = record;
      const line = resultLine(record);
      const length = Buffer.byteLength(line);
      lines.push(line);
      places.push({ ...task, offset, length });
      offset += length;
    }
    await this.#lock.assertHeld();
    // The order in which they are written says what a process that is killed in between leaves behind: calls that are
    // kept, then what they used, then what they came to. Whoever goes on finds every call, and counts none twice.
    await this.#files.partial.flush();
    await usage.append(records.map((record) => usageRows(this.#unreported(record))).join(""));
    await failures.append(records.map((record) => this.#failureRow(record)).join(""));
    await results.append(lines.join(""));
    await index.append(places.map(formatIndexEntry).join(""));
    await this.#files.measure();
    for (const { task } of records) this.#files.partial.forget(task);
    await this.#files.tidy();
    if (performance.now() - this.#syncedAt < this.#syncEveryMs) return;
    const synced = this.#sync();
    if (this.#syncEveryMs === 0) await synced;
    // Nobody waits for this one; a disk that refuses is noticed by the next write.
    else synced.catch((error: unknown) => (this.#failure ??= storeError(error, this.folder)));
  }

  #failureRow(record: TaskRecord): string {
    if (record.status !== "failed") return "";
    const { key } = record.task;
    const times = (this.#timesFailed.get(key) ?? 0) + 1;
    this.#timesFailed.set(key, times);
    return failureRow(record, times);
  }

  /** The record with those of its calls whose usage is not recorded yet. */
  #unreported(record: TaskRecord): Pick<TaskRecord, "task" | "calls"> {
    return { task: record.task, calls: this.#reported.without(record) };
  }

  /** Adds rows to the file of substitutes; resolves when they are safe. @throws StoreError */
  async addSubstitutes(rows: readonly object[]): Promise<void> {
    await this.#files.addSubstitutes(rows).catch((error: unknown) => {
      throw storeError(error, this.folder);
    });
  }

  #sync(): Promise<void> {
    const { results } = this.#files;
    this.#syncedAt = performance.now();
    this.#syncing = this.#syncing.then(async () => {
      if (!(await results.isInPlace())) throw folderGone(this.folder);
      await this.#files.sync();
    });
    return this.#syncing;
  }

  /**
   * Waits until everything is written and synced.
   * @throws StoreError when it cannot be, `store_taken_over` when another process writes here by now
   */
  async flush(): Promise<void> {
    try {
      await this.#write();
      await this.#lock.assertHeld();
      await this.#sync();
    } catch (error) {
      throw storeError(error, this.folder);
    }
  }

  /** Writes everything, syncs, and lets others write. */
  async close(): Promise<void> {
    // Each is ended, whatever became of those before it.
    const ends = [
      () => this.flush(),
      () => this.#files.close(() => this.#lock.assertHeld()),
      () => this.#lock.release(),
    ];
    const problems: unknown[] = [];
    for (const end of ends) await end().catch((error: unknown) => problems.push(error));
    if (problems.length > 0) throw storeError(problems[0], this.folder);
  }
}
