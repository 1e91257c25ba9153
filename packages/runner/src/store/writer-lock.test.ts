import { spawnSync } from "node:child_process";
import { readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { acquireWriterLock } from "./writer-lock.ts";

const owner = (more: object) =>
  JSON.stringify({ host: hostname(), pid: process.pid, started: null, ...more });

/** A folder in which a process of another machine has announced itself. */
async function ownedElsewhere() {
  const folder = await temporaryFolder();
  const path = join(folder, "writer-1.lock");
  await writeFile(path, owner({ host: "elsewhere", pid: 1 }));
  const heardOf = async (secondsAgo: number): Promise<void> => {
    const date = new Date(Date.now() - secondsAgo * 1000);
    await utimes(path, date, date);
  };
  return { folder, path, heardOf };
}

/** Waiting that takes no time, with what happens meanwhile. */
function waits(meanwhile: () => Promise<void> = async () => undefined) {
  const waited: number[] = [];
  const pause = async (milliseconds: number): Promise<void> => {
    waited.push(milliseconds);
    await meanwhile();
  };
  return { waited, pause };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("acquireWriterLock", () => {
  it("takes over from a process that was killed, or whose number another one has now", async () => {
    const child = spawnSync(process.execPath, ["-e", ""]);
    for (const dead of [{ pid: child.pid }, { started: "another boot:1" }]) {
      const folder = await temporaryFolder();
      await writeFile(join(folder, "writer-1.lock"), owner(dead));
      const { waited, pause } = waits();
      await (await acquireWriterLock(folder, { pause })).release();
      expect(waited).toEqual([]);
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it("is taken by exactly one of several that come at once after a killed one", async () => {
    for (let round = 0; round < 3; round++) {
      const folder = await temporaryFolder();
      await writeFile(join(folder, "writer-1.lock"), owner({ started: "another boot:1" }));
      const takers = await Promise.allSettled([1, 2].map(() => acquireWriterLock(folder)));
      const took = takers.filter((one) => one.status === "fulfilled");
      expect(took).toHaveLength(1);
      await took[0]?.value.release();
      expect(await readdir(folder)).toEqual([]);
    }
  });

  it("believes an owner on another machine while it is heard of, and names its file", async () => {
    const { folder, heardOf } = await ownedElsewhere();
    const { waited, pause } = waits();
    // Its heart beats every ten seconds; four missed beats are no death yet.
    for (const seconds of [0, 45]) {
      await heardOf(seconds);
      await expect(acquireWriterLock(folder, { pause })).rejects.toMatchObject({
        code: "store_locked",
        message: expect.stringContaining("writer-1.lock") as string,
        hint: expect.stringContaining("remove writer-1.lock") as string,
      });
    }
    expect(waited).toEqual([]);
  });

  it("takes over from one that is not, and gives it time to find out before anything is read", async () => {
    const { folder, heardOf } = await ownedElsewhere();
    await heardOf(120);
    const { waited, pause } = waits();
    await (await acquireWriterLock(folder, { pause })).release();
    expect(waited).toEqual([1000]);
  });

  it.each([30, 3600, 1e8])(
    "judges a heartbeat dated %i s in the future by whether another comes",
    async (ahead) => {
      const { folder, path, heardOf } = await ownedElsewhere();
      await heardOf(-ahead);
      const beating = waits(() => heardOf(-ahead - 10));
      await expect(acquireWriterLock(folder, beating)).rejects.toMatchObject({ code: "store_locked" });
      expect(beating.waited).toEqual([25_000]);
      // Nobody writes to it any more.
      const silent = waits();
      await (await acquireWriterLock(folder, silent)).release();
      expect(silent.waited).toEqual([25_000, 1000]);
      await expect(stat(path)).rejects.toMatchObject({ code: "ENOENT" });
    },
  );

  it("watches all that are dated ahead at once, says so, and is stopped by its signal", async () => {
    const { folder } = await ownedElsewhere();
    const ahead = new Date(Date.now() + 1e9);
    const names = Array.from({ length: 40 }, (_, at) => `writer-${at}.lock`);
    const announced = async (): Promise<void> => {
      for (const name of names) {
        await writeFile(join(folder, name), owner({ host: "elsewhere", pid: 1 }));
        await utimes(join(folder, name), ahead, ahead);
      }
    };
    await announced();
    const notices: string[] = [];
    const onNotice = (message: string): void => void notices.push(message);
    const stop = new AbortController();
    const stopped = acquireWriterLock(folder, { onNotice: () => stop.abort("stopped"), signal: stop.signal });
    await expect(stopped).rejects.toBe("stopped");
    expect((await readdir(folder)).toSorted()).toEqual(names.toSorted());
    const one = waits(() => utimes(join(folder, "writer-39.lock"), new Date(), new Date()));
    const refused = acquireWriterLock(folder, { ...one, onNotice });
    await expect(refused).rejects.toMatchObject({ code: "store_locked" });
    expect(one.waited).toEqual([25_000]);
    await announced();
    const { waited, pause } = waits();
    await (await acquireWriterLock(folder, { pause, onNotice })).release();
    expect(waited).toEqual([25_000, 1000]);
    expect(await readdir(folder)).toEqual([]);
    const said = expect.stringMatching(
      /^waiting 25 seconds .* process 1 on elsewhere .* and 39 more/,
    ) as string;
    expect(notices).toEqual([said, said]);
  });

  it("takes over from one that is dated ahead and lets go while it is watched", async () => {
    const { folder, path, heardOf } = await ownedElsewhere();
    await heardOf(-3600);
    const { waited, pause } = waits(() => rm(path, { force: true }));
    await (await acquireWriterLock(folder, { pause })).release();
    expect(waited).toEqual([25_000, 1000]);
  });

  it("knows nothing by the number of a process of another container with this machine's name", async () => {
    const { folder, path, heardOf } = await ownedElsewhere();
    await writeFile(path, owner({ pid: 2 ** 22, space: "another boot:pid:[1]" }));
    await expect(acquireWriterLock(folder)).rejects.toMatchObject({ code: "store_locked" });
    await heardOf(120);
    const { waited, pause } = waits();
    await (await acquireWriterLock(folder, { pause })).release();
    expect(waited).toEqual([1000]);
  });

  it("is never given to two at once", async () => {
    const folder = await temporaryFolder();
    const attempts = await Promise.allSettled(Array.from({ length: 10 }, () => acquireWriterLock(folder)));
    expect(attempts.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(1);
  });
});

describe("a writer's heartbeat", () => {
  it("is dated by the file system, whatever this machine's clock says", async () => {
    const folder = await temporaryFolder();
    vi.useFakeTimers({ now: Date.now() - 3_600_000, toFake: ["Date", "setInterval", "clearInterval"] });
    const lock = await acquireWriterLock(folder);
    const [name = ""] = await readdir(folder);
    const path = join(folder, name);
    const text = await readFile(path, "utf8");
    const long = new Date(0);
    await utimes(path, long, long);
    vi.advanceTimersByTime(10_000);
    await writeFile(join(folder, "now"), "");
    await vi.waitFor(async () => {
      const [beat, now] = await Promise.all([stat(path), stat(join(folder, "now"))]);
      expect(Math.abs(beat.mtimeMs - now.mtimeMs)).toBeLessThan(60_000);
    });
    expect(await readFile(path, "utf8")).toBe(text);
    await lock.release();
  });

  it("is gone with its folder, even while the folder is still being removed", async () => {
    const folder = await temporaryFolder();
    const lock = await acquireWriterLock(folder, { pause: () => rm(folder, { recursive: true }) });
    for (const name of await readdir(folder)) await rm(join(folder, name));
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: "store_missing" });
    await lock.release();
  });

  it("does not bring back an announcement that somebody removed, whose owner finds out", async () => {
    const folder = await temporaryFolder();
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const lock = await acquireWriterLock(folder);
    await lock.assertHeld();
    for (const name of await readdir(folder)) await rm(join(folder, name));
    vi.advanceTimersByTime(30_000);
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: "store_taken_over" });
    expect(await readdir(folder)).toEqual([]);
    await rm(folder, { recursive: true });
    await expect(lock.assertHeld()).rejects.toMatchObject({ code: "store_missing" });
    await lock.release();
  });
});
