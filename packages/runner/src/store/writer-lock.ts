import { randomInt, randomUUID } from "node:crypto";
import { lstat, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { OptionNames } from "@sdialog/core/internal";
import { FileError, makeFolder, pathExists } from "@sdialog/core/fs";
import { folderGone, storeError, StoreError } from "../errors/store-error.ts";
import { processSpace, processStart } from "./process-start.ts";
import type { Damage } from "./damage.ts";
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

/** How it is waited for a sign of life of another writer. */
export interface WaitOptions {
  /** Told whom it is waited for. */
  readonly onNotice?: ((message: string) => void) | undefined;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
}

/** The names of {@link WaitOptions}. */
export const waitOptionNames: OptionNames<WaitOptions> = { onNotice: true, signal: true };

export interface WriterLockOptions extends WaitOptions {
  /** Told of announcements that say nothing, and were set aside: no living process leaves one. */
  readonly onDamage?: ((damage: Damage) => void) | undefined;
  /** Waits for so many milliseconds. */
  readonly pause?: ((milliseconds: number, signal?: AbortSignal) => Promise<unknown>) | undefined;
}

const prefix = "writer-";
const heartbeatMs = 10_000;
/** An owner on another machine is taken for dead after this long without a heartbeat. */
const silenceMs = 60_000;
/** A heartbeat dated in the future says nothing of when it was; whether another follows within this time does. */
const watchMs = 2.5 * heartbeatMs;
/** Who announced itself so long ago may not have looked around yet. */
const newMs = 1000;
/** It is waited between these before another try, where two came at once, each time longer; so often it is tried. */
const stepBackMs = [20, 200] as const;
const mostTries = 5;
/** How long what an owner elsewhere was writing may take, before it finds that it is taken for dead. */
const lastWriteMs = 1000;
/** How long the removal of a whole folder may take after that of an announcement in it. */
const removalMs = 1000;

/**
 * Takes the right to write to `folder`; works on local and shared file systems, and survives SIGKILL: a dead owner
 * is recognised by its process (same machine and container) or by its silence (another one). Silence is told by the file system's
 * own time alone, which it gives to what is written; no machine's clock is asked. Who was taken for dead and lives finds
 * out before it writes again ({@link WriterLock.assertHeld}).
 *
 * Each contender announces itself in a file of its own, then looks around; whoever sees another living one steps
 * back. No file name is ever used twice, so removing a dead owner's file cannot hit a living one's.
 *
 * @throws StoreError `store_locked` naming the owner; the signal's reason when it is stopped while it waits
 */
export async function acquireWriterLock(
  folder: string,
  options: WriterLockOptions = {},
): Promise<WriterLock> {
  for (let tried = 1; ; tried++) {
    const found = await announce(folder, options);
    if (!(found instanceof Refusal)) return found;
    // Two that come at once see each other, and both step back. It may also have been there for a while.
    if (!found.isNew || tried === mostTries) throw found.error;
    await (options.pause ?? sleep)(tried * randomInt(...stepBackMs), options.signal);
  }
}

/** Why somebody steps back. */
class Refusal {
  readonly error: StoreError;
  /** Whether whom it steps back from came in this moment, too. */
  readonly isNew: boolean;

  constructor(error: StoreError, isNew: boolean) {
    this.error = error;
    this.isNew = isNew;
  }
}

async function announce(
  folder: string,
  { onDamage = () => undefined, onNotice = () => undefined, signal, pause = sleep }: WriterLockOptions,
): Promise<WriterLock | Refusal> {
  await makeFolder(folder).catch((error: unknown) => {
    throw storeError(error instanceof FileError ? error.cause : error, folder);
  });
  const own = `${prefix}${randomUUID()}.lock`;
  const path = join(folder, own);
  const announcement = JSON.stringify(ownerHere());
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
    const ahead: FoundOwner[] = [];
    for (const name of await readdir(folder)) {
      if (!isLockName(name) || name === own) continue;
      const other = await findOwner(folder, name, now);
      if (other !== undefined && "problem" in other) {
        onDamage(await setFileAside(join(folder, name), other.problem));
        continue;
      }
      if (other === undefined) continue;
      if (other.state === "lives") {
        await release();
        return new Refusal(locked(folder, other), !isElsewhere(other.owner) && other.isNew);
      }
      if (isElsewhere(other.owner)) isAnyElsewhere = true;
      if (other.state === "ahead") ahead.push(other);
      else await rm(join(folder, name), { force: true });
    }
    const [first, ...others] = ahead;
    if (first !== undefined) {
      onNotice(watching(first, others.length));
      await pause(watchMs, signal);
      for (const { name } of await silent(folder, ahead)) await rm(join(folder, name), { force: true });
    }
    if (isAnyElsewhere) await pause(lastWriteMs, signal);
  } catch (error) {
    await release();
    signal?.throwIfAborted();
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
  readonly name: string;
  readonly owner: LockOwner;
  /** Whether it lives; of one whose heartbeat is dated in the future, that is not seen at once. */
  readonly state: "lives" | "dead" | "ahead";
  readonly mtimeMs: number;
  /** Whether it announced itself in this moment, where the file system says so. */
  readonly isNew: boolean;
}

/** @param now the file system's own idea of the time, so that clocks need not agree */
async function findOwner(
  folder: string,
  name: string,
  now: number,
): Promise<FoundOwner | { readonly problem: string } | undefined> {
  const path = join(folder, name);
  try {
    const [content, { mtimeMs, birthtimeMs }] = await Promise.all([
      readSmallFile(path, lockFile),
      lstat(path),
    ]);
    if (content === undefined) return undefined;
    if ("problem" in content) return content;
    const owner = content.value;
    const found = { name, owner, mtimeMs, isNew: birthtimeMs > 0 && now - birthtimeMs < newMs };
    if (!isElsewhere(owner)) return { ...found, state: isSameProcess(owner) ? "lives" : "dead" };
    if (mtimeMs - now > heartbeatMs) return { ...found, state: "ahead" };
    return { ...found, state: now - mtimeMs <= silenceMs ? "lives" : "dead" };
  } catch (error) {
    // Released in this very moment.
    if ((error as { code?: string }).code === "ENOENT") return undefined;
    throw error;
  }
}

/** Those that were not heard of since. @throws StoreError naming one that was */
async function silent(folder: string, watched: readonly FoundOwner[]): Promise<readonly FoundOwner[]> {
  for (const one of watched) {
    const found = await stat(join(folder, one.name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    if (found !== undefined && found.mtimeMs !== one.mtimeMs) throw locked(folder, one);
  }
  return watched;
}

function watching({ owner, name }: FoundOwner, others: number): string {
  const more = others === 0 ? "" : ` and ${others} more`;
  return `waiting ${watchMs / 1000} seconds to see whether process ${owner.pid} on ${owner.host} (${name})${more} still writes to this run: its last sign of life is dated in the future`;
}

function ownerHere(): LockOwner {
  return {
    host: hostname(),
    pid: process.pid,
    started: processStart(process.pid) ?? null,
    space: processSpace() ?? null,
  };
}

/** Whether the number of its process says nothing here. Who does not say where it counts is on the machine it names. */
function isElsewhere({ host, space }: LockOwner): boolean {
  return host !== hostname() || (space !== null && space !== (processSpace() ?? null));
}

function sleep(milliseconds: number, signal?: AbortSignal): Promise<unknown> {
  return setTimeout(milliseconds, undefined, { signal });
}

function isSameProcess({ pid, started: asAnnounced }: LockOwner): boolean {
  const started = processStart(pid);
  return started !== undefined && (asAnnounced === null || started === asAnnounced);
}

function locked(folder: string, { name: file, owner }: Pick<FoundOwner, "name" | "owner">): StoreError {
  const { host, pid } = owner;
  const after = isElsewhere(owner)
    ? ` It may have gone with its machine or container: ${silenceMs / 1000} seconds after its last sign of life another can go on.`
    : "";
  return new StoreError(`process ${pid} on ${host} is writing to this run (${file})`, {
    problem: "locked",
    folder,
    hint: `Wait for it to finish, or stop it first.${after} If you know that it is gone, remove ${file}.`,
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
