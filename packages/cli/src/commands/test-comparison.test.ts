import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
let answer = "Good morning!";
const server = createServer((request, response) => {
  request.resume().on("end", () => response.end(JSON.stringify({ reply: answer })));
});

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-compared-"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`;
  const recipe = {
    kind: "test",
    chatbot: { type: "webhook", url, body: { text: "{{message}}" }, answer: "reply" },
    scenarios: [{ name: "greets", script: ["Hello."], maxTurns: 2, expect: [{ said: "morning" }] }],
    personas: [{ name: "Ann" }],
    repeat: 8,
  };
  await writeFile(join(cwd, "test.json"), JSON.stringify(recipe));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(cwd, { recursive: true, force: true });
});

it("compares a test with its baseline, while it runs and afterwards", async () => {
  const before = await runInMemory(["test", "test.json", "--out", "before"], { cwd });
  expect(before).toMatchObject({ status: 0 });
  expect(before.out).not.toContain("baseline");
  answer = "Hm.";
  const flags = ["--out", "now", "--compare", "before", "--html", "now.html"];
  const now = await runInMemory(["test", "test.json", ...flags], { cwd });
  expect(now.status).toBe(1);
  expect(now.out).toMatch(/all conversations.*8\/8.*0\/8.*−100.*0\.008.*worse/);
  expect(await readFile(join(cwd, "now.html"), "utf8")).toContain("4 regressions beyond chance");
  const runs = await runInMemory(["runs", "compare", "before", "now"], { cwd });
  expect(runs.status).toBe(0);
  expect(runs.out).toContain("Regressions: 4; 8 broken, 0 mended.");
  const json = await runInMemory(["runs", "compare", "before", "now", "--json"], { cwd });
  expect(JSON.parse(json.out)).toMatchObject({
    tests: [{ design: "paired", regressions: [{}, {}, {}, {}] }],
  });
});
