import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { Journal, type JournalEntry } from "@sdialog/generators/plan";
import { contentId, SDialogError } from "@sdialog/core";
import type { ChatModel } from "@sdialog/llm";
import { callTracker } from "../../tracking/service-trackers.ts";
import { refuseUntrusted, type Trust } from "../../work/run-reach.ts";
import { PlannedRun } from "../../work/planned-run.ts";
import type { Manifest } from "../../store/manifest.ts";
import { processStart } from "../../store/process-start.ts";
import { recordTask } from "../../work/record-task.ts";
import type { TaskRecord } from "../../task/task-record.ts";
import type { TodoTask } from "../../work/executor.ts";
import { Batcher } from "./batcher.ts";
import {
  failedRequest,
  openQueueDatabase,
  patiently,
  pause,
  type QueueDatabase,
  queueError,
} from "./queue-database.ts";

/** Which database and run a worker takes tasks from, and how many at the same time. */
export interface PostgresWorkerOptions {
  /** Database; a password may come from PGPASSWORD instead. */
  readonly url: string;
  readonly schema?: string | undefined;
  /** Which run to work for, as the run's start says. */
  readonly run: string;
  /** Tasks at the same time. Default: as the recipe says. */
  readonly concurrency?: number | undefined;
  /** Makes the worker leave: tasks under way are given back with what they have finished. */
  readonly signal?: AbortSignal | undefined;
  readonly models?: Readonly<Record<string, ChatModel>> | undefined;
  /** Folder that the recipe's relative paths start from here. Default: the same as where the run was started. */
  readonly base?: string | undefined;
  readonly onNotice?: ((message: string) => void) | undefined;
  /** Whether what the database says of the run is carried out whatever it reaches for; see `RunOptions`. Default: no. */
  readonly trust?: Trust | undefined;
}

const postgresWorkerOptionNames: OptionNames<PostgresWorkerOptions> = {
  url: true,
  schema: true,
  run: true,
  concurrency: true,
  signal: true,
  models: true,
  base: true,
  onNotice: true,
  trust: true,
};

interface RunRow {
  readonly manifest: Manifest;
  readonly concurrency: number;
  readonly lease_seconds: number;
}

/** The queue of a run. */
export function queueName(run: string): string {
  return `run-${run}`;
}

/** The job for a task; the same task always gives the same one, so that it cannot be queued twice. */
export function jobId({ key }: Pick<TodoTask, "key">): string {
  return contentId([key]);
}

/**
 * Works for a run until it is finished. Workers may join and leave, or be killed, at any time and on any machine
 * that reaches the database: another continues what one leaves unfinished, from its last model call.
 *
 * @throws SDialogError `queue_unreachable` when the database cannot be reached for too long, `queue_refused` when it does
 *   not do what it is asked; errors with which no task can succeed
 */
export async function runPostgresWorker(options: PostgresWorkerOptions): Promise<void> {
  checkOptions("runPostgresWorker", options, postgresWorkerOptionNames);
  const notice = options.onNotice ?? (() => undefined);
  const database = await openQueueDatabase({
    url: options.url,
    schema: options.schema ?? "sdialog",
    onError: (error) => notice(failedRequest(error)),
  });
  try {
    const { rows } = await database.pool
      .query<RunRow>(
        `SELECT manifest, concurrency, lease_seconds FROM ${database.schema}.run WHERE id = $1`,
        [options.run],
      )
      .catch((error: unknown) => {
        throw queueError(error);
      });
    const [row] = rows;
    if (row === undefined) {
      throw new SDialogError(`the database holds no run "${options.run}"`, {
        code: "queue_no_run",
        hint: "Start the run first: it prints the name to pass here.",
      });
    }
    const { base = row.manifest.base, models } = options;
    await refuseUntrusted(`run ${options.run}`, asWorker({ ...row.manifest, base }), options.trust);
    const tracker = await callTracker(row.manifest);
    const middleware = tracker === undefined ? [] : [tracker.middleware];
    const plan = await PlannedRun.of({ ...row.manifest, base }, { models, middleware });
    try {
      await workFor(database, plan, {
        run: options.run,
        concurrency: options.concurrency ?? row.concurrency,
        leaseSeconds: row.lease_seconds,
        signal: options.signal ?? new AbortController().signal,
      });
    } finally {
      await plan.close();
      // A collector that does not answer costs its traces, and nothing else.
      await tracker?.finish().catch(() => undefined);
    }
  } finally {
    await database.close();
  }
}

/** What the run makes of a worker: not that it takes part in the queue, which it was told to. */
function asWorker(manifest: Manifest): Manifest {
  const variants = manifest.variants.map((variant) => ({
    ...variant,
    recipe: { ...variant.recipe, executor: "local" },
  }));
  return { ...manifest, variants };
}

