import { once } from "node:events";
import { cp, glob, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { Dialog, formatDialogJsonl } from "@sdialog/core";
import { sampleFolder } from "@sdialog/datasets-star";
import { openaiProtocol, startWireServer, type WireServer } from "@sdialog/llm/testing";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { createProgram, everyCommand, pathOf, silentCommands } from "./cli.ts";
import { ownColors } from "./terminal/own-colors.ts";
import { guardedStreams } from "./terminal/terminal.ts";
import { runInMemory } from "./testing/run-in-memory.ts";
import { serveInMemory } from "./testing/serve-in-memory.ts";

let cwd: string;
let server: WireServer;
const tooMany = /larger than 20 bytes|too_large/;
const model = ["--model", "openai:x"];

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-wire-"));
  server = await startWireServer(openaiProtocol);
  server.answer({
    reply: { text: ["Hello there."], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } },
  });
  vi.stubEnv("OPENAI_BASE_URL", `${server.url}/v1`);
  vi.stubEnv("OPENAI_API_KEY", "none");
  const turns = [
    { speaker: "Ann", text: "Where is my chair?" },
    { speaker: "Shop", text: "In the mail, I am sorry." },
    { speaker: "Ann", text: "Since when?" },
    { speaker: "Shop", text: "Since yesterday." },
  ];
  const dialogs = Array.from({ length: 20 }, (_, index) => new Dialog({ id: `${index}`, turns }));
  await writeFile(join(cwd, "logs.jsonl"), dialogs.map((one) => formatDialogJsonl(one)).join(""));
  const personas = [{ name: "Ann" }, { name: "Bob" }];
  const recipe = { kind: "dialogues", count: 1, model: "openai:x", modelRetries: 0, personas };
  await writeFile(join(cwd, "recipe.json"), JSON.stringify(recipe));
  await writeFile(join(cwd, "judged.yaml"), 'judges: { "g-eval:Everybody is polite": { min: 0 } }\n');
  await writeFile(join(cwd, "one.jsonl"), formatDialogJsonl(dialogs[0] as Dialog));
  // A run with a failed task, and one that did not come to do anything.
  await runInMemory(["run", "recipe.json", "--out", "failed", "--max-response-bytes", "30"], { cwd });
  await cp(join(cwd, "failed", "manifest.json"), join(cwd, "begun", "manifest.json"), { recursive: true });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server[Symbol.asyncDispose]();
  await rm(cwd, { recursive: true, force: true });
});

/** A command line for each command that asks a model's server something. */
const talking: Readonly<Record<string, readonly string[]>> = {
  demo: ["demo", ...model, "--count", "1"],
  chat: ["chat", ...model],
  test: ["test", "http://127.0.0.1:9/", ...model, "--users", "1", "probe=false"],
  run: ["run", "recipe.json"],
  "roleplay run": [
    "roleplay",
    "run",
    "recipe.model=openai:x",
    "recipe.inquirer.model=openai:x",
    "recipe.count=1",
    "recipe.modelRetries=0",
    "++recipe.goals=[a recipe]",
    "++recipe.personas=[a cook]",
  ],
  resume: ["resume", "begun"],
  "retry-failed": ["retry-failed", "failed"],
  shard: ["shard", "begun", "0/1"],
  doctor: ["doctor", ...model, "--tries", "1"],
  "reproduce convogen": ["reproduce", "convogen", ...model, "--n", "1", "--only", "GPIS-s"],
  eval: ["eval", "logs.jsonl", ...model, "--metrics", "g-eval:Everybody is polite"],
  compare: ["compare", "a=logs.jsonl", "b=logs.jsonl", ...model, "--metrics", "g-eval:Everybody is polite"],
  realism: ["realism", "--real", "logs.jsonl", "--simulated", "logs.jsonl", "--user", "Ann", ...model],
  select: ["select", "logs.jsonl", "--profile", "judged.yaml", ...model],
  speak: ["speak", "one.jsonl", "--out", "spoken", "--engine", "openai:tts"],
  calibrate: [
    "calibrate",
    "--real",
    "logs.jsonl",
    "--user",
    "Ann",
    ...model,
    "--dialogs",
    "4",
    "--types",
    "1",
    "--rounds",
    "0",
  ],
  "star generate": ["star", "generate", "--path", sampleFolder, "--limit", "1", "--out", "star", ...model],
};
/** These answer somebody else, until they are stopped. */
const servers = ["serve", "playground"];

