import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ledgerFile, Spending } from "./spending.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-spending-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const usage = { inputTokens: 10, outputTokens: 5, calls: 1, cost: 0.25 };

/** A call of a run: answered, refused by the server, given up, or cut before it was over. */
async function call(
  spending: Spending,
  {
    run = "a",
    stop = new AbortController(),
    fails,
  }: { run?: string; stop?: AbortController; fails?: unknown } = {},
): Promise<void> {
  const answered = scriptedModel(() => {
    if (fails !== undefined) throw fails as Error;
    return "Hi";
  });
  const priced = {
    ...answered,
    generate: async (request: Parameters<typeof answered.generate>[0]) => ({
      ...(await answered.generate(request)),
      usage,
    }),
  };
  const model = spending.stopping(run, stop)(priced);
  await model.generate({ messages: [{ role: "user", content: "Hello" }] });
}

describe("the ledger of a fit", () => {
  it("has every call when it is made, and what it cost when it is over", async () => {
    const spending = await Spending.of({}, folder);
    await call(spending);
    await call(spending, { run: "b" });
    expect(spending.total).toEqual({ calls: 2, dollars: 0.5 });
    expect(spending.of("a")).toEqual({ calls: 1, dollars: 0.25 });
    const lines = (await readFile(join(folder, ledgerFile), "utf8")).trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { guessed?: true }).guessed)).toEqual([
      true,
      undefined,
      true,
      undefined,
    ]);
    expect((await Spending.of({}, folder)).total).toEqual({ calls: 2, dollars: 0.5 });
  });

  it.each([
    ["was cut", new DOMException("stopped", "AbortError"), 0.5],
    ["was waited for in vain", new ModelError("late", { kind: "timeout", model: "x" }), 0.5],
    ["was refused", new ModelError("no", { kind: "rate_limit", model: "x" }), 0.25],
    [
      "failed, and was paid",
      new ModelError("no", { kind: "server", model: "x", usage: { ...usage, cost: 1 } }),
      1.25,
    ],
  ])("counts a call that %s", async (_, fails, dollars) => {
    const spending = await Spending.of({}, folder);
    await call(spending);
    await expect(call(spending, { fails })).rejects.toThrow();
    expect(spending.total).toEqual({ calls: 2, dollars });
    expect((await Spending.of({}, folder)).total).toEqual({ calls: 2, dollars });
  });

  it("counts a call whose line was cut with its process, and goes on behind it", async () => {
    await call(await Spending.of({}, folder));
    await appendFile(join(folder, ledgerFile), '{"run":"a","ca');
    const spending = await Spending.of({}, folder);
    expect(spending.total.calls).toBe(2);
    await call(spending);
    expect((await Spending.of({}, folder)).total).toEqual({ calls: 3, dollars: 0.5 });
  });

  it("counts what older runs say that they used", async () => {
    await mkdir(join(folder, "old"));
    const row = {
      task: "t",
      call: "c",
      model: "x",
      inputTokens: 1,
      outputTokens: 1,
      calls: 1,
      milliseconds: 1,
      cost: 0.75,
    };
    await writeFile(join(folder, "old", "usage.jsonl"), `${JSON.stringify(row)}\n`);
    expect((await Spending.of({}, folder)).total).toEqual({ calls: 1, dollars: 0.75 });
  });
});

describe("a budget", () => {
  it("allows what comes to it exactly, and nothing beyond", async () => {
    const spending = await Spending.of({ calls: 3, dollars: 1 }, folder);
    await call(spending);
    expect(spending.allows({ calls: 2, dollars: 0.75 })).toBe(true);
    expect(spending.allows({ calls: 3, dollars: 0 })).toBe(false);
    expect(spending.allows({ calls: 0, dollars: 0.76 })).toBe(false);
    expect((await Spending.of({}, folder)).allows({ calls: 1e9, dollars: 1e9 })).toBe(true);
  });

  it.each([
    [{ calls: 3 }, 3],
    [{ dollars: 0.5 }, 2],
    [{ dollars: 0.6 }, 3],
  ])(
    "of %j ends a run, and every later one, before the call after the last that is left",
    async (budget, most) => {
      for (const run of ["a", "b"]) {
        const spending = await Spending.of(budget, folder);
        const stop = new AbortController();
        for (let made = spending.total.calls; made < most; made++) await call(spending, { run, stop });
        expect(stop.signal.aborted).toBe(false);
        await expect(call(spending, { run, stop })).rejects.toThrow("the budget is used up");
        expect(stop.signal.aborted).toBe(true);
        expect(spending.total.calls).toBe(most);
      }
    },
  );

  it("is never overrun in calls by many at once, and in money by no more than those", async () => {
    const spending = await Spending.of({ calls: 5 }, folder);
    const stop = new AbortController();
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => call(spending, { stop })));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(spending.total.calls).toBe(5);
  });
});
