import { randomUUID } from "node:crypto";
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { FileError, makeFolder } from "@sdialog/core/fs";
import { storeError, StoreError } from "../errors/store-error.ts";
import { processStart } from "./process-start.ts";
import type { Damage } from "./read-rows.ts";
import { setFileAside } from "./set-aside.ts";

/** One process's right to write to a folder. */
export interface WriterLock {
  release(): Promise<void>;
}

export interface LockOwner {
  readonly host: string;
  readonly pid: number;
  /** Tells a process from a later one with the same number. */
  readonly started: string | null;
}

const prefix = "writer-";
const heartbeatMs = 10_000;
/** An owner on another machine is taken for dead after this long without a heartbeat. */
const silenceMs = 60_000;

/**
 * Takes the right to write to `folder`; works on local and shared file systems, and survives SIGKILL: a dead owner
 * is recognised by its process (same machine) or by its silence (another machine).
 *
 * Each contender announces itself in a file of its own, then looks around; whoever sees another living one steps
 * back. No file name is ever used twice, so removing a dead owner's file cannot hit a living one's.
 *
 * @param onDamage told of announcements that say nothing, and were set aside: no living process leaves one
 * @throws StoreError `store_locked` naming the owner
 */
export async function acquireWriterLock(
  folder: string,
  onDamage: (damage: Damage) => void = () => undefined,
): Promise<WriterLock> {
  await makeFolder(folder).catch((error: unknown) => {
    throw storeError(error instanceof FileError ? error.cause : error, folder);
  });
  const own = `${prefix}${randomUUID()}.lock`;
  const path = join(folder, own);
  const owner: LockOwner = { host: hostname(), pid: process.pid, started: processStart(process.pid) ?? null };
  // Renamed into place, so that nobody ever reads half an announcement.
  await writeFile(`${path}.new`, JSON.stringify(owner), { flag: "wx" });
  await rename(`${path}.new`, path);
  try {
    const { mtimeMs: now } = await stat(path);
    for (const name of await readdir(folder)) {
      if (!isLockName(name) || name === own) continue;
      const other = await livingOwner(join(folder, name), now);
      if (other === "unreadable")
        onDamage(await setFileAside(join(folder, name), "did not say who writes here"));
      else if (other !== undefined) throw locked(folder, other);
      else await rm(join(folder, name), { force: true });
    }
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw error;
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A missed beat is not a failure of the run; the next one may succeed.
    utimes(path, now, now).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  return {
    async release() {
      clearInterval(heartbeat);
      // Where even this fails, whoever comes next sees that its owner is gone.
      await rm(path, { force: true }).catch(() => undefined);
    },
  };
}

/** Whether a file of this name is a writer's announcement. */
export function isLockName(name: string): boolean {
  return name.startsWith(prefix) && name.endsWith(".lock");
}

/** @param now the file system's own idea of the time, so that clocks need not agree */
async function livingOwner(path: string, now: number): Promise<LockOwner | "unreadable" | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    const silent = now - mtimeMs > silenceMs;
    const owner = lockOwner(text);
    if (owner === undefined) return "unreadable";
    if (owner.host !== hostname()) return silent ? undefined : owner;
    const started = processStart(owner.pid);
    return started === undefined || (owner.started !== null && started !== owner.started) ? undefined : owner;
  } catch (error) {
    // Released in this very moment.
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    throw error;
  }
}

/** What an announcement says; `undefined` when it says nothing. */
export function lockOwner(text: string): LockOwner | undefined {
  try {
    const { host, pid, started } = JSON.parse(text) as Record<string, unknown>;
    if (typeof host !== "string" || !Number.isInteger(pid)) return undefined;
    return { host, pid: pid as number, started: typeof started === "string" ? started : null };
  } catch {
    return undefined;
  }
}

function locked(folder: string, { host, pid }: LockOwner): StoreError {
  return new StoreError(`process ${pid} on ${host} is writing to this run`, {
    problem: "locked",
    folder,
    hint: "Wait for it to finish, or stop it first.",
  });
}
