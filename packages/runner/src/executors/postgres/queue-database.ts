import type { Pool, PoolClient } from "pg";
import type { PgBoss } from "pg-boss";
import { SDialogError } from "@sdialog/core";
import { importPeer } from "@sdialog/llm/backend-kit";

/** A connection to the tables and the queue that workers share. */
export interface QueueDatabase {
  readonly boss: PgBoss;
  readonly pool: Pool;
  /** Name of the schema with the tables of this package. */
  readonly schema: string;
  /** Runs statements that take effect together or not at all; the queue's own can be among them. */
  transaction<Value>(work: (client: PoolClient, db: QueueClient) => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

/** What the queue's functions take to run inside a transaction. */
export interface QueueClient {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

export interface QueueDatabaseOptions {
  readonly url: string;
  readonly schema: string;
  /** Called with errors of idle connections. */
  readonly onError: (error: Error) => void;
}

/** @throws SDialogError `queue_unreachable` when there is no connection; MissingPackageError */
export async function openQueueDatabase(options: QueueDatabaseOptions): Promise<QueueDatabase> {
  const { url, schema, onError } = options;
  const { default: pg } = await importPeer("The PostgreSQL executor", "pg", () => import("pg"));
  const { PgBoss: Boss } = await importPeer("The PostgreSQL executor", "pg-boss", () => import("pg-boss"));
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 10_000,
    application_name: "sdialog",
  });
  let closing = false;
  const report = (error: Error): void => {
    // Connections that are being closed may still be told that the server ends, too.
    if (!closing) onError(error);
  };
  pool.on("error", report);
  // The pool speaks for idle connections only. That a busy one was cut is what its next statement fails with; without
  // a listener it would also end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const boss = new Boss({
    db: { executeSql: (text: string, values?: unknown[]) => pool.query(text, values as never[]) },
    schema: `${schema}_queue`,
    schedule: false,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
  });
  boss.on("error", report);
  try {
    await createTables(pool, schema);
    await boss.start();
  } catch (error) {
    await pool.end();
    throw queueError(error);
  }
  return {
    boss,
    pool,
    schema,
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        const value = await work(client, {
          executeSql: (text, values) => client.query(text, values as never[]),
        });
        await client.query("COMMIT");
        client.release();
        return value;
      } catch (error) {
        // A connection in an unknown state goes away with everything that was not committed.
        client.release(true);
        throw error;
      }
    },
    async close() {
      closing = true;
      await boss.stop({ graceful: false, close: false }).finally(() => pool.end());
    },
  };
}

async function createTables(pool: Pool, schema: string): Promise<void> {
  const client = await pool.connect();
  try {
    // Two workers may arrive together, and CREATE IF NOT EXISTS does not protect against that.
    await client.query("SELECT pg_advisory_lock(hashtext($1))", [schema]);
    await client.query(`
      CREATE SCHEMA IF NOT EXISTS ${schema};
      CREATE TABLE IF NOT EXISTS ${schema}.run (
        id text PRIMARY KEY, manifest json NOT NULL, concurrency int NOT NULL, lease_seconds int NOT NULL,
        closed boolean NOT NULL DEFAULT false, stopped json
      );
      CREATE TABLE IF NOT EXISTS ${schema}.worker (
        id text PRIMARY KEY, run text NOT NULL, host text NOT NULL, pid int NOT NULL, started text
      );
      CREATE TABLE IF NOT EXISTS ${schema}.claim (run text NOT NULL, job uuid PRIMARY KEY, worker text NOT NULL);
      CREATE TABLE IF NOT EXISTS ${schema}.call (
        run text NOT NULL, task text NOT NULL, call text NOT NULL, entry json NOT NULL, made bigserial,
        PRIMARY KEY (run, task, call)
      );
      CREATE TABLE IF NOT EXISTS ${schema}.result (
        run text NOT NULL, job uuid NOT NULL, record json NOT NULL, PRIMARY KEY (run, job)
      );
    `);
  } finally {
    await client.query("SELECT pg_advisory_unlock_all()").catch(() => undefined);
    client.release();
  }
}

/** What is said of a request that failed and is made again, without what the driver's errors may hold of the address. */
export function failedRequest(error: Error): string {
  const { code } = error as { code?: string };
  return `a request to the queue's database failed${code === undefined ? "" : ` (${code})`}, and is made again`;
}

/** What a failure of the database means, without the address and password that the driver's errors may hold. */
export function queueError(error: unknown): unknown {
  if (SDialogError.isInstance(error)) return error;
  const code = (error as { code?: string }).code;
  return new SDialogError(`the queue's database does not answer${code === undefined ? "" : ` (${code})`}`, {
    code: "queue_unreachable",
    hint: "Check postgres.url, PGPASSWORD and that the server is up, then resume the run: nothing is lost.",
  });
}

/** Goes on trying while the database is away, at most `patienceMs`. @throws SDialogError `queue_unreachable` */
export async function patiently<Value>(
  work: () => Promise<Value>,
  signal: AbortSignal,
  patienceMs: number,
): Promise<Value> {
  const givenUpAt = performance.now() + patienceMs;
  for (let delay = 100; ; delay = Math.min(delay * 2, 5000)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || signal.aborted || performance.now() + delay > givenUpAt)
        throw queueError(error);
      await new Promise((done) => setTimeout(done, delay));
    }
  }
}

/**
 * Connection lost, transaction given up for the sake of another (a deadlock), server starting or shutting down: classes 08,
 * 40 and 57P of SQLSTATE, and network errors.
 */
function isPassing(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? "";
  const message = error instanceof Error ? error.message : "";
  return (
    /^(?:08|40|57P)|^E(CONN|PIPE|TIMEDOUT|HOST|NET)/.test(code) ||
    /terminated|timeout|Connection/i.test(message)
  );
}
