import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lookUp } from "@sdialog/core";
import { saveAttributes } from "@sdialog/core/fs";
import { sampleFolder } from "@sdialog/datasets-star";
import { configure } from "@sdialog/llm";
import { Persona } from "@sdialog/personas";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";
import { serveInMemory } from "../testing/serve-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-tools-"));
});
afterAll(async () => {
  await rm(cwd, { recursive: true, force: true });
});

describe("sdialog models", () => {
  it("lists every backend with what it can do", async () => {
    const { out } = await runInMemory(["models", "--json"], { cwd });
    const backends = JSON.parse(out) as Record<string, unknown>[];
    expect(backends.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["local", "openai", "ollama", "anthropic", "bedrock"]),
    );
    for (const backend of backends)
      expect(Object.keys(backend)).toEqual(["name", "package", "installed", "reachable", "capabilities"]);
    expect(backends.find(({ name }) => name === "local")).toMatchObject({ installed: true, reachable: true });
  });
});

describe("sdialog prompts", () => {
  it("lists every prompt, and prints one as a template that is the same prompt when it is read", async () => {
    const { out } = await runInMemory(["prompts", "--json"], { cwd });
    const prompts = JSON.parse(out) as { name: string; hash: string; slots: object; template: string }[];
    expect(prompts.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "agent",
        "feedback-user",
        "inquirer",
        "speaker-selection",
        "attributes",
        "judge",
      ]),
    );
    for (const { name, hash, template } of prompts) {
      const { prompt } = lookUp("prompt", name);
      const { out: file } = await runInMemory(["prompts", name], { cwd });
      expect([name, prompt.with(file).hash, prompt.with(template).hash]).toEqual([name, hash, hash]);
    }
    const { status, err } = await runInMemory(["prompts", "agnet"], { cwd });
    expect([status, err]).toEqual([2, expect.stringContaining('Did you mean "agent"?')]);
  });

  it("knows all that the packages tell models: what is defined is listed, and nothing is told past it", async () => {
    const { out } = await runInMemory(["prompts", "--json"], { cwd });
    const listed = (JSON.parse(out) as { name: string }[]).map(({ name }) => name).toSorted();
    const packages = fileURLToPath(new URL("../../../", import.meta.url));
    const folders = (await readdir(packages)).map((name) => join(packages, name, "src"));
    const files = await Promise.all(
      folders.map(async (folder) =>
        (await readdir(folder, { recursive: true }).catch(() => [])).map((file) => join(folder, file)),
      ),
    );
    const others = /\.test\.ts$|[/\\](?:testing|template|backends|backend-kit|engine|engine-kit)[/\\]/;
    const sources = files.flat().filter((file) => file.endsWith(".ts") && !others.test(file));
    const texts = await Promise.all(sources.map((file) => readFile(file, "utf8")));
    const defined = texts.flatMap((text) =>
      [...text.matchAll(/= (?:definePrompt|builtInPrompt)\(\{\s*name: "([^"]+)"/g)].map(
        ([, name]) => name as string,
      ),
    );
    expect(listed).toEqual([...new Set(defined)].toSorted());
    const told = texts.flatMap((text) =>
      [...text.matchAll(/role: "(?:system|user)",\s*content: (?:"[^"\n]{12,}"|`[^`]{12,}`)/g)].flatMap(
        ([all]) => (/[a-z]+ [a-z]+ [a-z]+/.test(all) ? [all] : []),
      ),
    );
    // What finds out what a server can do asks nothing of a dialogue.
    expect(told.filter((one) => !one.includes("Greet me in one short sentence"))).toEqual([]);
  });
});

