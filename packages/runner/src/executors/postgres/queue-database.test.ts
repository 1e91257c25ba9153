import { Client } from "pg";
import { expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { openQueueDatabase } from "./queue-database.ts";
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
