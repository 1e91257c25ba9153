import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { contentHash, SDialogError } from "@sdialog/core";
import { failureOf } from "@sdialog/generators/plan";
import type { Manifest } from "../../store/manifest.ts";
import type { TaskRecord } from "../../task/task-record.ts";
import type { Executor, TodoTask, Work } from "../../work/executor.ts";
import {
  type FinishedCalls,
  type JobData,
  jobId,
  queueName,
  releaseDeadWorkers,
  workFor,
} from "./postgres-worker.ts";
import { failedRequest, openQueueDatabase, patiently, type QueueDatabase } from "./queue-database.ts";
import { type OwnPostgres, startPostgres } from "./start-postgres.ts";

/** Most tasks in the queue at once, so that neither memory nor database grows with the run. */
const queueLength = 5000;

/** Makes a request again while the database is away, as long as the recipe says. */
type Patience = <Value>(request: () => Promise<Value>) => Promise<Value>;

/** The name under which workers find a run. */
export function queueRunId({ variants, created }: Manifest): string {
  return contentHash([created, variants.map(({ identity }) => identity)]).slice(0, 24);
}

/**
 * Hands the tasks to workers through a queue in PostgreSQL. Results come back through the database into the run's
 * folder, which stays the one place that says what is done.
 */
export const postgresExecutor: Executor = {
  name: "postgres",
  async execute(work) {
    const { store, plan, notice } = work;
    const { url, schema, workers, leaseSeconds, patienceSeconds } = plan.recipe.postgres;
    let own: OwnPostgres | undefined;
    let database: QueueDatabase | undefined;
    const children: ChildProcess[] = [];
    const done = new AbortController();
    const signal = AbortSignal.any([work.signal, done.signal]);
    const patience = { signal, patienceMs: patienceSeconds * 1000, own: url === undefined };
    const patient: Patience = (request) => patiently(request, patience);
    let collecting: Promise<void> | undefined;
    let inside: Promise<void> | undefined;
    let finished = false;
    try {
      own = url === undefined ? await startPostgres(store.folder, work.signal) : undefined;
      const address = url ?? (own as OwnPostgres).url;
      const kept = own?.keepUp(() => notice("the run's own database had ended, and was started again"));
      kept?.catch(() => undefined);
      const onError = (error: Error): void => notice(failedRequest(error));
      const open = await openQueueDatabase({ url: address, schema, own: own !== undefined, onError });
      database = open;
      const run = queueRunId(store.manifest);
      await patient(() => announce(open, run, work, leaseSeconds));
      if (url !== undefined) notice(`workers join with the run's name: ${run}`);
      await patient(() => releaseDeadWorkers(open, run));
      const order = {
        run,
        concurrency: work.concurrency,
        leaseSeconds,
        signal,
      };
      inside = workers === 0 ? Promise.resolve() : workFor(open, plan, order);
      for (let number = 1; number < workers; number++) children.push(startWorker(address, schema, run));
      collecting = collect(open, run, { ...work, signal }, patient);
      // A worker that stops early stops the run; one that ends normally has nothing to report.
      const collected = collecting;
      await Promise.race([collected, inside.then(() => collected), ...(kept === undefined ? [] : [kept])]);
      finished = !work.signal.aborted;
      await patient(() => close(open, run, !finished));
      done.abort();
      await inside.catch(() => undefined);
      await Promise.all(children.map(ended));
    } catch (error) {
      // Whoever stopped the run is told that it was stopped, and nothing of an error.
      if (work.signal.aborted && error !== work.signal.reason) {
        const { message, hint } = failureOf(error);
        notice(hint === undefined ? message : `${message}. ${hint}`);
      }
      throw error;
    } finally {
      done.abort();
      for (const child of children) child.kill();
      // What they have finished is given to the database while there is one.
      await Promise.allSettled([collecting, inside, ...children.map(ended)]);
      await database?.close().catch(() => undefined);
      // By now everything is in the run's folder, or what is not lies in the database still.
      await own
        ?.stop(finished)
        .catch((error: unknown) => notice(`the run's database is left behind: ${failureOf(error).message}`));
    }
  },
};

async function announce(
  { boss, pool, schema }: QueueDatabase,
  run: string,
  work: Work,
  leaseSeconds: number,
): Promise<void> {
  // The queue of an open run is there: a worker that finds none takes that for the run's end, or else for its failure.
  await boss.createQueue(queueName(run), {
    heartbeatSeconds: leaseSeconds,
    expireInSeconds: 23 * 3600,
    retryLimit: 1_000_000,
    retryDelay: 0,
  });
  await pool.query(
    `INSERT INTO ${schema}.run VALUES ($1, $2, $3, $4, false, NULL)
     ON CONFLICT (id) DO UPDATE SET manifest = $2, concurrency = $3, lease_seconds = $4, closed = false, stopped = NULL`,
    [run, JSON.stringify(work.store.manifest), work.concurrency, leaseSeconds],
  );
}

