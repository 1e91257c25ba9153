import { AsyncLocalStorage } from "node:async_hooks";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { isLockName } from "../store/writer-lock.ts";
import { type DiskWrite, patchWrites } from "./patch-writes.ts";

/** What happens at a write: the process is killed before, in the middle of or after it, or the disk is full. */
export type Fault = "before" | "half" | "after" | "full";

interface Life {
  readonly at: number;
  readonly fault: Fault;
  writes: number;
  dead: boolean;
  readonly died: () => void;
}

/** How a piece of work ended: with its value or error, or by being killed. */
export type Ended<Value> =
  | { readonly how: "done"; readonly value: Value; readonly writes: number }
  | { readonly how: "failed"; readonly error: unknown }
  | { readonly how: "killed" };

const never = new Promise<never>(() => undefined);

/**
 * A disk on which work can be killed at any write, as often and as fast as a test likes: what belongs to it stays where it
 * is for ever, and writes nothing more.
 */
export class MortalDisk {
  readonly #lives = new AsyncLocalStorage<Life>();
  #undo: () => void = () => undefined;

  /** Puts the disk between this process and the real one. */
  static async install(): Promise<MortalDisk> {
    const disk = new MortalDisk();
    disk.#undo = await patchWrites((write) => disk.#write(write));
    return disk;
  }

  uninstall(): void {
    this.#undo();
  }

  /** Does work in a life of its own. @param at the write at which the fault occurs, from 1; none without */
  async live<Value>(
    work: () => Promise<Value>,
    { at = Infinity, fault = "before" }: { readonly at?: number; readonly fault?: Fault } = {},
  ): Promise<Ended<Value>> {
    const { promise: death, resolve: died } = Promise.withResolvers<void>();
    const life: Life = { at, fault, writes: 0, dead: false, died };
    const done = this.#lives.run(life, work).then(
      (value): Ended<Value> => ({ how: "done", value, writes: life.writes }),
      (error: unknown): Ended<Value> => ({ how: "failed", error }),
    );
    return Promise.race([done, death.then((): Ended<Value> => ({ how: "killed" }))]);
  }

  async #write(write: DiskWrite): Promise<unknown> {
    const { name } = write;
    const life = this.#lives.getStore();
    // One write may be made of others, such as writing and flushing: they do not count as further ones.
    const whole = (): Promise<unknown> => this.#lives.exit(write.whole);
    const half = (): Promise<unknown> => this.#lives.exit(write.half);
    if (life === undefined) return whole();
    if (life.dead) return never;
    life.writes++;
    // To make room takes none.
    if (life.fault === "full" && life.writes >= life.at && name !== "rm") {
      if (life.writes === life.at) await half();
      throw Object.assign(new Error("no space left on device"), { code: "ENOSPC", syscall: "write" });
    }
    if (life.fault === "full" || life.writes !== life.at) return whole();
    life.dead = true;
    // The write itself may fail, such as making a folder that is there.
    if (life.fault === "half") await half().catch(() => undefined);
    if (life.fault === "after") await whole().catch(() => undefined);
    life.died();
    return never;
  }
}

/** Makes the announcements of writers that were killed look like those of processes that are gone. */
export async function buryWriters(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (isLockName(name.replace(/\.new$/, ""))) await rm(join(folder, name), { force: true });
}
