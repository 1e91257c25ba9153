import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { simulate } from "@sdialog/testing";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-cli-report-"));
  await keep("before.jsonl", "Good morning!");
  await keep("now.jsonl", "Hm.");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("makes a page of a test and says what became worse than its baseline", async () => {
  const { status, out } = await runInMemory(["report", "now.jsonl", "--compare", "before.jsonl"], {
    cwd: folder,
  });
  expect(status).toBe(0);
  expect(out).toMatch(/all conversations.*8\/8.*0\/8.*−100.*0\.008.*worse/);
  expect(out).toContain("Regressions: 4; 8 broken, 0 mended.");
  const page = await readFile(join(folder, "report.html"), "utf8");
  expect(page).toContain("8 of 8 conversations failed");
  expect(page).toContain("4 regressions beyond chance");
});

it("finds no regression where there is none, and tells the same as JSON", async () => {
  const options = { cwd: folder };
  const same = await runInMemory(["report", "before.jsonl", "--compare", "before.jsonl"], options);
  expect(same.out).toContain("No regression beyond chance");
  const json = await runInMemory(
    ["report", "now.jsonl", "--compare", "before.jsonl", "--html", "page.html", "--json"],
    options,
  );
  const told = JSON.parse(json.out) as { readonly regressions: readonly unknown[] };
  expect(told).toMatchObject({
    html: join(folder, "page.html"),
    conversations: 8,
    passed: 0,
    failed: 8,
    errors: 0,
  });
  expect(told.regressions).toHaveLength(4);
});

it("refuses dialogues that are no test, and folders that are not there", async () => {
  await saveDialogs([new Dialog({ turns: [{ speaker: "A", text: "Hi." }] })], join(folder, "other.jsonl"));
  const other = await runInMemory(["report", "other.jsonl"], { cwd: folder });
  expect(other).toMatchObject({ status: 2 });
  expect(other.err).toContain("carries no result of a test");
  expect((await runInMemory(["report", "nowhere"], { cwd: folder })).status).not.toBe(0);
});

async function keep(file: string, answer: string): Promise<void> {
  const { conversations } = await simulate(() => answer, {
    name: "greets",
    script: ["Hello."],
    maxTurns: 2,
    expect: [{ said: "good morning" }],
    repeat: 8,
  });
  await saveDialogs(
    conversations.map(({ dialog }) => dialog),
    join(folder, file),
  );
}
