import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished, vi } from "vitest";
import { ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { retryFailed } from "../../run/retry-failed.ts";
import { resumeRun } from "../../run/resume-run.ts";
import { runRecipe } from "../../run/run-recipe.ts";
import type { RunListener } from "../../runs/run-event.ts";
import { readStates, runStatus } from "../../runs/run-status.ts";
import { readFailures } from "../../store/read-failures.ts";
import { queueRunId } from "./postgres-executor.ts";
import { queueName, runPostgresWorker } from "./postgres-worker.ts";
import { openQueueDatabase } from "./queue-database.ts";
import { type OwnPostgres, startPostgres } from "./start-postgres.ts";
import { dialogContents } from "../../testing/dialog-contents.ts";
import { echoModel } from "../../testing/echo-model.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";

const recipe = {
  kind: "dialogues",
  count: 30,
  seed: 3,
  model: "echo:1",
  maxTurns: 4,
  concurrency: 6,
  personas: [{ name: "Alice" }, { name: "Bob", role: ["customer", "tourist"] }],
};

function callOf(line: string): unknown {
  const { task, call } = JSON.parse(line) as { readonly task: string; readonly call: string };
  return [task, call];
}

describe("postgresExecutor", () => {
  it("makes the dialogues the local executor makes, with a database of its own", async () => {
    const folder = await temporaryFolder();
    const models = { "echo:1": echoModel() };
    const [here, there] = [join(folder, "here"), join(folder, "there")];
    await runRecipe(recipe, { out: here, models });
    const summary = await runRecipe({ ...recipe, executor: "postgres" }, { out: there, models });
    expect(summary).toMatchObject({ done: 30, failed: 0, pending: 0, end: "complete" });
    expect(await dialogContents(there)).toEqual(await dialogContents(here));
    expect((await readFile(join(there, "usage.jsonl"), "utf8")).trim().split("\n")).toHaveLength(120);
  });

  it("makes results anew that are lost after an interruption, and counts their calls again", async () => {
    const out = await temporaryFolder();
    const stop = new AbortController();
    const postgres = { ...recipe, count: 12, executor: "postgres" };
    const onEvent: RunListener = ({ type }) => void (type === "task" && stop.abort());
    const models = { "echo:1": echoModel(5) };
    const cut = await runRecipe(postgres, { out, models, signal: stop.signal, onEvent });
    expect(cut).toMatchObject({
      end: "cancelled",
      done: expect.toSatisfy((done: number) => done > 0) as number,
    });
    await writeFile(join(out, "dialogues.jsonl"), "");
    expect(await resumeRun(out, { models, trust: true })).toMatchObject({ end: "complete", done: 12 });
    const used = (await readFile(join(out, "usage.jsonl"), "utf8")).trim().split("\n");
    expect(used).toHaveLength((12 + cut.done) * 4);
  });

  it("goes on after an interruption from the last model calls", async () => {
    const out = await temporaryFolder();
    const stop = new AbortController();
    const first = echoModel(20);
    const cutting = {
      ...first,
      generate: (request: Parameters<typeof first.generate>[0]) => {
        if (first.calls() > 40) stop.abort();
        return first.generate(request);
      },
    };
    const postgres = { ...recipe, executor: "postgres" };
    const cut = await runRecipe(postgres, { out, models: { "echo:1": cutting }, signal: stop.signal });
    expect(cut.end).toBe("cancelled");
    expect((await runStatus(out)).pending).toBeGreaterThan(0);
    const second = echoModel();
    // Unless it runs as root, the database of a run is in its folder, and only a trusted folder's is started.
    expect(await resumeRun(out, { models: { "echo:1": second }, trust: true })).toMatchObject({
      done: 30,
      end: "complete",
    });
    // Only calls that were under way when it was cut are made twice.
    expect(first.calls() + second.calls()).toBeLessThanOrEqual(120 + 2 * recipe.concurrency);
    expect(new Set(await dialogContents(out)).size).toBe(30);
  });

  describe("with a server that others reach too", () => {
    let folder: string;
    let own: OwnPostgres;
    let url: string;
    // One for all of them: what a run leaves in it is no business of the next one. The last test takes it away.
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "sdialog-runner-"));
      own = await startPostgres(folder);
      const address = new URL(own.url);
      vi.stubEnv("PGPASSWORD", address.password);
      address.password = "";
      url = address.href;
    });
    afterAll(async () => {
      vi.unstubAllEnvs();
      await own?.stop(true);
      await rm(folder, { recursive: true, force: true });
    });

    it("tries failed tasks again", async () => {
      const out = await temporaryFolder();
      let broken = true;
      const model = scriptedModel(
        () => {
          if (broken) throw new ModelError("not today", { kind: "invalid_request", model: "echo:1" });
          return "Fine now.";
        },
        { id: "echo:1" },
      );
      const models = { "echo:1": model };
      const failing = { ...recipe, count: 6, executor: "postgres", postgres: { url } };
      expect(await runRecipe(failing, { out, models })).toMatchObject({ done: 0, failed: 6 });
      expect(await retryFailed(out, { models })).toMatchObject({ done: 0, failed: 6 });
      broken = false;
      expect(await retryFailed(out, { models })).toMatchObject({ done: 6, failed: 0 });
    });

    it("lets workers join and leave", async () => {
      const out = await temporaryFolder();
      const leave = new AbortController();
      const models = [echoModel(15), echoModel(15)];
      const working: Promise<void>[] = [];
      const summary = await runRecipe(
        { ...recipe, executor: "postgres", postgres: { url, workers: 0 } },
        {
          out,
          onEvent: (event) => {
            const run = event.type === "notice" && /run's name: (\w+)/.exec(event.message)?.[1];
            for (const [number, model] of run ? models.entries() : []) {
              const signal = number === 0 ? leave.signal : undefined;
              working.push(runPostgresWorker({ url, run: run || "", signal, models: { "echo:1": model } }));
            }
            if (event.type === "task" && event.progress.done === 5) leave.abort();
          },
        },
      );
      await Promise.all(working);
      expect(summary).toMatchObject({ done: 30, failed: 0, pending: 0 });
      expect(models.every((model) => model.calls() > 0)).toBe(true);
      expect(new Set(await dialogContents(out)).size).toBe(30);
      expect((await readFile(join(out, "usage.jsonl"), "utf8")).trim().split("\n")).toHaveLength(120);
    });

    // The shortest lease that a recipe can have is waited for.
    it.runIf(inject("sweeping"))(
      "gives the tasks of a worker that is heard of no more to others",
      async () => {
        const out = await temporaryFolder();
        const lost: string[] = [];
        let working: Promise<void> | undefined;
        const summary = await runRecipe(
          { ...recipe, executor: "postgres", postgres: { url, workers: 0, leaseSeconds: 10 } },
          {
            out,
            onEvent: (event) => {
              const run = event.type === "notice" && /run's name: (\w+)/.exec(event.message)?.[1];
              if (!run) return;
              working = (async () => {
                const database = await openQueueDatabase({
                  url,
                  schema: "sdialog",
                  onError: () => undefined,
                });
                // It takes tasks, and its machine goes down.
                while (lost.length < 5) {
                  const jobs = await database.boss.fetch(queueName(run), { batchSize: 5 });
                  lost.push(...jobs.map(({ id }) => id));
                }
                await database.close();
                await runPostgresWorker({ url, run, models: { "echo:1": echoModel() } });
              })();
            },
          },
        );
        await working;
        expect(lost.length).toBeGreaterThanOrEqual(5);
        expect(summary).toMatchObject({ done: 30, failed: 0, pending: 0 });
        expect(summary.elapsedMs).toBeGreaterThan(9000);
      },
    );

    it("gives no second try to what a worker finished after the run was killed", async () => {
      const out = await temporaryFolder();
      let broken = true;
      const model = scriptedModel(
        () => {
          if (broken) throw new ModelError("not today", { kind: "invalid_request", model: "echo:1" });
          return "Fine now.";
        },
        { id: "echo:1" },
      );
      const models = { "echo:1": model };
      const failing = { ...recipe, count: 2, executor: "postgres", postgres: { url } };
      expect(await runRecipe(failing, { out, models })).toMatchObject({ failed: 2 });
      // More than are taken at once whose calls are recorded; and a try that was begun before the kill, and failed after
      // it with one more call.
      const { manifest } = await readStates(out);
      const [late, known] = await Array.fromAsync(readFailures(out));
      const call = {
        call: "late",
        model: "echo:1",
        inputTokens: 1,
        outputTokens: 1,
        calls: 1,
        milliseconds: 1,
      };
      const database = await openQueueDatabase({ url, schema: "sdialog", onError: () => undefined });
      for (const [record, times] of [
        [{ ...known, calls: [] }, 500],
        [{ ...late, calls: [call] }, 1],
      ])
        await database.pool.query(
          "INSERT INTO sdialog.result SELECT $1, gen_random_uuid(), $2 FROM generate_series(1, $3)",
          [queueRunId(manifest), JSON.stringify(record), times],
        );
      await database.close();
      broken = false;
      expect(await retryFailed(out, { models })).toMatchObject({ done: 1, failed: 1 });
      const usage = (await readFile(join(out, "usage.jsonl"), "utf8")).trim().split("\n");
      expect(usage.filter((line) => line.includes('"late"'))).toHaveLength(1);
    });

    it("records a failure once, however often the database is asked to let it go", async () => {
      const out = await temporaryFolder();
      const database = await openQueueDatabase({ url, schema: "sdialog", onError: () => undefined });
      onTestFinished(() => database.close());
      // A deadlock ends every other attempt.
      await database.pool.query(`
        CREATE SEQUENCE sdialog.attempts;
        CREATE FUNCTION sdialog.deadlock() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF nextval('sdialog.attempts') % 2 = 1 THEN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER deadlock BEFORE DELETE ON sdialog.result EXECUTE FUNCTION sdialog.deadlock()`);
      onTestFinished(async () => {
        await database.pool.query("DROP FUNCTION sdialog.deadlock CASCADE; DROP SEQUENCE sdialog.attempts");
      });
      const fails = scriptedModel(
        ({ messages }) => {
          if (messages.length > 2) throw new ModelError("no", { kind: "invalid_request", model: "echo:1" });
          return "Hm.";
        },
        { id: "echo:1" },
      );
      const failing = { ...recipe, count: 3, executor: "postgres", postgres: { url } };
      expect(await runRecipe(failing, { out, models: { "echo:1": fails } })).toMatchObject({ failed: 3 });
      const failures = await Array.fromAsync(readFailures(out));
      expect(new Set(failures.map(({ task }) => task.key)).size).toBe(failures.length);
      const usage = (await readFile(join(out, "usage.jsonl"), "utf8")).trim().split("\n");
      expect(usage).toHaveLength(new Set(usage.map((line) => JSON.stringify(callOf(line)))).size);
    });

    it("keeps passwords out of recipes", async () => {
      const withPassword = { ...recipe, postgres: { url: "postgres://me:secret@host/db" } };
      await expect(runRecipe(withPassword, { out: await temporaryFolder() })).rejects.toMatchObject({
        code: "recipe_invalid",
        message: expect.not.stringContaining("secret") as string,
      });
    });

    it("survives lost connections, and says clearly when the server stays away", async () => {
      const out = await temporaryFolder();
      const client = new Client({ connectionString: url });
      // It is cut off with the server at the end.
      client.on("error", () => undefined);
      await client.connect();
      let cuts = 0;
      let stopping: Promise<void> | undefined;
      const postgres = { url, patienceSeconds: 2 };
      const running = runRecipe(
        { ...recipe, count: 60, executor: "postgres", postgres },
        {
          out,
          models: { "echo:1": echoModel(20) },
          onEvent: (event) => {
            if (event.type !== "task") return;
            if (event.progress.done % 10 === 5 && cuts < 2) {
              cuts++;
              // The server may be stopped before it answers.
              client
                .query(
                  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'sdialog'",
                )
                .catch(() => undefined);
            }
            if (event.progress.done >= 40) stopping ??= own.stop(false);
          },
        },
      );
      await expect(running).rejects.toMatchObject({ code: "queue_unreachable" });
      await stopping;
      expect(cuts).toBe(2);
      const { done, pending } = await runStatus(out);
      expect(done).toBeGreaterThanOrEqual(40);
      expect(done + pending).toBe(60);
    });
  });
});