/** Keeps the queue filled and moves results into the store, until every task has come back. */
async function collect(database: QueueDatabase, run: string, work: Work, patient: Patience): Promise<void> {
  const { signal } = work;
  // What came back after the process that had asked for it was gone needs no second try, whatever came of it.
  const early = new Set<string>();
  // Jobs that are over keep others of their task out, should what came of it be lost. What they came to is collected next.
  await patient(() => database.boss.deleteStoredJobs(queueName(run)));
  const earlier = { ...work, record: recordNews(work, early) };
  while (!signal.aborted && (await drain(database, run, earlier, new Map(), patient)) > 0);
  const outstanding = new Map<string, TodoTask>();
  const todo = without(work.todo(), early);
  for (let more = true; !signal.aborted;) {
    if (more && outstanding.size < queueLength / 2)
      more = await fill(database, run, work, todo, outstanding, patient);
    const moved = await drain(database, run, work, outstanding, patient);
    if (!more && outstanding.size === 0) return;
    if (moved === 0) {
      await throwIfStopped(database, run);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Notes which tries bring calls that are not known yet: others were recorded before, and only not taken away. */
function recordNews(work: Work, tries: Set<string>): Work["record"] {
  return (record) => {
    const known = new Set(work.store.journal(record.task).reported.map(({ call }) => call));
    if (record.calls.some(({ call }) => !known.has(call)))
      tries.add(tryOf({ key: record.task.key, substitute: record.substitute }));
    return work.record({ ...record, isCopy: true });
  };
}

function tryOf({ key, substitute }: Pick<TodoTask, "key" | "substitute">): string {
  return `${key} ${substitute ?? ""}`;
}

function* without(tasks: Iterable<TodoTask>, tries: ReadonlySet<string>): Generator<TodoTask, undefined> {
  for (const task of tasks) if (!tries.has(tryOf(task))) yield task;
  return undefined;
}

/** A task gives the same job however often it is queued, except when it is tried again after it failed. */
function jobOf({ store }: Work, task: TodoTask): string {
  return store.states.get(task.variant, task.index) === "failed" ? randomUUID() : jobId(task);
}

async function fill(
  { boss }: QueueDatabase,
  run: string,
  work: Work,
  todo: Iterator<TodoTask>,
  outstanding: Map<string, TodoTask>,
  patient: Patience,
): Promise<boolean> {
  while (outstanding.size < queueLength) {
    const jobs: { id: string; data: JobData }[] = [];
    for (let next = todo.next(); ; next = todo.next()) {
      if (next.done !== true) {
        const task = next.value;
        const { reported, unreported: further } = work.store.journal(task);
        jobs.push({
          id: jobOf(work, task),
          data: { task, calls: JSON.stringify({ reported, further } satisfies FinishedCalls) },
        });
      }
      if (next.done === true || jobs.length === 500) {
        for (const { id, data } of jobs) outstanding.set(id, data.task);
        if (jobs.length > 0) await patient(() => boss.insert(queueName(run), jobs));
        if (next.done === true) return false;
        break;
      }
    }
  }
  return true;
}

/**
 * Moves the results that have arrived into the store; they leave the database only once they are safe there. Each is
 * recorded once, however often the database is asked to let it go: a failure that is recorded again counts again.
 */
async function drain(
  { pool, schema }: QueueDatabase,
  run: string,
  work: Work,
  outstanding: Map<string, TodoTask>,
  patient: Patience,
): Promise<number> {
  const { rows } = await patient(() =>
    pool.query<{ job: string; record: TaskRecord }>(
      `SELECT job, record FROM ${schema}.result WHERE run = $1 LIMIT 500`,
      [run],
    ),
  );
  if (rows.length === 0) return 0;
  await Promise.all(rows.map(({ record }) => work.record(record)));
  await work.store.flush();
  const jobs = rows.map(({ job }) => job);
  await patient(() =>
    pool.query(`DELETE FROM ${schema}.result WHERE run = $1 AND job = ANY($2::uuid[])`, [run, jobs]),
  );
  for (const job of jobs) outstanding.delete(job);
  return rows.length;
}

async function throwIfStopped({ pool, schema }: QueueDatabase, run: string): Promise<void> {
  const { rows } = await pool
    .query<{ stopped: { code: string; message: string; hint?: string } | null }>(
      `SELECT stopped FROM ${schema}.run WHERE id = $1`,
      [run],
    )
    .catch(() => ({ rows: [] }));
  const stopped = rows[0]?.stopped;
  if (stopped) throw new SDialogError(stopped.message, { code: stopped.code, hint: stopped.hint });
}

/** Dismisses the workers; a finished run leaves nothing in the database. */
async function close(database: QueueDatabase, run: string, interrupted: boolean): Promise<void> {
  const { boss, pool, schema } = database;
  await pool.query(`UPDATE ${schema}.run SET closed = true WHERE id = $1`, [run]);
  if (interrupted) return;
  for (const table of ["call", "claim", "result"])
    await pool.query(`DELETE FROM ${schema}.${table} WHERE run = $1`, [run]);
  await boss.deleteQueue(queueName(run));
}

function startWorker(url: string, schema: string, run: string): ChildProcess {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "mjs";
  return fork(fileURLToPath(new URL(`./worker-process.${extension}`, import.meta.url)), [run, schema], {
    env: { ...process.env, SDIALOG_QUEUE_URL: url },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}
