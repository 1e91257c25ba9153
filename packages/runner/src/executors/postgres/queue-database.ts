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
  /** Whether it is the run's own server. Default: no. */
  readonly own?: boolean | undefined;
  /** Called with errors of idle connections. */
  readonly onError: (error: Error) => void;
}

/**
 * @throws SDialogError `queue_unreachable` when there is no connection, `queue_refused` when the database does not do what
 *   it is asked; MissingPackageError
 */
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
    throw queueError(error, options.own);
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

const unreachable = {
  own: {
    what: "the run's own database",
    hint: "Resume the run: it starts its database again, with all that was written there, and at most the calls that were under way are made again.",
  },
  others: {
    what: "the queue's database",
    hint: "Check postgres.url, PGPASSWORD and that the server is up, then resume the run: with what the database holds, at most the calls that were under way are made again. If its data are lost, unfinished tasks begin anew.",
  },
} as const;

/**
 * What a failure of the database means, without the address and password that the driver's errors may hold. An error that
 * is neither a connection's nor a database's is left as it is.
 *
 * @param own whether it is the run's own server
 */
export function queueError(error: unknown, own = false): unknown {
  if (SDialogError.isInstance(error)) return error;
  const { what, hint } = unreachable[own ? "own" : "others"];
  const { code } = error as { code?: string };
  if (isPassing(error)) {
    const reason = code === undefined ? "" : ` (${code})`;
    return new SDialogError(`${what} does not answer${reason}`, { code: "queue_unreachable", hint });
  }
  const said = refusalOf(error);
  if (said === undefined) return error;
  return new SDialogError(`${what} refused a request: ${said}`, {
    code: "queue_refused",
    hint: own
      ? "Mend what the database says, then resume the run: it goes on from what was written there."
      : "Mend what the database says (the address is in postgres.url, the password in PGPASSWORD), then resume the run: it goes on from what was written there.",
  });
}

/** What the database or its driver says against a request; nothing for errors that do not come from there. */
function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: string };
  // The server's own words name an address only where a host is not let in.
  if (isServers(error)) return `${error.message.replaceAll(/\bhost "[^"]*"/g, "this host")} (${code})`;
  // The driver's own errors: those with a code, of certificates and addresses, may name the address.
  if (code !== undefined) return code;
  return error.constructor === Error ? error.message : undefined;
}

/**
 * Goes on trying while the database is away, at most `patienceMs`; once the signal is aborted, no more.
 *
 * @throws SDialogError `queue_unreachable`, `queue_refused`
 */
export async function patiently<Value>(
  work: () => Promise<Value>,
  { signal, patienceMs, own }: Patience,
): Promise<Value> {
  const givenUpAt = performance.now() + patienceMs;
  for (let delay = 100; ; delay = Math.min(delay * 2, 5000)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error) || signal.aborted || performance.now() + delay > givenUpAt)
        throw queueError(error, own);
      await pause(delay, signal);
    }
  }
}

/** How long a database that is away is waited for. */
export interface Patience {
  readonly signal: AbortSignal;
  readonly patienceMs: number;
  /** Whether it is the run's own server. */
  readonly own: boolean;
}

/** Waits; at most until the signal is aborted. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(finish, milliseconds);
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      done();
    }
    if (signal.aborted) finish();
    else signal.addEventListener("abort", finish, { once: true });
  });
}

/**
 * Connection lost, transaction given up for the sake of another (a deadlock), server starting, shutting down or full: classes
 * 08, 40 and 57P of SQLSTATE, and 53300; and network errors.
 */
function isPassing(error: unknown): boolean {
  const { code = "" } = error as { code?: string };
  if (isServers(error)) return /^(?:08|40|57P|53300)/.test(code);
  const message = error instanceof Error ? error.message : "";
  return (
    /^E(CONN|PIPE|TIMEDOUT|HOST|NET|AI_AGAIN|NOTFOUND)/.test(code) ||
    /terminated|timeout|connection/i.test(message)
  );
}

/** Whether the server has said it: its errors come with an SQLSTATE. */
function isServers(error: unknown): boolean {
  return error instanceof Error && "severity" in error;
}
