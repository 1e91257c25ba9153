import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Spending } from "./spending.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-spending-"));
  await writeFile(join(folder, "notes.txt"), "no run");
  await used("a", 3, 0.25);
  await used("b", 1, 0.5);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A run that made so many calls at so much each. */
async function used(run: string, calls: number, cost: number): Promise<void> {
  await mkdir(join(folder, run), { recursive: true });
  const tokens = { inputTokens: 1, outputTokens: 1 };
  const row = (index: number): string =>
    JSON.stringify({ task: "t", call: `c${index}`, model: "x", ...tokens, calls: 1, milliseconds: 1, cost });
  await writeFile(
    join(folder, run, "usage.jsonl"),
    Array.from({ length: calls }, (_, index) => `${row(index)}\n`).join(""),
  );
}

it("counts every run in a folder, earlier processes' too, and what is no run not at all", async () => {
  const spending = await Spending.of({}, folder);
  expect(spending.total).toEqual({ calls: 4, dollars: 1.25 });
  expect((await Spending.of({}, join(folder, "none"))).total).toEqual({ calls: 0, dollars: 0 });
  expect(spending.dollarsFor(join(folder, "a"))).toBeUndefined();
});

it("allows what comes to the budget exactly, and nothing beyond it", async () => {
  const spending = await Spending.of({ calls: 6, dollars: 2 }, folder);
  expect(spending.allows({ calls: 2, dollars: 0.75 })).toBe(true);
  expect(spending.allows({ calls: 3, dollars: 0 })).toBe(false);
  expect(spending.allows({ calls: 0, dollars: 0.76 })).toBe(false);
  expect((await Spending.of({}, folder)).allows({ calls: 1e9, dollars: 1e9 })).toBe(true);
});

it("leaves a run what the others have not used, its own included", async () => {
  const spending = await Spending.of({ dollars: 2 }, folder);
  expect(spending.dollarsFor(join(folder, "a"))).toBe(1.5);
  expect(spending.dollarsFor(join(folder, "new"))).toBe(0.75);
  const over = await Spending.of({ dollars: 1 }, folder);
  expect(over.dollarsFor(join(folder, "new"))).toBe(Number.MIN_VALUE);
});

it("stops a run at the call after the last that is left", async () => {
  const run = new AbortController();
  const spending = await Spending.of({ calls: 6 }, folder);
  const model = spending.stopping(run)(scriptedModel(() => "Hi"));
  const call = () => model.generate({ messages: [{ role: "user", content: "Hello" }] });
  await call();
  await call();
  expect(run.signal.aborted).toBe(false);
  await expect(call()).rejects.toThrow("the budget is used up");
  expect(run.signal.aborted).toBe(true);
});
