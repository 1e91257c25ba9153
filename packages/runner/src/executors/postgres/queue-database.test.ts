import type { SDialogError } from "@sdialog/core";
import { Client } from "pg";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { openQueueDatabase, queueError } from "./queue-database.ts";
import { startPostgres } from "./start-postgres.ts";

it("fails a transaction whose connection is cut between two statements, and the process goes on", async () => {
  const server = await startPostgres(await temporaryFolder());
  onTestFinished(() => server.stop(true));
  const database = await openQueueDatabase({ url: server.url, schema: "sdialog", onError: () => undefined });
  onTestFinished(() => database.close());
  const other = new Client({ connectionString: server.url });
  await other.connect();
  onTestFinished(() => other.end());

  const cut = database.transaction(async (client) => {
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const gone = new Promise((done) => client.once("end", done));
    await other.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
    await gone;
    await client.query("SELECT 1");
  });
  await expect(cut).rejects.toThrow(/not queryable|terminated/);
  expect(await database.transaction((client) => client.query("SELECT 2 AS two"))).toMatchObject({
    rows: [{ two: 2 }],
  });
});

function serverError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code, severity: "ERROR" });
}

it.each([
  [
    Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:5432"), { code: "ECONNREFUSED" }),
    "(ECONNREFUSED)",
  ],
  [Object.assign(new Error("getaddrinfo ENOTFOUND db.secret"), { code: "ENOTFOUND" }), "(ENOTFOUND)"],
  [serverError("57P03", "the database system is starting up"), "(57P03)"],
  [serverError("53300", "sorry, too many clients already"), "(53300)"],
  [new Error("Connection terminated unexpectedly"), ""],
])("takes for a database that does not answer: %s", (error, said) => {
  for (const own of [true, false]) {
    const found = queueError(error, own) as SDialogError;
    expect(found).toMatchObject({ code: "queue_unreachable" });
    expect(found.message).toBe(
      `the ${own ? "run's own" : "queue's"} database does not answer ${said}`.trim(),
    );
    expect(found.hint?.includes("postgres.url")).toBe(!own);
  }
});

it.each([
  [
    serverError("42501", "permission denied for schema sdialog"),
    "permission denied for schema sdialog (42501)",
  ],
  [serverError("28P01", `password authentication failed for user "me"`), `for user "me" (28P01)`],
  [serverError("28000", `pg_hba.conf rejects connection for host "10.0.0.1", user "me"`), "this host"],
  [serverError("P0001", "connection of two things"), "(P0001)"],
  [
    new Error("SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string"),
    "password must be a string",
  ],
  [Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL" }), "ERR_INVALID_URL"],
])("tells in its own words what a database refuses: %s", (error, said) => {
  for (const own of [true, false]) {
    const found = queueError(error, own) as SDialogError;
    expect(found).toMatchObject({ code: "queue_refused" });
    expect(found.message).toContain(said);
    expect(found.message).not.toMatch(/10\.0\.0\.1|does not answer/);
    expect(found.hint?.includes("postgres.url")).toBe(!own);
  }
});

it("leaves an error alone that is not the database's", () => {
  const error = new TypeError("x is not a function");
  expect(queueError(error)).toBe(error);
});
