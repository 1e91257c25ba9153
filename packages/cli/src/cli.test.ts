import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Dialog } from "@sdialog/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "./testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-cli-"));
});
afterAll(async () => {
  await rm(cwd, { recursive: true, force: true });
});

describe("sdialog", () => {
  it("shows help and version with status 0", async () => {
    expect(await runInMemory(["--help"], { cwd })).toMatchObject({
      status: 0,
      out: expect.stringContaining("demo"),
    });
    expect((await runInMemory(["--version"], { cwd })).out).toMatch(/^ts-\d/);
  });

  it("ends with status 2 when the command line is wrong", async () => {
    expect((await runInMemory(["nope"], { cwd })).status).toBe(2);
    expect((await runInMemory(["demo", "--count", "x"], { cwd })).err).toContain("whole number");
    expect((await runInMemory(["demo", "--nope"], { cwd })).status).toBe(2);
  });

  it("ends with status 2 and says what to do when a value is invalid", async () => {
    const run = await runInMemory(["demo", "--model", "lokal:pocket"], { cwd });
    expect(run.status).toBe(2);
    expect(run.err).toContain('Did you mean "local"?');
    expect(run.err).toContain("→");
    expect(run.err).not.toContain("    at ");
  });
});

describe("sdialog complete", () => {
  it("prints a completion script and answers what can follow", async () => {
    const main = fileURLToPath(new URL("./main.ts", import.meta.url));
    const complete = async (...args: string[]) =>
      (
        await promisify(execFile)(process.execPath, [
          "--conditions=@sdialog/source",
          main,
          "complete",
          ...args,
        ])
      ).stdout;
    expect(await complete("bash")).toContain("sdialog");
    expect(await complete("--", "eval", "--")).toContain("--metrics");
  });
});

describe("sdialog demo", () => {
  it("streams a conversation, saves a batch, reads it back, and makes the same from the same seed", async () => {
    const args = ["demo", "--count", "2", "--seed", "7"];
    const run = await runInMemory(args, { cwd });
    expect(run.status).toBe(0);
    expect(run.out).toContain("Alice ");
    expect(run.out).toContain("demonstration model");
    expect(run.out).toContain("Ollama");
    const made = await read("sdialog-demo");
    const dialogs = made.map((line) => Dialog.from(JSON.parse(line)));
    expect(dialogs).toHaveLength(3);
    for (const dialog of dialogs) expect(dialog.length).toBeGreaterThan(1);

    const { out } = await runInMemory([...args, "--json", "--out", "again"], { cwd });
    expect(JSON.parse(out)).toMatchObject({ dialogs: 3 });
    const same = (line: string): string =>
      line.replaceAll(/"(timestamp|cachedInputTokens)":("[^"]*"|\d+)/g, "");
    expect((await read("again")).map(same)).toEqual(made.map(same));
  });

  async function read(folder: string): Promise<string[]> {
    return (await readFile(join(cwd, folder, "dialogs.jsonl"), "utf8")).trim().split("\n");
  }
});

describe("sdialog chat", () => {
  it("answers line by line and saves the chat", async () => {
    const run = await runInMemory(["chat", "--seed", "3", "--save", "chat.json"], {
      cwd,
      input: "Hi!\nThanks, bye!\n",
    });
    expect(run.status).toBe(0);
    expect(run.out.match(/^Alex ./gm)).toHaveLength(2);
    const dialog = Dialog.from(JSON.parse(await readFile(join(cwd, "chat.json"), "utf8")));
    expect(dialog.speakers()).toEqual(["User", "Alex"]);
  });
});