export interface WorkOrder {
  readonly run: string;
  readonly concurrency: number;
  readonly leaseSeconds: number;
  readonly signal: AbortSignal;
}

interface Claimed {
  readonly job: string;
  readonly task: TodoTask;
  readonly calls: readonly JournalEntry[];
  readonly known: readonly JournalEntry[];
}

/** What a job carries. */
export interface JobData {
  readonly task: TodoTask;
  /** {@link FinishedCalls} as text, which a database keeps letter by letter. */
  readonly calls: string;
}

/** The calls a task had finished before it came into the queue. */
export interface FinishedCalls {
  /** Those whose usage is recorded already. */
  readonly reported: readonly JournalEntry[];
  readonly further: readonly JournalEntry[];
}

/** The worker's loop: claim as many tasks as there is room for, do them, hand in result and job together. */
export async function workFor(database: QueueDatabase, plan: PlannedRun, order: WorkOrder): Promise<void> {
  const { run, concurrency, leaseSeconds } = order;
  const { boss } = database;
  const { url, patienceSeconds } = plan.recipe.postgres;
  const patience = { patienceMs: patienceSeconds * 1000, own: url === undefined };
  const leave = new AbortController();
  const signal = AbortSignal.any([order.signal, leave.signal]);
  const worker = randomUUID();
  await patiently(() => register(database, run, worker), { ...patience, signal });
  const held = new Set<string>();
  const calls = new Batcher<{ task: string; entry: JournalEntry }>((batch) =>
    patiently(() => writeCalls(database, run, batch), { ...patience, signal }),
  );
  const settled = new Batcher<{ job: string; record: TaskRecord }>((batch) =>
    patiently(() => settle(database, run, batch), { ...patience, signal: order.signal }),
  );
  const running = new Set<Promise<void>>();
  let failure: unknown;
  /** Lets no task go on; what comes of an end that was asked for is no failure. */
  function fail(error: unknown): void {
    if (!signal.aborted) failure ??= error;
    leave.abort();
  }

  const heartbeat = setInterval(
    () => {
      if (held.size > 0) boss.touch(queueName(run), [...held]).catch(() => undefined);
    },
    (leaseSeconds * 1000) / 3,
  );
  const watch = setInterval(() => {
    isOver(database, run)
      .then((over) => {
        if (over) leave.abort();
      })
      .catch(() => undefined);
  }, 500);

  /** As many as there is room for; the queue of a run that has come to its end meanwhile is gone, and that is not an error. */
  async function claimMore(): Promise<Claimed[]> {
    const room = concurrency - running.size;
    if (room === 0) return [];
    try {
      return await patiently(() => claim(database, run, worker, room), { ...patience, signal });
    } catch (error) {
      if (!(await isOver(database, run).catch(() => false))) throw error;
      leave.abort();
      return [];
    }
  }

  async function carryOut({ job, task, calls: finished, known }: Claimed): Promise<void> {
    const journal = new Journal(known, finished, async (entry) => {
      try {
        await calls.add({ task: task.key, entry });
      } catch (error) {
        // First of all, so that a task whose next call is refused for it is not taken for one that failed.
        fail(error);
        throw error;
      }
    });
    const { tried, substitute, key, variant, index } = task;
    await plan.openModels([variant]);
    const setting = plan.setting(variant);
    const record = await recordTask(setting, { key, variant, index }, journal, signal, { tried, substitute });
    await settled.add({ job, record });
  }

  try {
    while (!signal.aborted) {
      const claimed = await claimMore();
      for (const one of claimed) {
        held.add(one.job);
        const work = carryOut(one)
          .catch(fail)
          .finally(() => {
            held.delete(one.job);
            running.delete(work);
          });
        running.add(work);
      }
      // With no room, wait for some; with nothing to do, look again soon.
      await Promise.race([...running, pause(claimed.length === 0 ? 50 : 0, signal)]);
      if (running.size >= concurrency) await Promise.race(running);
    }
  } catch (error) {
    fail(error);
  } finally {
    await Promise.all(running);
    clearInterval(heartbeat);
    clearInterval(watch);
    await calls.idle().catch(() => undefined);
    await giveBack(database, run, worker).catch(() => undefined);
  }
  if (failure !== undefined) {
    // A database that is away hears nothing of it.
    await stopRun(database, run, failure).catch(() => undefined);
    throw failure;
  }
}

/** Whether the run takes no more results. */
async function isOver({ pool, schema }: QueueDatabase, run: string): Promise<boolean> {
  const { rows } = await pool.query<{ closed: boolean }>(`SELECT closed FROM ${schema}.run WHERE id = $1`, [
    run,
  ]);
  return rows[0]?.closed !== false;
}

