import { appendFile, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { callUsages } from "../task/call-usage.ts";
import { copyOfFolder } from "../testing/copy-of-folder.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import type { TaskRecord } from "../task/task-record.ts";
import { AppendFile } from "./append-file.ts";
import type { Manifest } from "./manifest.ts";
import { RunStore } from "./run-store.ts";
import { isLockName } from "./writer-lock.ts";

const manifest: Manifest = {
  format: 1,
  kind: "dialogues",
  name: "test",
  results: "dialogues.jsonl",
  // What is stored is nobody's concern here.
  dialogs: false,
  variants: [
    { overrides: {}, recipe: {}, identity: "abc", count: 5, inputs: {}, prompts: {}, promptTexts: {} },
  ],
  base: "/",
  created: "2026-01-01T00:00:00.000Z",
  environment: {},
  origins: {},
};

const call = { call: "k", model: "m", inputTokens: 1, outputTokens: 2, calls: 1, milliseconds: 3 };

function done(store: RunStore, index: number, text = "x"): TaskRecord {
  return { status: "done", task: store.task(0, index), attempts: 1, calls: [call], data: { text } };
}

async function filled(count: number) {
  const folder = await temporaryFolder();
  const store = await RunStore.open(folder, manifest);
  await Promise.all(Array.from({ length: count }, (_, index) => store.append(done(store, index))));
  await store.close();
  return folder;
}

/** A store one of whose files lies on a disk without room: a device that refuses every byte is opened in its place. */
async function openedOnFullDisk(folder: string, name: string): Promise<RunStore> {
  const open = AppendFile.open.bind(AppendFile);
  const opening = vi
    .spyOn(AppendFile, "open")
    .mockImplementation((path) => open(path === join(folder, name) ? "/dev/full" : path));
  try {
    return await RunStore.open(folder);
  } finally {
    opening.mockRestore();
  }
}

/** A store that is closed with the test. */
async function closing(opening: Promise<RunStore>) {
  const store = await opening;
  return { store, [Symbol.asyncDispose]: () => store.close() };
}

const lines = async (folder: string, name: string): Promise<string[]> =>
  (await readFile(join(folder, name), "utf8")).split("\n").filter((line) => line !== "");

describe("RunStore", () => {
  it("counts a task as done as soon as its line is complete, and never twice", async () => {
    const folder = await temporaryFolder();
    const store = await RunStore.open(folder, manifest);
    await store.append(done(store, 3));
    await store.append(done(store, 3, "again"));
    expect(store.counts()).toEqual({ done: 1, failed: 0, pending: 4 });
    expect(await lines(folder, "dialogues.jsonl")).toEqual([
      JSON.stringify({ text: "x", task: { ...store.task(0, 3), attempts: 1 } }),
    ]);
    await store.close();
  });

  it("keeps what a failed call used for whoever goes on after a kill, once", async () => {
    const folder = await temporaryFolder();
    const store = await RunStore.open(folder, manifest);
    const journal = store.journal(store.task(0, 1));
    const usage = { inputTokens: 7, outputTokens: 0, calls: 1 };
    journal.addFailed({ call: "k", model: "x:m", usage, milliseconds: 3 });
    journal.addFailed({ call: "k", model: "x:m", usage, milliseconds: 3 });
    await journal.recorded();
    expect(await lines(folder, "partial.calls")).toHaveLength(2);
    // As a killed process leaves it, while the task goes on.
    const copy = await copyOfFolder(folder);
    for (const name of await readdir(copy)) if (isLockName(name)) await rm(join(copy, name));
    await using other = await closing(RunStore.open(copy));
    const found = other.store.journal(other.store.task(0, 1));
    expect(found.find("k")).toBeUndefined();
    await other.store.append({ ...done(other.store, 1), calls: callUsages(found) });
    await other.store.flush();
    const rows = (await lines(copy, "usage.jsonl")).map((line) => JSON.parse(line) as object);
    expect(rows).toEqual(
      [0, 1].map((count) => ({
        task: other.store.task(0, 1).key,
        call: `k:failed:${count}`,
        model: "x:m",
        ...usage,
        milliseconds: 3,
      })),
    );
    await store.close();
  });

  it("syncs before a result counts, or a little later", async () => {
    for (const syncEveryMs of [0, 1]) {
      const folder = await temporaryFolder();
      const store = await RunStore.open(folder, manifest, { syncEveryMs });
      for (const index of [0, 1, 2]) await store.append(done(store, index));
      await store.close();
      expect(await lines(folder, "dialogues.jsonl")).toHaveLength(3);
    }
  });

  it("makes its index anew when it is lost, too short or of another file", async () => {
    const folder = await filled(4);
    const index = join(folder, "index.txt");
    const right = await readFile(index, "utf8");
    for (const damage of [
      () => rm(index),
      () => writeFile(index, right.slice(0, 20)),
      () => writeFile(index, "0 0 0 7\n0 1 7 9\n"),
      () => appendFile(index, "0 4 4000 90\n"),
    ]) {
      await damage();
      const store = await RunStore.open(folder);
      expect(store.counts()).toEqual({ done: 4, failed: 0, pending: 1 });
      await store.close();
      expect(await readFile(index, "utf8")).toBe(right);
    }
  });

  it("is no place for another recipe, even where its manifest is gone, and is left as it is", async () => {
    const folder = await filled(2);
    await rm(join(folder, "manifest.json"));
    const [variant] = manifest.variants;
    const other = { ...manifest, variants: [{ ...variant!, identity: "xyz" }] };
    const before = await readFile(join(folder, "dialogues.jsonl"), "utf8");
    await expect(RunStore.open(folder, other)).rejects.toMatchObject({
      code: "store_another_run",
      message: expect.stringContaining("holds results of another recipe") as string,
    });
    expect(await readFile(join(folder, "dialogues.jsonl"), "utf8")).toBe(before);
    expect(await readdir(folder)).not.toContain("dialogues.jsonl.damaged");
    // The recipe that they were made by brings it back.
    const { store } = await closing(RunStore.open(folder, manifest));
    expect(store.counts()).toMatchObject({ done: 2, pending: 3 });
    await store.close();
  });

  it("sets damaged lines of what calls used aside, and keeps the others", async () => {
    const folder = await filled(2);
    const path = join(folder, "usage.jsonl");
    const whole = await readFile(path, "utf8");
    const [first = "", second = ""] = whole.split("\n");
    await writeFile(path, `${first}\nnonsense\n${second}\n`);
    const { store } = await closing(RunStore.open(folder, manifest));
    expect(store.damage).toEqual([expect.objectContaining({ file: "usage.jsonl", line: 2 })]);
    await store.close();
    expect(await readFile(path, "utf8")).toBe(whole);
    expect(await readFile(`${path}.damaged`, "utf8")).toBe("nonsense\n");
  });

  it("is open to one writer at a time", async () => {
    const folder = await temporaryFolder();
    const store = await RunStore.open(folder, manifest);
    await expect(RunStore.open(folder, manifest)).rejects.toMatchObject({
      code: "store_locked",
      message: expect.stringContaining(`process ${process.pid}`) as string,
    });
    await store.close();
    await (await RunStore.open(folder)).close();
    expect((await readdir(folder)).filter((name) => name.endsWith(".lock"))).toEqual([]);
  });

  it("says clearly that the disk is full, and loses nothing", async () => {
    const folder = await filled(2);
    const store = await openedOnFullDisk(folder, "failures.jsonl");
    const failed = {
      status: "failed",
      task: store.task(0, 2),
      attempts: 1,
      calls: [],
      failure: { reason: "empty", code: "empty", message: "" },
      refused: true,
      journal: [],
    } as const;
    await expect(store.append(failed)).rejects.toMatchObject({ code: "store_full" });
    await expect(store.append(done(store, 3))).rejects.toMatchObject({ code: "store_full" });
    expect(store.counts()).toEqual({ done: 2, failed: 0, pending: 3 });
    await store.close().catch(() => undefined);
    const again = await RunStore.open(folder);
    expect(again.counts()).toEqual({ done: 2, failed: 0, pending: 3 });
    await again.close();
  });

  it("keeps nobody waiting when the disk is full while others are being written", async () => {
    const folder = await filled(1);
    const store = await openedOnFullDisk(folder, "usage.jsonl");
    const first = store.append(done(store, 1));
    const others = new Promise<readonly PromiseSettledResult<void>[]>((resolve) => {
      setImmediate(() =>
        resolve(Promise.allSettled([2, 3].map((index) => store.append(done(store, index))))),
      );
    });
    await expect(first).rejects.toMatchObject({ code: "store_full" });
    expect((await others).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    await store.close().catch(() => undefined);
  });

  it("refuses the next call of a task at once, and keeps it waiting for none, when the disk is full", async () => {
    const store = await openedOnFullDisk(await filled(1), "usage.jsonl");
    const journal = store.journal(store.task(0, 1));
    const usage = { inputTokens: 7, outputTokens: 0, calls: 1 };
    const writing = store.append(done(store, 2));
    journal.addFailed({ call: "k", model: "x:m", usage, milliseconds: 3 });
    await expect(writing).rejects.toMatchObject({ code: "store_full" });
    await expect(journal.recorded()).rejects.toMatchObject({ code: "store_full" });
    journal.addFailed({ call: "k", model: "x:m", usage, milliseconds: 3 });
    await expect(journal.recorded()).rejects.toMatchObject({ code: "store_full" });
    await store.close().catch(() => undefined);
  });

  it("says clearly that a folder is read-only or holds no run", async () => {
    // Nobody may make files there, not even root.
    await expect(RunStore.open("/sys/kernel", manifest)).rejects.toMatchObject({ code: "store_read_only" });
    await expect(RunStore.open(await temporaryFolder())).rejects.toMatchObject({
      code: "store_missing",
      message: expect.stringContaining("this folder holds no run") as string,
    });
  });

  it("writes nothing more once another process has taken it for dead, and says so", async () => {
    const folder = await filled(1);
    const store = await RunStore.open(folder);
    const journal = store.journal(store.task(0, 2));
    // As whoever goes on leaves the folder: the announcement of the one before is gone, and rows are there that it did not write.
    for (const name of await readdir(folder)) if (isLockName(name)) await rm(join(folder, name));
    await using other = await closing(RunStore.open(folder));
    await other.store.append(done(other.store, 1, "theirs"));
    const failedCall = {
      model: "x:m",
      usage: { inputTokens: 7, outputTokens: 0, calls: 1 },
      milliseconds: 3,
    };
    other.store.journal(other.store.task(0, 3)).addFailed({ call: "theirs", ...failedCall });
    await vi.waitFor(async () => expect(await lines(folder, "partial.calls")).toHaveLength(1));
    const names = ["dialogues.jsonl", "usage.jsonl", "index.txt", "failures.jsonl", "partial.calls"];
    const texts = () => Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
    const before = await texts();
    const refusal = { code: "store_taken_over", problem: "taken_over" };
    journal.addFailed({ call: "ours", ...failedCall });
    await expect(store.append(done(store, 1, "ours"))).rejects.toMatchObject(refusal);
    await expect(store.append(done(store, 2))).rejects.toMatchObject(refusal);
    await expect(store.flush()).rejects.toMatchObject(refusal);
    await expect(store.close()).rejects.toMatchObject(refusal);
    expect(await texts()).toEqual(before);
  });

  it("does not end well where it had nothing left to write when it was taken over", async () => {
    const folder = await filled(1);
    const store = await RunStore.open(folder);
    for (const name of await readdir(folder)) if (isLockName(name)) await rm(join(folder, name));
    await expect(store.flush()).rejects.toMatchObject({ code: "store_taken_over" });
    await rm(folder, { recursive: true });
    await expect(store.close()).rejects.toMatchObject({ code: "store_missing" });
  });
});
