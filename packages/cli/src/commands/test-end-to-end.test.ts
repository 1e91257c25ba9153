import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shellWord } from "../terminal/shell-word.ts";
import { type CliRun, runInMemory } from "../testing/run-in-memory.ts";
import { shellWords } from "../testing/shell-words.ts";

let cwd: string;
let url: string;
/** How many messages the bot has had, and what it makes of one. */
let asked = 0;
let answer = (_message: string, _count: number): string => "Good morning!";
const server = createServer((request, response) => {
  void text(request).then((body) => {
    const { message } = JSON.parse(body) as { message: string };
    if (request.url?.endsWith("/completions") === true) {
      const choice = { index: 0, finish_reason: "stop", message: { role: "assistant", content: '"Hello."' } };
      const usage = { prompt_tokens: 90, completion_tokens: 10, total_tokens: 100 };
      response.setHeader("content-type", "application/json");
      response.end(
        JSON.stringify({
          id: "c",
          object: "chat.completion",
          created: 1,
          model: "m",
          usage,
          choices: [choice],
        }),
      );
      return;
    }
    response.end(JSON.stringify({ answer: answer(message, ++asked) }));
  });
});

const recipe = (more: object = {}) => ({
  kind: "test",
  chatbot: { type: "webhook", url },
  scenarios: [
    {
      name: "greets",
      script: ["Hello."],
      maxTurns: 2,
      expect: [{ said: "morning" }, { said: "sunshine", level: "soft" }],
    },
  ],
  personas: [{ name: "Ann" }, { name: "Bea" }],
  concurrency: 1,
  ...more,
});
const write = (name: string, data: object) => writeFile(join(cwd, name), JSON.stringify(data));
const test = (...args: string[]): Promise<CliRun> => runInMemory(["test", ...args], { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-end-to-end-"));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`;
  await write("greets.json", recipe());
});
beforeEach(() => {
  asked = 0;
  answer = () => "Good morning!";
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(cwd, { recursive: true, force: true });
});