async function register({ pool, schema }: QueueDatabase, run: string, worker: string): Promise<void> {
  await pool.query(`INSERT INTO ${schema}.worker VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`, [
    worker,
    run,
    hostname(),
    process.pid,
    processStart(process.pid) ?? null,
  ]);
}

async function claim(
  { boss, schema, transaction }: QueueDatabase,
  run: string,
  worker: string,
  room: number,
): Promise<Claimed[]> {
  return transaction(async (client, db) => {
    const jobs = await boss.fetch<JobData>(queueName(run), { batchSize: room, db });
    if (jobs.length === 0) return [];
    await client.query(
      `INSERT INTO ${schema}.claim SELECT $1, unnest($2::uuid[]), $3 ON CONFLICT (job) DO UPDATE SET worker = $3`,
      [run, jobs.map(({ id }) => id), worker],
    );
    const { rows } = await client.query<{ task: string; entry: JournalEntry }>(
      `SELECT task, entry FROM ${schema}.call WHERE run = $1 AND task = ANY($2::text[]) ORDER BY made`,
      [run, jobs.map(({ data }) => data.task.key)],
    );
    return jobs.map(({ id, data: { task, calls } }) => {
      const { reported, further } = JSON.parse(calls) as FinishedCalls;
      const since = rows.filter((row) => row.task === task.key).map(({ entry }) => entry);
      return { job: id, task, known: reported, calls: [...further, ...since] };
    });
  });
}

async function writeCalls(
  { pool, schema }: QueueDatabase,
  run: string,
  batch: readonly { task: string; entry: JournalEntry }[],
): Promise<void> {
  await pool.query(
    `INSERT INTO ${schema}.call (run, task, call, entry)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::json[]) ON CONFLICT DO NOTHING`,
    [
      run,
      batch.map(({ task }) => task),
      batch.map(({ entry }) => entry.call),
      batch.map(({ entry }) => JSON.stringify(entry)),
    ],
  );
}

/** The result and the completion of its job, in one transaction. */
async function settle(
  { boss, schema, transaction }: QueueDatabase,
  run: string,
  batch: readonly { job: string; record: TaskRecord }[],
): Promise<void> {
  const jobs = batch.map(({ job }) => job);
  await transaction(async (client, db) => {
    await client.query(
      `INSERT INTO ${schema}.result SELECT $1, * FROM unnest($2::uuid[], $3::json[]) ON CONFLICT DO NOTHING`,
      [run, jobs, batch.map(({ record }) => JSON.stringify(record))],
    );
    await client.query(`DELETE FROM ${schema}.call WHERE run = $1 AND task = ANY($2::text[])`, [
      run,
      batch.map(({ record }) => record.task.key),
    ]);
    await client.query(`DELETE FROM ${schema}.claim WHERE job = ANY($1::uuid[])`, [jobs]);
    await boss.complete(queueName(run), jobs, null, { db, includeQueued: true });
  });
}

/** Returns what this worker holds to the queue, at once instead of when its lease ends. */
async function giveBack(
  { boss, schema, transaction }: QueueDatabase,
  run: string,
  worker: string,
): Promise<void> {
  await transaction(async (client, db) => {
    const { rows } = await client.query<{ job: string }>(
      `DELETE FROM ${schema}.claim WHERE worker = $1 RETURNING job`,
      [worker],
    );
    if (rows.length > 0)
      await boss.fail(
        queueName(run),
        rows.map(({ job }) => job),
        null,
        { db },
      );
    await client.query(`DELETE FROM ${schema}.worker WHERE id = $1`, [worker]);
  });
}

/** Returns to the queue what workers held that died on this machine. */
export async function releaseDeadWorkers(database: QueueDatabase, run: string): Promise<void> {
  const { rows } = await database.pool.query<{ id: string; pid: number; started: string | null }>(
    `SELECT id, pid, started FROM ${database.schema}.worker WHERE run = $1 AND host = $2`,
    [run, hostname()],
  );
  for (const { id, pid, started } of rows) {
    const now = processStart(pid);
    if (now === undefined || (started !== null && now !== started)) await giveBack(database, run, id);
  }
}

/** Tells all workers that the run cannot go on. */
async function stopRun({ pool, schema }: QueueDatabase, run: string, failure: unknown): Promise<void> {
  const error = SDialogError.isInstance(failure)
    ? { code: failure.code, message: failure.message, hint: failure.hint }
    : { code: "internal_error", message: String(failure) };
  await pool.query(`UPDATE ${schema}.run SET closed = true, stopped = $2 WHERE id = $1`, [
    run,
    JSON.stringify(error),
  ]);
}
