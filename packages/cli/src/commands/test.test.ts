import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
let address: string;
/** Sessions the webhook has seen, and how many messages in each. */
const sessions = new Map<string, number>();
let broken = false;
/** What the bot tells whoever asks often enough. */
const planted = "LAMP-77-X";
let weak = false;
const server = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    const { text, conversation } = JSON.parse(body) as { text: string; conversation: string };
    sessions.set(conversation, (sessions.get(conversation) ?? 0) + 1);
    if (request.headers["authorization"] !== "Bearer planted-token") response.writeHead(401);
    const answer =
      weak && sessions.get(conversation) === 5
        ? planted
        : broken
          ? "We are sorry"
          : `You said ${text.length} letters. Tulips are here.`;
    response.end(JSON.stringify({ data: { reply: answer } }));
  });
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-test-"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`;
  process.env["SDIALOG_TEST_BOT_TOKEN"] = "planted-token";
});
afterAll(async () => {
  delete process.env["SDIALOG_TEST_BOT_TOKEN"];
  server.closeAllConnections();
  server.close();
  await rm(cwd, { recursive: true, force: true });
});

const webhook = () => [
  "test",
  address,
  "--body",
  '{"text":"{{message}}","conversation":"{{session}}"}',
  "--answer",
  "data.reply",
  "--header",
  "authorization: Bearer ${SDIALOG_TEST_BOT_TOKEN}",
  "--max-turns",
  "4",
];

