import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { runInMemory } from "./testing/run-in-memory.ts";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));
const testing = (name: string): string =>
  fileURLToPath(new URL(`../../runner/src/testing/${name}.ts`, import.meta.url));
const recipe = { kind: "dialogues", maxTurns: 4, concurrency: 4, personas: [{ name: "A" }, { name: "B" }] };

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-exit-"));
  const failing = { ...recipe, count: 3, model: "moody:/nowhere", imports: [testing("moody-backend")] };
  const slow = { ...recipe, count: 200, model: "echo:100", imports: [testing("echo-backend")] };
  await writeFile(join(cwd, "failing.json"), JSON.stringify({ ...failing, modelRetries: 0, retries: 0 }));
  await writeFile(join(cwd, "slow.json"), JSON.stringify(slow));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the program as it is run, in a process group of its own. @param signal sent to the group when `ready` says so */
function sdialog(
  args: readonly string[],
  signal?: NodeJS.Signals,
  ready: () => Promise<boolean> = async () => false,
): Promise<Ended> {
  const child = spawn(process.execPath, ["--conditions=@sdialog/source", main, ...args], {
    cwd,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said.err += chunk.toString()));
  let sent = false;
  const watch = setInterval(() => {
    void ready().then((now) => {
      // A second one would end it at once.
      if (!now || signal === undefined || sent) return;
      sent = true;
      clearInterval(watch);
      process.kill(-(child.pid as number), signal);
    });
  }, 50);
  return new Promise((done) =>
    child.once("close", (code) => {
      clearInterval(watch);
      done({ code, ...said });
    }),
  );
}

const hasResults = (out: string) => (): Promise<boolean> =>
  stat(join(cwd, out, "dialogues.jsonl")).then(
    ({ size }) => size > 0,
    () => false,
  );

it("the exit status is 1 when tasks failed, with the summary and what to do", async () => {
  const ended = await sdialog(["run", "failing.json", "--out", "failing", "--json"]);
  expect(ended).toMatchObject({ code: 1, err: expect.stringContaining("retry-failed") as string });
  expect(JSON.parse(ended.out)).toMatchObject({ done: 0, failed: 3, end: "complete" });
});

const signals = [
  ["SIGTERM", "local", 143],
  ["SIGINT", "postgres", 130],
  ["SIGHUP", "local", 129],
  ["SIGQUIT", "postgres", 131],
] as const;

// One for each executor outside of sweeps.
it.each(inject("sweeping") ? signals : signals.slice(0, 2))(
  "after %s to all processes of the %s executor the exit status is %i, with the summary",
  async (signal, executor, code) => {
    const out = `${executor}-${signal}`;
    const args = ["run", "slow.json", "--executor", executor, "--out", out, "--json"];
    const ended = await sdialog(args, signal, hasResults(out));
    expect(ended).toMatchObject({ code, err: expect.not.stringContaining("57P01") as string });
    const { done, pending, ...summary } = JSON.parse(ended.out) as Record<string, number>;
    expect(summary).toMatchObject({ end: "cancelled", failed: 0, total: 200 });
    expect(done).toBeGreaterThan(0);
    expect(pending).toBe(200 - (done ?? 0));
    const status = await runInMemory(["status", out, "--json"], { cwd });
    expect(JSON.parse(status.out)).toMatchObject({ done, pending, failed: 0 });
  },
);