describe("sdialog test, from one end to the other", () => {
  it("repeats, says how sure it is, and writes what people and machines read", async () => {
    // The probe, then round by round: Bea's third conversation fails.
    answer = (_message, count) =>
      count === 7 ? "Hm." : count % 2 === 0 ? "Morning, sunshine!" : "Good morning!";
    const run = await test(
      "greets.json",
      "--repeat",
      "3",
      "--out",
      "a",
      "--junit",
      "new/a.xml",
      "--html",
      "a.html",
    );
    expect(run.status).toBe(1);
    expect(asked).toBe(7);
    expect(run.out).toMatch(/greets\W+6\W+5\W+1\W+0\W+83 %/);
    // Ann: 1, 1, 1; Bea: 2/3, 1/3, 0.
    expect(run.out).toMatch(/pass\^2 67 % \(95 %: \d+ % to 100 %\), pass\^3 50 %/);
    expect(run.out).toMatch(/Soft expectations: a mean score of 0\.50/);
    expect(run.out).toContain(
      [
        '  3× bot says "sunshine" (soft)',
        '  1× bot says "morning"',
        "greets, Bea, #3",
        "  2 Chatbot: Hm.",
        "Everything is in ",
      ].join("\n"),
    );
    expect(run.out).not.toContain("Goals");
    expect(await readFile(join(cwd, "new/a.xml"), "utf8")).toContain('tests="6" failures="1" errors="0"');
    const page = await readFile(join(cwd, "a.html"), "utf8");
    expect(page).toContain("1 of 6 conversations failed");
    expect(page).toMatch(/pass\^3<\/dt>\s*<dd>50 % \(/);
  });

  it("goes on where it stopped, says nothing twice, and takes up only what failed", async () => {
    answer = (_message, count) => (count === 4 ? "Hm." : "Good morning!");
    expect((await test("greets.json", "--repeat", "2", "--out", "b", "count=1")).status).toBe(0);
    expect(asked).toBe(2);
    const run = await test("greets.json", "--repeat", "2", "--out", "b", "--json");
    expect(JSON.parse(run.out)).toEqual({ conversations: 4, passed: 3, failed: 1, errors: 0 });
    // A probe each, and three conversations that were not held yet; the first of them failed.
    expect(asked).toBe(2 + 1 + 3);
    const mended = await test("greets.json", "--repeat", "2", "--out", "b", "--only", "failed", "--json");
    expect(JSON.parse(mended.out)).toEqual({ conversations: 1, passed: 1, failed: 0, errors: 0 });
    expect(mended.status).toBe(0);
    expect(asked).toBe(6 + 2);
  });

  it("takes up what failed of the recipe that is named, and of no other", async () => {
    answer = () => "Hm.";
    await write("named.json", recipe({}));
    const folder = shellWord(join(cwd, "n"));
    expect((await test("named.json", "repeat=1", "--out", "n")).err).toContain(
      `sdialog test ${folder} --only failed`,
    );
    answer = () => "Good morning!";
    const again = await test("named.json", "--out", "n", "--only", "failed", "--json");
    expect(JSON.parse(again.out)).toMatchObject({ failed: 0, errors: 0 });
    expect(again.err).not.toContain("differs from");
    // What a flag could have said is that of the folder, and that it is is said.
    await write("named.json", recipe({ seed: 9, judge: "openai:other" }));
    const edited = await test("named.json", "--out", "n", "--only", "failed", "--json");
    expect(edited.err).toMatch(/^(?:`seed`, `judge`|`judge`, `seed`): named\.json differs from .+n here\./);
    expect(edited.status).toBe(0);
    // What the command itself says must be as it was.
    for (const [change, field] of [
      ["seed=11", "seed"],
      ["personas.0.name=Cy", "personas"],
    ] as const) {
      const refused = await test("named.json", change, "--out", "n", "--only", "failed");
      expect([refused.status, refused.err]).toEqual([2, expect.stringContaining(`what differs: ${field}`)]);
    }
    await write("named.json", recipe({ scenarios: [{ name: "else", script: ["Bye."] }] }));
    const held = asked;
    for (const other of ["named.json", "nowhere.json"]) {
      const refused = await test(other, "--out", "n", "--only", "failed");
      expect(refused.status).toBe(2);
      expect(refused.err).toMatch(/what differs: scenarios|nowhere\.json/);
    }
    expect(asked).toBe(held);
  });

  it("prints what was held when a budget ends the run, and counts what was not as errors", async () => {
    const baseURL = url.replace("/chat", "/v1");
    await write("spends.json", {
      ...recipe({ model: { name: "openai:m", baseURL }, budget: { tokens: 50 } }),
      scenarios: [{ name: "wants", goal: "to be greeted", expectGoal: false, maxTurns: 2 }],
    });
    const run = await test("spends.json", "--out", "spent", "--json", "--junit", "spent.xml");
    // Ann is heard, and spends more than there is.
    expect(JSON.parse(run.out)).toEqual({ conversations: 2, passed: 1, failed: 0, errors: 1 });
    expect(run.status).toBe(1);
    expect(run.err).toContain("The budget ended the run");
    const raised = `sdialog test ${shellWord(join(cwd, "spent"))} --junit spent.xml budget.tokens=`;
    expect(run.err).toContain(`Raise the budget and continue with: ${raised}…`);
    const xml = await readFile(join(cwd, "spent.xml"), "utf8");
    expect(xml).toContain('tests="2" failures="0" errors="1"');
    expect(xml).toContain("the run ended before it began");
    const [, ...again] = shellWords(`${raised}9999`);
    expect((await runInMemory(again, { cwd })).out).toMatch(/wants +│ 2 +│ 2 +│/);
  });

  it("names a bot of one's own, and the tools of its scenario get to it", async () => {
    await writeFile(
      join(cwd, "shop.mjs"),
      `export const name = "shop";
       export function bot(register, functionChatbot) {
         register("chatbot", { name: "shop", description: "a shop", from: "here", create: () => functionChatbot(async ({ call }) => {
           await call("refund", { order: "o1" });
           return "Done.";
         }, "shop") });
       }`,
    );
    const { register } = await import("@sdialog/core");
    const { functionChatbot } = await import("@sdialog/agents");
    const { bot } = (await import(join(cwd, "shop.mjs"))) as {
      bot(register: unknown, functionChatbot: unknown): void;
    };
    bot(register, functionChatbot);
    const environment = {
      tables: { orders: { rows: [{ id: "o1", status: "paid" }] } },
      tools: [
        {
          name: "refund",
          description: "Refunds an order",
          input: { order: "string" },
          does: "update",
          table: "orders",
          where: { id: "{{order}}" },
          set: { status: "refunded" },
        },
      ],
    };
    const scenario = {
      name: "refund",
      script: ["I want my money back."],
      maxTurns: 2,
      environment,
      expect: [{ endState: { orders: { o1: { status: "refunded" } } } }],
    };
    await write("shop.json", recipe({ chatbot: { type: "shop" }, scenarios: [scenario] }));
    expect((await test("shop.json", "--out", "shop")).status).toBe(0);
    // The same against a bot that cannot be lent them is refused, and hears nothing.
    await write("not-lent.json", recipe({ scenarios: [scenario] }));
    const refused = await test("not-lent.json", "--out", "not-lent");
    expect(refused.status).toBe(2);
    expect(refused.err).toContain("its environment lends tools, and the chatbot");
    expect(refused.err).toContain("{{tools}}");
    expect(asked).toBe(0);
  });

  it.each<[string, string[], string]>([
    ["a file of results is a folder", ["--junit", "taken"], "taken cannot be written as a file"],
    [
      "a page would stand below a file",
      ["--html", "greets.json/x.html"],
      "is a file where a folder is needed",
    ],
    [
      "a file of results has too long a name",
      ["--junit", `new/${"x".repeat(300)}.xml`],
      "nothing can be written at",
    ],
    [
      "a page would stand where no file can be",
      ["--html", "/proc/nowhere/x.html"],
      "nothing can be written at",
    ],
    ["the baseline is not there", ["--compare", "nowhere"], "nowhere"],
    ["the baseline is no test", ["--compare", "strange"], "no result of a test"],
    ["nothing is there of which something failed", ["--only", "failed"], "holds no test"],
    ["a field of the recipe is unknown", ["repeats=3"], "repeats"],
    ["a number is not one", ["--repeat", "often"], "whole number"],
    ["nothing would be repeated", ["--repeat", "0"], "repeat"],
    ["no model is called so", ["--judge", "nowhere:x", 'scenarios.0.expect=[{"judge":"kind"}]'], "nowhere"],
    ["nobody could play the users", ["--model", "nowhere:x", 'scenarios.0.goal="x"'], "nowhere"],
    ["a bot of this type is at another kind of address", ["chatbot.type=websocket"], "url"],
    ["an expectation has no known key", ['scenarios.0.expect=[{"sayed":"x"}]'], "expect"],
    ["what is expected cannot be met", ['scenarios.0.expect=[{"endState":{}}]'], "cannot be met"],
    ["a flag is for addresses", ["--goal", "x"], "--goal is for a test of an address"],
    ["a flag is unknown", ["--gaol", "x"], "--gaol"],
  ])("does not start, and spends nothing, when %s", async (_what, args, message) => {
    await mkdir(join(cwd, "taken"), { recursive: true });
    await mkdir(join(cwd, "strange"), { recursive: true });
    await writeFile(join(cwd, "strange/dialogues.jsonl"), '{"turns":[{"speaker":"A","text":"Hi"}]}\n');
    const run = await test("greets.json", "--out", "never", ...args);
    expect(run.status).toBe(2);
    expect(run.err).toContain(message);
    expect(asked).toBe(0);
  });

  it("says one word and no more to a bot that answers elsewhere than described", async () => {
    const run = await test("greets.json", "--out", "never", "chatbot.answer=reply.text");
    expect(run.status).toBe(2);
    expect(run.err).toContain('holds no text at "reply.text"');
    expect(asked).toBe(1);
  });
});
