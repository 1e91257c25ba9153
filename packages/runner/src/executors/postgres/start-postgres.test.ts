import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client } from "pg";
import { expect, it, onTestFinished, vi } from "vitest";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { serverPlace } from "./server-place.ts";
import { startPostgres } from "./start-postgres.ts";

/** The server's own file once it says that the server is ready: it does so only a moment after the server's log. */
async function readyFile(folder: string): Promise<{ file: string; text: string }> {
  const file = join((await serverPlace(folder)).home, "cluster", "postmaster.pid");
  const text = await vi.waitFor(
    async () => {
      const read = await readFile(file, "utf8");
      expect(read).toMatch(/^ready *$/m);
      return read;
    },
    { timeout: 30_000 },
  );
  return { file, text };
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ one: number }>("SELECT 1 AS one");
  await client.end();
  return rows[0]?.one === 1;
}

it("waits for a server that a killed process was starting, and uses it", async () => {
  const folder = await temporaryFolder();
  const first = await startPostgres(folder);
  onTestFinished(() => first.stop(true));
  const { file, text } = await readyFile(folder);
  await writeFile(file, text.replace(/^ready *$/m, "starting"));
  const second = startPostgres(folder);
  await new Promise((done) => setTimeout(done, 800));
  await writeFile(file, text);
  expect((await second).url).toBe(first.url);
});

it("neither takes another process for its server nor ends it", async () => {
  const folder = await temporaryFolder();
  const file = join((await serverPlace(folder)).home, "cluster", "postmaster.pid");
  const first = await startPostgres(folder);
  const text = await readFile(file, "utf8");
  await first.stop(false);
  // As after a restart of the machine: the number is somebody else's by now.
  const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  onTestFinished(() => void other.kill());
  await writeFile(file, text.replace(/^\d+/, String(other.pid)));
  const second = await startPostgres(folder);
  expect(await answers(second.url)).toBe(true);
  await second.stop(true);
  expect([other.exitCode, other.signalCode]).toEqual([null, null]);
});

it("ends the wait for a server that another process starts as soon as it is told to", async () => {
  const folder = await temporaryFolder();
  const first = await startPostgres(folder);
  onTestFinished(() => first.stop(true));
  const { file, text } = await readyFile(folder);
  await writeFile(file, text.replace(/^ready *$/m, "starting"));
  const stop = new AbortController();
  const second = startPostgres(folder, stop.signal);
  const begun = performance.now();
  setTimeout(() => stop.abort(new Error("enough")), 500);
  await expect(second).rejects.toThrow("enough");
  expect(performance.now() - begun).toBeLessThan(5000);
  await writeFile(file, text);
});