describe("options that name a file or a folder", () => {
  it.each(["", " "])("refuse the name %j, which an empty variable leaves, on every command", async (name) => {
    const terminal = { ...guardedStreams(new PassThrough(), new PassThrough(), false) };
    const commands = everyCommand(createProgram(terminal as never));
    let options = 0;
    for (const command of commands)
      for (const { flags, parseArg } of command.options) {
        if (!/<(?:folder|file|path)>/.test(flags)) continue;
        options++;
        expect(() => parseArg?.(name, undefined), `${pathOf(command)} ${flags}`).toThrow("It is empty.");
      }
    expect(options).toBeGreaterThan(30);
    const run = await runInMemory(["run", "recipe.json", "--out", name], { cwd });
    expect([run.status, run.err]).toEqual([2, expect.stringContaining("It is empty.")]);
  });
});

describe("options of what comes over the wire", () => {
  it("are those of every command that asks a server something, and of no other", () => {
    const terminal = {
      ...guardedStreams(new PassThrough(), new PassThrough(), false),
      color: ownColors(false),
    };
    const commands = everyCommand(createProgram(terminal as never)).filter(
      (command) => command.commands.length === 0 && command.name() !== "complete",
    );
    const having = commands.filter(({ options }) =>
      options.some(({ long }) => long === "--max-response-bytes"),
    );
    expect(having.map(pathOf).toSorted()).toEqual([...Object.keys(talking), ...servers].toSorted());
    const others = commands.filter((command) => !having.includes(command));
    expect(others.map(pathOf).toSorted()).toEqual([...silentCommands].toSorted());
  });

  it.each(Object.entries(talking))("hold what `sdialog %s` is answered", async (name, args) => {
    let spoken = 0;
    const speech = createServer((_request, response) => {
      spoken++;
      response.writeHead(200, { "content-type": "audio/wav" }).end(Buffer.alloc(100));
    });
    if (name === "speak") {
      await once(speech.listen(0, "127.0.0.1"), "listening");
      vi.stubEnv("OPENAI_BASE_URL", `http://127.0.0.1:${(speech.address() as AddressInfo).port}/v1`);
      onTestFinished(() => {
        speech.close();
        vi.stubEnv("OPENAI_BASE_URL", `${server.url}/v1`);
      });
    }
    const asked = server.requests.length;
    const own = await mkdtemp(`${cwd}-`);
    onTestFinished(() => rm(own, { recursive: true }));
    await cp(cwd, own, { recursive: true });
    const run = await runInMemory([...args, "--max-response-bytes", "20"], { cwd: own, input: "Hello\n" });
    expect([run.status, run.out + run.err]).toEqual([1, expect.any(String)]);
    expect(server.requests.length + spoken).toBeGreaterThan(asked);
    // Runs say it in their folders.
    const files = await Array.fromAsync(
      glob("**/{failures.jsonl,dialogues.jsonl,log.txt,*.json}", { cwd: own }),
    );
    const kept = await Promise.all(files.map((file) => readFile(join(own, file), "utf8")));
    expect([run.out, run.err, ...kept].join("\n")).toMatch(tooMany);
  });

  it("hold what `sdialog serve` is answered", async () => {
    const { url, stop } = await serveInMemory([...model, "--max-response-bytes", "20"], cwd);
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: "assistant", messages: [{ role: "user", content: "Hello" }] }),
    });
    expect(response.status).toBeGreaterThanOrEqual(500);
    await stop();
  });
});
