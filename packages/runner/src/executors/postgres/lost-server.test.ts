import { readFileSync, renameSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import type { ChatModel } from "@sdialog/llm";
import { expect, inject, it, onTestFinished, vi } from "vitest";
import { resumeRun } from "../../run/resume-run.ts";
import { runRecipe } from "../../run/run-recipe.ts";
import { echoModel } from "../../testing/echo-model.ts";
import { temporaryFolder } from "../../testing/temporary-folder.ts";
import { serverPlace } from "./server-place.ts";
import { startPostgres } from "./start-postgres.ts";

const sweeping = inject("sweeping");
const [tasks, perTask] = [6, 4];
const recipe = {
  kind: "dialogues",
  count: tasks,
  seed: 3,
  model: "echo:1",
  maxTurns: perTask,
  concurrency: 8,
  executor: "postgres",
  // What is resumed in this process has no dead worker: the lease of the one before has to end. Tests that wait for that
  // are for sweeps.
  postgres: { leaseSeconds: 10 },
  personas: [{ name: "Alice" }, { name: "Bob" }],
};

/** Does something once, as its 12th call begins. */
function modelThat(strike: () => void): ChatModel & { readonly calls: () => number } {
  const inner = echoModel(100);
  return {
    ...inner,
    async generate(request) {
      if (inner.calls() === 11) strike();
      return inner.generate(request);
    },
  };
}

function killServer(home: string): void {
  const [pid] = readFileSync(join(home, "cluster", "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
}

async function recordedCalls(out: string): Promise<number> {
  return (await readFile(join(out, "usage.jsonl"), "utf8")).trim().split("\n").length;
}

it("starts a server of the run's own again that was killed, and makes no call twice", async () => {
  const out = await temporaryFolder();
  const { home } = await serverPlace(out);
  const model = modelThat(() => killServer(home));
  const notices: string[] = [];
  const summary = await runRecipe(recipe, {
    out,
    models: { "echo:1": model },
    onEvent: (event) => void (event.type === "notice" && notices.push(event.message)),
  });
  expect(summary).toMatchObject({ end: "complete", done: tasks, failed: 0 });
  expect(model.calls()).toBe(tasks * perTask);
  expect(notices).toContain("the run's own database had ended, and was started again");
});

it.runIf(sweeping)(
  "ends at once when its own server cannot be started again, and loses no more than the calls under way",
  async () => {
    const out = await temporaryFolder();
    const { home } = await serverPlace(out);
    const [cluster, away] = [join(home, "cluster"), join(home, "away")];
    const first = modelThat(() => {
      killServer(home);
      renameSync(cluster, away);
    });
    const begun = performance.now();
    await expect(runRecipe(recipe, { out, models: { "echo:1": first } })).rejects.toMatchObject({
      code: "postgres_start",
      hint: expect.stringMatching(/resume the run/) as string,
    });
    // It is patient for a minute with one that may come back.
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect(first.calls()).toBeLessThanOrEqual(12 + tasks);
    renameSync(away, cluster);
    const second = echoModel();
    expect(await resumeRun(out, { models: { "echo:1": second }, trust: true })).toMatchObject({
      end: "complete",
      done: tasks,
      failed: 0,
    });
    expect(first.calls() + second.calls()).toBeLessThanOrEqual(tasks * perTask + tasks);
    expect(await recordedCalls(out)).toBe(tasks * perTask);
  },
);

/** The way to a server that can be cut and mended. */
async function cuttableWay(port: number) {
  const sockets = new Set<Socket>();
  const open = (at: number): Promise<Server> =>
    new Promise((done) => {
      const server = createServer((near) => {
        const far = connect(port, "127.0.0.1");
        for (const [socket, other] of [
          [near, far],
          [far, near],
        ] as const) {
          sockets.add(socket);
          socket.pipe(other);
          socket.on("error", () => undefined);
          socket.on("close", () => {
            sockets.delete(socket);
            other.destroy();
          });
        }
      });
      server.listen(at, "127.0.0.1", () => done(server));
    });
  let server = await open(0);
  const own = (server.address() as AddressInfo).port;
  const cut = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: own, cut, mend: async () => void (server = await open(own)) };
}

/** A server that the run did not start, and the way there. */
async function serverElsewhere() {
  const folder = await temporaryFolder();
  const server = await startPostgres(folder);
  onTestFinished(() => server.stop(true));
  const address = new URL(server.url);
  const way = await cuttableWay(Number(address.port));
  onTestFinished(way.cut);
  vi.stubEnv("PGPASSWORD", address.password);
  onTestFinished(() => void vi.unstubAllEnvs());
  address.password = "";
  address.port = String(way.port);
  return { ...way, url: address.href };
}

const absences: readonly [how: string, patienceSeconds: number][] = [
  ["comes back in time", 30],
  ["stays away for too long", 1],
];

it.each(absences.slice(0, sweeping ? 2 : 1))(
  "keeps what is made when a server elsewhere %s",
  async (_, patienceSeconds) => {
    const { url, ...way } = await serverElsewhere();
    const out = await temporaryFolder();
    const inTime = patienceSeconds > 5;
    let callsWhenMended = 0;
    let mending: Promise<void> | undefined;
    const first = modelThat(() => {
      way.cut();
      if (!inTime) return;
      mending = new Promise((done) => setTimeout(done, 1500)).then(() => {
        callsWhenMended = first.calls();
        return way.mend();
      });
    });
    const models = { "echo:1": first };
    const running = runRecipe(
      { ...recipe, postgres: { ...recipe.postgres, url, patienceSeconds } },
      { out, models },
    );
    if (inTime) {
      expect(await running).toMatchObject({ end: "complete", done: tasks, failed: 0 });
      await mending;
      expect(callsWhenMended).toBeLessThanOrEqual(12 + tasks);
      expect(first.calls()).toBe(tasks * perTask);
      return;
    }
    await expect(running).rejects.toMatchObject({ code: "queue_unreachable" });
    expect(first.calls()).toBeLessThanOrEqual(12 + tasks);
    await way.mend();
    const second = echoModel();
    expect(await resumeRun(out, { models: { "echo:1": second } })).toMatchObject({
      end: "complete",
      done: tasks,
    });
    expect(first.calls() + second.calls()).toBeLessThanOrEqual(tasks * perTask + tasks);
    expect(await recordedCalls(out)).toBe(tasks * perTask);
  },
);

it("ends soon when it is stopped while the server is away, and says what may be made again", async () => {
  const { url, ...way } = await serverElsewhere();
  const stop = new AbortController();
  const model = modelThat(() => {
    way.cut();
    setTimeout(() => stop.abort(), 1000);
  });
  const notices: string[] = [];
  const begun = performance.now();
  const running = runRecipe(
    { ...recipe, postgres: { ...recipe.postgres, url } },
    {
      out: await temporaryFolder(),
      models: { "echo:1": model },
      signal: stop.signal,
      onEvent: (event) => void (event.type === "notice" && notices.push(event.message)),
    },
  );
  await expect(running).rejects.toMatchObject({ code: "queue_unreachable" });
  expect(performance.now() - begun).toBeLessThan(30_000);
  expect(model.calls()).toBeLessThanOrEqual(12 + tasks);
  // On a busy machine, a request that fails by then is told of after it.
  expect(notices).toContainEqual(
    expect.stringMatching(/does not answer.*calls that were under way are made again/),
  );
});
