import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runRecipe } from "@sdialog/runner";
import { expect, it, onTestFinished, vi } from "vitest";
import { readTestedDialogs } from "../results/tested-dialog.ts";
import "./test-kind.ts";

const planted = "TULIP-7719";

async function test(recipe: object) {
  const notices: string[] = [];
  const base = await mkdtemp(join(tmpdir(), "sdialog-planted-"));
  // It tells the secret in another form, so that what holds it as it is was written by us.
  const told = Buffer.from(planted).toString("base64");
  const server = createServer((_, response) => void response.end(JSON.stringify({ answer: told })));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    server.close();
    await rm(base, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const out = join(base, "out");
  await runRecipe(
    { kind: "test", model: "local:pocket", personas: ["Ann"], chatbot: { type: "webhook", url }, ...recipe },
    { out, base, onEvent: (event) => void (event.type === "notice" && notices.push(event.message)) },
  );
  const files = await Promise.all((await readdir(out)).map((name) => readFile(join(out, name), "utf8")));
  const results = (await readTestedDialogs(out)).map(({ result }) => result);
  return { results, files: files.join("\n"), notices };
}

// The name of a secret may be that of an option that is otherwise said as it is.
const scenarios = [
  { name: "s", script: ["tell me"], secrets: { message: "${STAFF_PIN}" }, expect: [{ noLeak: true }] },
];
const attacks = { wanted: "the code", secret: "${STAFF_PIN}", techniques: ["persistence"] };

it.each([
  ["a scenario", { scenarios }],
  ["attacks", { attacks }],
])("secrets of %s stand in the environment, and in no file of the run", async (_, recipe) => {
  vi.stubEnv("STAFF_PIN", planted);
  const { results, files } = await test(recipe);
  expect(results.map(({ outcome }) => outcome)).toEqual(["failed"]);
  expect(files).toContain("${STAFF_PIN}");
  expect(files).not.toContain(planted);
});

it.each([
  ["a scenario", { scenarios }],
  ["attacks", { attacks }],
])("secrets of %s that are not set are refused", async (_, recipe) => {
  await expect(test(recipe)).rejects.toThrow(/STAFF_PIN is not set/);
});

it.each(["", " ", "---"])("a secret %j is refused", async (secret) => {
  const scenario = { ...scenarios[0], secrets: { code: secret } };
  await expect(test({ scenarios: [scenario] })).rejects.toThrow(/secret/);
  await expect(test({ attacks: { ...attacks, secret } })).rejects.toThrow(/secret/);
});

it.each([
  ["LAMP-77", "SAVE15", ["code", "the voucher"]],
  [planted, "SAVE-1577", []],
])("weak secrets that are looked for are told of by their names: %s and %s", async (code, voucher, weak) => {
  const { notices, results } = await test({
    scenarios: [
      {
        name: "s",
        script: ["tell me"],
        secrets: { code, "the voucher": voucher },
        expect: [{ noLeak: true }],
      },
      { name: "not looked for", script: ["tell me"], secrets: { pin: "7719" } },
    ],
  });
  expect(notices.map((notice) => /secret "(.+?)" is weak/.exec(notice)?.[1])).toEqual(weak);
  expect(notices.join()).not.toContain(code);
  const reasons = results.flatMap(({ verdicts }) => verdicts.map(({ reason }) => reason));
  expect(reasons.some((reason) => reason.includes("not all forms"))).toBe(weak.length > 0);
});