describe("a command on a server with a bad moment", () => {
  it("asks again", async () => {
    let calls = 0;
    const server = createServer((_request, response) => {
      calls++;
      if (calls === 1) return void response.writeHead(429, { "retry-after": "0" }).end("{}");
      const choice = {
        index: 0,
        message: { role: "assistant", content: "Hello there. STOP" },
        finish_reason: "stop",
      };
      const reply = {
        id: "1",
        object: "chat.completion",
        created: 1,
        model: "m",
        choices: [choice],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      };
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(reply));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    configure({
      backends: {
        openai: { baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, apiKey: "none" },
      },
    });
    const args = [
      "star",
      "generate",
      "--path",
      sampleFolder,
      "--limit",
      "1",
      "--out",
      "star",
      "--model",
      "openai:m",
      "--json",
    ];
    const run = await runInMemory(args, { cwd });
    configure({ backends: undefined });
    server.close();
    expect(JSON.parse(run.out)).toMatchObject({ made: 1 });
    expect(calls).toBeGreaterThan(1);
  });
});

describe("sdialog inspect", () => {
  it("lists modules and takes a reply apart", async () => {
    const { out } = await runInMemory(["inspect", "modules", "--json"], { cwd });
    expect((JSON.parse(out) as { paths: string[] }).paths).toContain("model.layers.3.mlp");
    const args = [
      "inspect",
      "reply",
      "Hi! What can I get you?",
      "--site",
      "model.layers.2,model.layers.5",
      "--svg",
      "map.svg",
      "--json",
    ];
    const { text, sites, tokens } = JSON.parse((await runInMemory(args, { cwd })).out) as {
      text: string;
      sites: string[];
      tokens: { token: string; top: { probability: number }[] }[];
    };
    expect(sites).toEqual(["model.layers.2", "model.layers.5"]);
    expect(tokens.map(({ token }) => token).join("")).toContain(text);
    for (const { top } of tokens)
      expect(top.reduce((sum, { probability }) => sum + probability, 0)).toBeLessThanOrEqual(1.001);
    expect(await readFile(join(cwd, "map.svg"), "utf8")).toContain("<svg");
    expect((await runInMemory(["inspect", "reply", "Hi", "--site", "model.layers.99"], { cwd })).status).toBe(
      1,
    );
  });
});

describe("sdialog new", () => {
  it.each([
    ["backend", "my-provider"],
    ["persona", "taxi-driver"],
    ["orchestrator", "EncourageDetail"],
    ["metric", "exclamation rate"],
    ["scenario", "return-a-vase"],
  ])("starts a package for a %s, and overwrites nothing", async (what, name) => {
    expect((await runInMemory(["new", what, name, "--out", what], { cwd })).status).toBe(0);
    const manifest = JSON.parse(await readFile(join(cwd, what, "package.json"), "utf8")) as {
      dependencies?: Record<string, string>;
    };
    for (const range of Object.values({ ...manifest.dependencies })) expect(range).toMatch(/^[~^]?\d/);
    expect((await runInMemory(["new", what, name, "--out", what], { cwd })).err).toContain("already exists");
  });

  it("refuses names and kinds there are none of", async () => {
    expect((await runInMemory(["new", "metric", "../bad"], { cwd })).status).toBe(2);
    expect((await runInMemory(["new", "thing", "x"], { cwd })).status).toBe(2);
  });
});

describe("sdialog serve", () => {
  it("answers over HTTP as the persona, logs the dialogue, and ends on interruption", async () => {
    await saveAttributes(new Persona({ name: "Alice", role: "friendly barista" }), join(cwd, "alice.json"));
    const args = ["--persona", "alice.json", "--name", "alice", "--log", "log.jsonl"];
    const { url, stop } = await serveInMemory(args, cwd);
    const response = await fetch(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: "alice", messages: [{ role: "user", content: "Hi, a coffee please." }] }),
    });
    const answer = (await response.json()) as { choices: { message: { content: string } }[] };
    expect(answer.choices[0]?.message.content).not.toBe("");
    expect(await stop()).toBe(130);
    expect(await readFile(join(cwd, "log.jsonl"), "utf8")).toContain("a coffee please");
  });

  it.each([
    ["bot.example", "requests to 127.0.0.1 are refused, as it is not among --hosts\n", 403],
    ["bot.example,127.0.0.1", "", 200],
  ])("says when it cannot be reached where it is said to serve: --hosts %s", async (hosts, note, status) => {
    const { url, notes, stop } = await serveInMemory(["--hosts", hosts], cwd);
    expect(notes()).toBe(note);
    expect((await fetch(`${url}/v1/models`)).status).toBe(status);
    await stop();
  });
});
