import { randomUUID } from "node:crypto";
import { open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { FileError, makeFolder, pathExists } from "@sdialog/core/fs";
import { folderGone, storeError, StoreError } from "../errors/store-error.ts";
import { processStart } from "./process-start.ts";
import type { Damage } from "./read-rows.ts";
import { setFileAside } from "./set-aside.ts";
import { lockFile, type LockOwner, readSmallFile } from "./small-file.ts";

/** One process's right to write to a folder. */
export interface WriterLock {
  /**
   * Makes sure that the right was not taken meanwhile: a process that was stopped for a while, or that others did not
   * hear of, finds its announcement gone and must write nothing more.
   *
   * @throws StoreError `store_taken_over`, or `store_missing` when the folder is gone with it
   */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

export interface WriterLockOptions {
  /** Told of announcements that say nothing, and were set aside: no living process leaves one. */
  readonly onDamage?: ((damage: Damage) => void) | undefined;
  /** Waits for so many milliseconds. */
  readonly pause?: ((milliseconds: number) => Promise<unknown>) | undefined;
}

const prefix = "writer-";
const heartbeatMs = 10_000;
/** An owner on another machine is taken for dead after this long without a heartbeat. */
const silenceMs = 60_000;
/** A heartbeat dated in the future says nothing of when it was; whether another follows within this time does. */
const watchMs = 2.5 * heartbeatMs;
/** How long what an owner elsewhere was writing may take, before it finds that it is taken for dead. */
const lastWriteMs = 1000;
/** How long the removal of a whole folder may take after that of an announcement in it. */
const removalMs = 1000;

/**
 * Takes the right to write to `folder`; works on local and shared file systems, and survives SIGKILL: a dead owner
 * is recognised by its process (same machine) or by its silence (another machine). Silence is told by the file system's
 * own time alone, which it gives to what is written; no machine's clock is asked. Who was taken for dead and lives finds
 * out before it writes again ({@link WriterLock.assertHeld}).
 *
 * Each contender announces itself in a file of its own, then looks around; whoever sees another living one steps
 * back. No file name is ever used twice, so removing a dead owner's file cannot hit a living one's.
 *
 * @throws StoreError `store_locked` naming the owner
 */
export async function acquireWriterLock(
  folder: string,
  { onDamage = () => undefined, pause = setTimeout }: WriterLockOptions = {},
): Promise<WriterLock> {
  await makeFolder(folder).catch((error: unknown) => {
    throw storeError(error instanceof FileError ? error.cause : error, folder);
  });
  const own = `${prefix}${randomUUID()}.lock`;
  const path = join(folder, own);
  const owner: LockOwner = { host: hostname(), pid: process.pid, started: processStart(process.pid) ?? null };
  const announcement = JSON.stringify(owner);
  // Renamed into place, so that nobody ever reads half an announcement.
  await writeFile(`${path}.new`, announcement, { flag: "wx" });
  await rename(`${path}.new`, path);
  const heartbeat = setInterval(() => {
    // A missed beat is not a failure of the run; the next one may succeed.
    beat(path, announcement).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  const release = async (): Promise<void> => {
    clearInterval(heartbeat);
    // Where even this fails, whoever comes next sees that its owner is gone.
    await rm(path, { force: true }).catch(() => undefined);
  };
  try {
    const { mtimeMs: now } = await stat(path);
    let isAnyElsewhere = false;
    for (const name of await readdir(folder)) {
      if (!isLockName(name) || name === own) continue;
      const other = await findOwner(join(folder, name), now, pause);
      if (other !== undefined && "problem" in other) {
        onDamage(await setFileAside(join(folder, name), other.problem));
        continue;
      }
      if (other?.lives === true) throw locked(folder, name, other.owner);
      await rm(join(folder, name), { force: true });
      if (other !== undefined && other.owner.host !== owner.host) isAnyElsewhere = true;
    }
    if (isAnyElsewhere) await pause(lastWriteMs);
  } catch (error) {
    await release();
    throw error;
  }
  return {
    async assertHeld() {
      // Opened, not only looked at: what shared file systems know of a file may be old until somebody opens it.
      const file = await open(path).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOENT") throw storeError(error, folder);
        // A folder that is being removed loses its files one by one.
        if (await pathExists(folder)) await pause(removalMs);
        throw (await pathExists(folder)) ? takenOver(folder) : folderGone(folder);
      });
      await file.close();
    },
    release,
  };
}

/** Writes an announcement over itself, so that the file system dates it; one that was removed is not made anew. */
async function beat(path: string, announcement: string): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.write(announcement, 0);
  } finally {
    await file.close();
  }
}

/** Whether a file of this name is a writer's announcement. */
export function isLockName(name: string): boolean {
  return name.startsWith(prefix) && name.endsWith(".lock");
}

interface FoundOwner {
  readonly owner: LockOwner;
  readonly lives: boolean;
}

/** @param now the file system's own idea of the time, so that clocks need not agree */
async function findOwner(
  path: string,
  now: number,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<FoundOwner | { readonly problem: string } | undefined> {
  try {
    const [content, { mtimeMs }] = await Promise.all([readSmallFile(path, lockFile), stat(path)]);
    if (content === undefined) return undefined;
    if ("problem" in content) return content;
    const owner = content.value;
    if (owner.host === hostname()) return { owner, lives: isSameProcess(owner) };
    if (mtimeMs - now <= heartbeatMs) return { owner, lives: now - mtimeMs <= silenceMs };
    await pause(watchMs);
    return { owner, lives: (await stat(path)).mtimeMs !== mtimeMs };
  } catch (error) {
    // Released in this very moment.
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    throw error;
  }
}

function isSameProcess({ pid, started: asAnnounced }: LockOwner): boolean {
  const started = processStart(pid);
  return started !== undefined && (asAnnounced === null || started === asAnnounced);
}

function locked(folder: string, file: string, { host, pid }: LockOwner): StoreError {
  return new StoreError(`process ${pid} on ${host} is writing to this run (${file})`, {
    problem: "locked",
    folder,
    hint: `Wait for it to finish, or stop it first. If you know that it is gone, remove ${file}.`,
  });
}

function takenOver(folder: string): StoreError {
  return new StoreError(
    "this process was not heard of for a while, and another one has gone on with the run; nothing more is written here",
    {
      problem: "taken_over",
      folder,
      hint: "What was finished before is kept. Resume the run when the other process has ended.",
    },
  );
}