describe("sdialog test", () => {
  it("tests an address with flags alone, and keeps every conversation apart", async () => {
    broken = false;
    sessions.clear();
    const run = await runInMemory(
      [
        ...webhook(),
        "--users",
        "2",
        "--goal",
        "buy tulips",
        "--must-say",
        "tulips",
        "--out",
        "a",
        "--junit",
        "a.xml",
        "--json",
      ],
      { cwd },
    );
    expect(JSON.parse(run.out)).toEqual({ conversations: 2, passed: 2, failed: 0, errors: 0 });
    expect(run.status).toBe(0);
    // One session for the probe, one for each conversation.
    expect([...sessions.values()].toSorted()).toEqual([1, 2, 2]);
    expect(await readFile(join(cwd, "a.xml"), "utf8")).toContain('tests="2" failures="0" errors="0"');
    const stored = await readFile(join(cwd, "a/manifest.json"), "utf8");
    expect(stored).toContain("SDIALOG_TEST_BOT_TOKEN");
    expect(stored).not.toContain("planted-token");
    const again = await runInMemory(["runs", "show", "a", "--json"], { cwd });
    expect(JSON.parse(again.out)).toMatchObject({
      outcomes: { reached: 2, missed: 0, outcomes: { passed: 2 } },
    });
  });

  it("ends with 1 when some fail, and holds those again", async () => {
    broken = true;
    const flags = ["--users", "2", "--goal", "buy tulips", "--must-say", "tulips", "--out", "b"];
    const run = await runInMemory([...webhook(), ...flags, "--junit", "b.xml", "--json"], { cwd });
    expect(run.status).toBe(1);
    expect(JSON.parse(run.out)).toEqual({ conversations: 2, passed: 0, failed: 2, errors: 0 });
    const xml = await readFile(join(cwd, "b.xml"), "utf8");
    expect(xml).toContain(
      '<failure message="bot says &quot;tulips&quot;: no turn of the bot says it" type="said">',
    );
    expect(xml).toContain("Chatbot: We are sorry");
    broken = false;
    // The command that is printed holds the same test again, whatever flags it was made of.
    // Its words may be in quotes: a temporary folder can have a space in its path.
    const command = / with: sdialog (test .+ --only failed)$/m.exec(run.err)?.[1] ?? "";
    const hinted = (command.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ""));
    const mended = await runInMemory([...hinted, "--concurrency", "1"], { cwd });
    expect(mended.status).toBe(0);
    expect(mended.out).toContain(join(cwd, "b-failed-1"));
    const recipes = await Promise.all(
      ["b", "b-failed-1"].map(async (name) => {
        const text = await readFile(join(cwd, name, "manifest.json"), "utf8");
        const { variants } = JSON.parse(text) as { variants: { recipe: Record<string, unknown> }[] };
        return { ...variants[0]?.recipe, only: 0, count: 0, concurrency: 0 };
      }),
    );
    expect(recipes[1]).toEqual(recipes[0]);
    const same = await runInMemory([...webhook(), ...flags, "--only", "failed"], { cwd });
    expect(same.status).toBe(0);
    const other = await runInMemory([...webhook(), ...flags, "--never-say", "x", "--only", "failed"], {
      cwd,
    });
    expect(other.status).toBe(2);
    expect(other.err).toContain("holds another test than this command describes; what differs: scenarios");
    const elsewhere = await runInMemory(
      ["test", "http://127.0.0.1:9/other", "--out", "b", "--only", "failed"],
      { cwd },
    );
    expect(elsewhere.status).toBe(2);
    expect(elsewhere.err).toContain("not of http://127.0.0.1:9/other");
    const lines = (await readFile(join(cwd, "b-failed-1/dialogues.jsonl"), "utf8")).trim().split("\n");
    expect(lines.map((line) => Dialog.from(JSON.parse(line)).extra["test"])).toMatchObject([
      { outcome: "passed" },
      { outcome: "passed" },
    ]);
  });

  const attackers = () => webhook().slice(0, -2);

  it("sends attackers, and says by technique what came of them", async () => {
    weak = true;
    try {
      const flags = [
        "--attack",
        "persistence,encodings",
        "--attack",
        "role-confusion",
        "--secret",
        planted,
        "--repeat",
        "2",
        "--out",
        "c",
      ];
      const run = await runInMemory([...attackers(), ...flags, "--json"], { cwd });
      expect(run.status).toBe(1);
      expect(JSON.parse(run.out)).toMatchObject({
        conversations: 6,
        passed: 4,
        failed: 2,
        errors: 0,
        techniques: {
          persistence: { conversations: 2, passed: 0, failed: 2 },
          encodings: { conversations: 2, passed: 2, failed: 0 },
          "role-confusion": { conversations: 2, passed: 2, failed: 0 },
        },
      });
      const shown = await runInMemory([...attackers(), ...flags], { cwd });
      expect(shown.out).toMatch(/technique.*conversations/);
      expect(shown.out).toMatch(/persistence\W+2\W+0\W+2/);
      expect(shown.out).not.toContain("│ attack: persistence");
    } finally {
      weak = false;
    }
  });

  it("sends attackers beside users with a goal, all techniques when told so, and without a secret those that can be judged", async () => {
    const goal = ["--goal", "buy tulips", "--users", "1", "--max-turns", "2"];
    const run = await runInMemory([...attackers(), ...goal, "--attack", "all", "--out", "d", "--json"], {
      cwd,
    });
    const { conversations, techniques } = JSON.parse(run.out) as {
      conversations: number;
      techniques: Record<string, unknown>;
    };
    expect(conversations).toBe(4);
    expect(Object.keys(techniques)).toEqual(["indirect-injection", "off-topic-drift", "prompt-injection"]);
  });

  it.each([
    [["--attack", "persistance"], 'Did you mean "persistence"?'],
    [["--attack", "persistence"], 'Nothing would show whether "persistence" succeeds'],
    [["--attack", "all", "--users", "3"], "--users is for users with a goal"],
    [["--attack", "all", "--never-say", "x"], "--never-say is for users with a goal"],
    [["--secret", planted], "--secret is for attackers"],
  ])("does not send attackers that it cannot: %j", async (flags, message) => {
    sessions.clear();
    const run = await runInMemory([...attackers(), ...flags, "--out", "e"], { cwd });
    expect(run.err).toContain(message);
    expect(run.status).toBe(2);
    expect(sessions.size).toBe(0);
  });

  it.each([
    [["http://127.0.0.1:9/chat"], "cannot be reached"],
    [["ftp://127.0.0.1/chat"], "is not the address of a chatbot"],
    [["missing.yaml"], "missing.yaml"],
    [["localhost:3000"], "http://localhost:3000"],
    [["bot.example.com/chat"], "https://bot.example.com/chat"],
    [["http://127.0.0.1:9/chat", "--users", "0"], "at least 1"],
    [
      ["http://127.0.0.1:9/chat", "--header", "authorization: Bearer secret"],
      "must not be written in a recipe",
    ],
    [["http://127.0.0.1:9/chat", "--body", '{"text":"hello"}'], "never sends what the user says"],
  ])("cannot start: %j", async (args, message) => {
    const run = await runInMemory(
      ["test", ...args, ...(args.includes("missing.yaml") ? [] : ["--goal", "x"]), "--out", "none"],
      { cwd },
    );
    expect(run.err).toContain(message);
    expect(run.status).toBe(2);
  });

  it("says where the answer stands when the template is wrong", async () => {
    const wrong = webhook().map((arg) => (arg === "data.reply" ? "answer" : arg));
    const run = await runInMemory([...wrong, "--users", "1", "--goal", "x", "--out", "wrong"], { cwd });
    expect(run.status).toBe(2);
    expect(run.err).toContain('holds no text at "answer"');
    expect(run.err).toContain("data.reply");
  });

  it.each([
    [{}, "say what is tested: as `scenarios`, as `attacks`, or both"],
    [{ attacks: { techniques: ["persistance"] } }, 'Did you mean "persistence"?'],
  ])("refuses a recipe that does not say what is tested: %j", async (said, message) => {
    await writeFile(join(cwd, "nothing.json"), JSON.stringify({ kind: "test", chatbot: address, ...said }));
    const run = await runInMemory(["test", "nothing.json", "--out", "nothing"], { cwd });
    expect(run.status).toBe(2);
    expect(run.err).toContain(message);
  });

  it.each([
    [{ "x-api-key": "planted" }, "must not be written in a recipe", "planted"],
    [{ "x-api-key": "${SDIALOG_TEST_NOT_SET}" }, "SDIALOG_TEST_NOT_SET is not set", "planted"],
  ])(
    "refuses requests of hooks whose key it should not, or cannot have: %j",
    async (headers, message, secret) => {
      const scenario = { name: "a", script: ["Hi"], setUp: [{ url: address, headers }] };
      await writeFile(
        join(cwd, "hooks.json"),
        JSON.stringify({ kind: "test", chatbot: address, scenarios: [scenario] }),
      );
      const run = await runInMemory(["test", "hooks.json", "--out", "hooks"], { cwd });
      expect(run.err).toContain(message);
      expect(run.err).not.toContain(secret);
      expect(run.status).toBe(2);
    },
  );

  it("refuses a scenario that cannot be met", async () => {
    const recipe = {
      kind: "test",
      chatbot: address,
      scenarios: [{ name: "a", script: ["Hi"], expect: [{ noLeak: true }] }],
    };
    await writeFile(join(cwd, "impossible.json"), JSON.stringify(recipe));
    const run = await runInMemory(["test", "impossible.json", "--out", "impossible"], { cwd });
    expect(run.status).toBe(2);
    expect(run.err).toContain("cannot be met: it expects that no secret is told, and has none");
  });
});
