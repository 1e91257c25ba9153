import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scriptedModel } from "@sdialog/llm/testing";
import { runRecipe } from "@sdialog/runner";
import { expect, it, onTestFinished } from "vitest";
import "./test-kind.ts";

const prompts = {
  inquirer: "BE {{persona}} {{goal}}",
  "inquirer-follow-up": "GO ON {{answer}}",
  judge: "WEIGH {{criterion}} {{transcript}}",
};

it("asks users and judges by the templates that a recipe of the kind test names, and records them", async () => {
  const base = await mkdtemp(join(tmpdir(), "sdialog-test-prompts-"));
  const server = createServer((_, response) => void response.end(JSON.stringify({ answer: "It is red." })));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await rm(base, { recursive: true, force: true });
  });
  for (const [name, text] of Object.entries(prompts)) await writeFile(join(base, `${name}.txt`), text);
  const model = scriptedModel(
    ({ seed, output, messages }) => {
      if ("met" in ((output?.schema["properties"] ?? {}) as object))
        return JSON.stringify({ quotes: [{ turn: 2, quote: "It is red." }], met: true, reason: "said" });
      return JSON.stringify({ message: `Which colour, ${seed}?`, done: messages.length > 4 });
    },
    { id: "x:y" },
  );
  const scenario = { name: "asks", goal: "a colour", maxTurns: 6, expect: [{ judge: "A colour is named." }] };
  await runRecipe(
    {
      kind: "test",
      model: "x:y",
      personas: ["a painter"],
      chatbot: {
        type: "webhook",
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      },
      scenarios: [scenario],
      prompts: Object.fromEntries(Object.keys(prompts).map((name) => [name, `${name}.txt`])),
    },
    { out: join(base, "out"), base, models: { "x:y": model } },
  );
  const told = model.requests.map(({ messages }) => messages.map(({ content }) => content).join("\n"));
  for (const mark of ["BE ", "GO ON It is red.", "WEIGH "])
    expect([mark, told.some((text) => text.includes(mark))]).toEqual([mark, true]);
  const manifest = JSON.parse(await readFile(join(base, "out/manifest.json"), "utf8")) as {
    readonly variants: readonly [{ readonly prompts: object; readonly promptTexts: object }];
  };
  expect(manifest.variants[0].promptTexts).toEqual(prompts);
  expect(Object.keys(manifest.variants[0].prompts)).toEqual([
    "agent",
    "agent-compact",
    "inquirer",
    "inquirer-follow-up",
    "inquirer-again",
    "judge",
  ]);
});
