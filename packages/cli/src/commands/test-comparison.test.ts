import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";
import { printed } from "../testing/terminal-in-memory.ts";
import { printTestComparison } from "./test-comparison.ts";

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

const difference = {
  by: "scenario",
  name: "greets",
  before: { passed: 8, of: 8 },
  after: { passed: 5, of: 8 },
  difference: -0.38,
  interval: { low: -0.6, high: 0.05 },
  adjustedP: 0.0371,
  change: "unclear",
};
const compared = {
  differences: [
    { ...difference, by: "all", name: "all conversations", change: "worse", adjustedP: 0.0001 },
    difference,
  ],
  regressions: [{}],
  broken: [{}, {}],
  mended: [],
  unmatched: { current: 0, baseline: 0 },
  design: "paired",
  alpha: 0.05,
};
const shown = (changes: object) =>
  printed((terminal) => printTestComparison(terminal, { ...compared, ...changes } as never));

it("prints each group before and now, by how many points with their interval, and what is more than chance", async () => {
  const out = await shown({});
  const cells = out
    .split("\n")
    .filter((line) => line.startsWith("│"))
    .map((line) => line.split(/\s*│\s*/).slice(1, -1));
  expect(cells).toEqual([
    ["against the baseline", "", "before", "now", "points", "95 %", "p", ""],
    ["all conversations", "", "8/8", "5/8", "−38", "−60 to +5", "< 0.001", "worse"],
    ["greets", "scenario", "8/8", "5/8", "−38", "−60 to +5", "0.037", ""],
  ]);
  expect(out).toContain("McNemar’s test, pair by pair; p corrected for all groups of a kind, level 0.05.\n");
  expect(out).toContain("Regressions: 1; 2 broken, 0 mended.\n");
});

it.each([
  [{ regressions: [], design: "independent" }, "Fisher’s test", "No regression beyond chance.\n"],
  [{ unmatched: { current: 2, baseline: 1 } }, "McNemar’s test", "Without counterpart: 2 here, 1 there.\n"],
  [{ differences: [] }, "no scenario is in both", "was judged in both.\n"],
])("says of %j what there is to say of it", async (changes, first, second) => {
  const out = await shown(changes);
  for (const said of [first, second]) expect(out).toContain(said);
});

it("shows the five largest of what chance alone may have done, and not what stayed the same", async () => {
  const groups = [1, 2, 3, 4, 5, 6, 7].map((number) => ({ ...difference, name: `g${number}` }));
  const out = await shown({ differences: [{ ...difference, name: "same", difference: 0 }, ...groups] });
  expect(out.match(/\bg\d\b/g)).toEqual(["g1", "g2", "g3", "g4", "g5"]);
  expect(out).not.toContain("same");
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
