import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { functionChatbot } from "@sdialog/agents";
import { type ChatModel, ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { loadRecipe, runRecipe, showRun } from "@sdialog/runner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderTestReport } from "../report/render-test-report.ts";
import { junitXml } from "../results/junit-xml.ts";
import { readTestedDialogs } from "../results/tested-dialog.ts";
import { defineScenario, type ScenarioInput } from "../scenario/scenario.ts";
import { matchers } from "../simulate/matchers.ts";
import type { FindingClass } from "../results/finding.ts";
import { madeUpVerdict } from "../testing/made-up-result.ts";
import { outcomeOf } from "./judge-conversation.ts";
import { testChatbot } from "./test-chatbot.ts";

const greeter = functionChatbot(({ message }) => `You said: ${message}`, "greeter");
const verdict = (met: boolean): string =>
  JSON.stringify({ reason: "so it is", quotes: [{ turn: 2, quote: "You said" }], met });

/** Judges so many conversations, and then does not any more. */
function judgeThat(fails: (asked: number) => unknown): ChatModel {
  let asked = 0;
  return scriptedModel(() => {
    const failure = fails(++asked);
    if (failure instanceof Error) throw failure;
    return typeof failure === "string" ? failure : verdict(true);
  });
}
const gone = new ModelError("the judge is gone", { kind: "content_filter", model: "x:judge" });

describe("a conversation that nobody can judge", () => {
  it.each<[string, ChatModel, Partial<ScenarioInput>, string]>([
    ["a judge's model fails", judgeThat((asked) => asked > 2 && gone), {}, "the judge is gone"],
    [
      "a judge writes no verdict",
      judgeThat((asked) => asked > 2 && "I would rather not say."),
      {},
      "nobody could decide",
    ],
    [
      "a judge quotes what nobody said",
      judgeThat((asked) => asked > 2 && verdict(true).replace("You said", "They sang")),
      {},
      "quotes what nobody said",
    ],
    [
      "a check of one's own asks a model that fails",
      judgeThat(() => false),
      {
        expect: [
          {
            name: "asks a model",
            check: ({ dialog }) => {
              if (/3|4/.test(dialog.turns[1]?.text ?? "")) throw gone;
              return true;
            },
          },
        ],
      },
      "the judge is gone",
    ],
  ])("is kept and counted where %s", async (_, judge, more, reason) => {
    const people = ["1", "2", "3", "4"];
    const test = await testChatbot(greeter, {
      scenarios: people.map((name) =>
        defineScenario({ name, script: [name], expect: [{ judge: "It answers." }, { said: name }], ...more }),
      ),
      personas: ["Ann"],
      judge,
      concurrency: 1,
      probe: false,
    });
    expect(test.summary).toMatchObject({ conversations: 4, passed: 2, failed: 0, errors: 2 });
    for (const { dialog, result } of test.conversations.slice(2)) {
      expect(result.outcome).toBe("error");
      expect(dialog.turns.map(({ text }) => text)).toEqual([
        result.cell.scenario,
        `You said: ${result.cell.scenario}`,
      ]);
      expect(JSON.stringify(result.findings)).toContain(reason);
    }
    expect(matchers.toPass(test).pass).toBe(false);
    expect(junitXml(test.conversations.map(({ result }) => result))).toContain(
      'tests="4" failures="0" errors="2"',
    );
    expect(renderTestReport(test.conversations)).toContain("2 passed, 2 could not be judged");
  });

  it("still fails for what is known of it", async () => {
    const { summary } = await testChatbot(greeter, {
      scenarios: [
        defineScenario({ name: "s", script: ["Hi"], expect: [{ judge: "x" }, { notSaid: "you said" }] }),
      ],
      personas: ["Ann"],
      judge: judgeThat(() => gone),
      probe: false,
    });
    expect(summary).toMatchObject({ conversations: 1, failed: 1 });
  });
});

describe("a run", () => {
  let out: string;
  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), "sdialog-unjudged-"));
  });
  afterAll(() => rm(out, { recursive: true, force: true }));

  it("counts conversations that nobody could judge where it shows what came of it", async () => {
    const server = createServer((_, response) => response.end('{"reply":"Hello."}')).listen(0, "127.0.0.1");
    await once(server, "listening");
    const loaded = await loadRecipe({
      kind: "test",
      chatbot: {
        type: "webhook",
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        body: { text: "{{message}}" },
        answer: "reply",
      },
      model: "local:pocket",
      judge: "mine:judge",
      concurrency: 1,
      modelRetries: 0,
      personas: ["Ann", "Bea"],
      scenarios: [{ name: "s", script: ["Hi"], expect: [{ judge: "It greets." }] }],
    });
    await runRecipe(loaded, { out, models: { "mine:judge": judgeThat(() => gone) } });
    server.close();
    const { outcomes, failed } = await showRun(out);
    expect(failed).toBe(2);
    expect(outcomes).toMatchObject({ reached: 0, missed: 2, outcomes: { error: 2 } });
    expect((await readTestedDialogs(out)).map(({ dialog }) => dialog.length)).toEqual([2, 2]);
  });
});

describe("a goal", () => {
  const demonstration = (reply: string): ChatModel => ({
    ...scriptedModel(() => reply),
    notice: "a demonstration model",
  });
  const buyer = (last: string): ChatModel => {
    const lines = ['"When do you open?"', '"And on Sunday?"', last];
    return scriptedModel(
      ({ messages }) =>
        lines[
          Math.min(messages.filter(({ role }) => role === "assistant").length, lines.length - 1)
        ] as string,
    );
  };
  const content = () => buyer("FINISH");
  const never = () => {
    let asked = 0;
    return scriptedModel(() => `"What about number ${asked++}?"`);
  };

  it.each<
    [
      what: string,
      user: () => ChatModel,
      judge: ChatModel | undefined,
      more: Partial<ScenarioInput>,
      outcome: string,
      goals: readonly [reached: number, missed: number, unjudged: number],
    ]
  >([
    ["is expected, and reached", content, undefined, {}, "passed", [1, 0, 0]],
    ["is expected, and not reached", never, undefined, {}, "failed", [0, 1, 0]],
    [
      "is not expected where a scenario says so",
      never,
      undefined,
      { expectGoal: false },
      "passed",
      [0, 1, 0],
    ],
    [
      "counts softly where a scenario says so",
      never,
      undefined,
      { expect: [{ goalReached: true, level: "soft" }] },
      "passed",
      [0, 1, 0],
    ],
    [
      "may be expected not to be reached",
      never,
      undefined,
      { expect: [{ goalReached: false }] },
      "passed",
      [0, 1, 0],
    ],
    [
      "is not reached soon when it never is",
      never,
      undefined,
      { expectGoal: false, expect: [{ maxAnswers: 3 }] },
      "failed",
      [0, 1, 0],
    ],
    ["is not judged where nobody can tell", () => demonstration("Hm?"), undefined, {}, "passed", [0, 0, 1]],
    [
      "cannot be asked for where nobody can tell",
      () => demonstration("Hm?"),
      undefined,
      { expect: [{ goalReached: true }] },
      "error",
      [0, 0, 1],
    ],
    [
      "is judged by a judge where the user cannot tell: reached",
      () => demonstration("Hm?"),
      scriptedModel(() => verdict(true)),
      {},
      "passed",
      [1, 0, 0],
    ],
    [
      "is judged by a judge where the user cannot tell: not reached",
      () => demonstration("Hm?"),
      scriptedModel(() => verdict(false)),
      {},
      "failed",
      [0, 1, 0],
    ],
    [
      "is an error where the judge who should tell fails",
      () => demonstration("Hm?"),
      judgeThat(() => gone),
      {},
      "error",
      [0, 0, 1],
    ],
  ])("%s", async (_, user, judge, more, outcome, [reached, missed, unjudged]) => {
    const { conversations, summary } = await testChatbot(greeter, {
      scenarios: [defineScenario({ name: "s", goal: "the opening hours", maxTurns: 6, ...more })],
      personas: ["Ann"],
      user: { model: user() },
      judge,
      probe: false,
    });
    const [one] = conversations;
    expect(one?.result.findings.filter(({ class: kind }) => kind === "user_fault")).toEqual([]);
    expect(one?.result.outcome).toBe(outcome);
    expect(summary.goals).toEqual({ reached, missed, unjudged });
    const page = renderTestReport(conversations);
    expect(page.includes("goals were not judged")).toBe(unjudged > 0);
  });
});

describe("what comes of a conversation", () => {
  const failed = madeUpVerdict();
  it.each<[string, Parameters<typeof outcomeOf>[0], readonly (readonly [FindingClass, "hard" | "soft"])[]]>([
    ["passed", [], []],
    ["passed", [madeUpVerdict({ passed: true })], []],
    ["passed", [madeUpVerdict({ level: "soft" })], [["bot_repeated", "soft"]]],
    ["failed", [failed], []],
    ["failed", [], [["bot_error", "hard"]]],
    ["failed", [madeUpVerdict({ passed: true })], [["tool_error", "hard"]]],
    // Nobody knows, unless something is known that fails it.
    ["error", [madeUpVerdict({ passed: null })], [["judge_fault", "hard"]]],
    ["error", [], [["hook_error", "hard"]]],
    ["failed", [failed], [["judge_fault", "hard"]]],
    [
      "failed",
      [],
      [
        ["check_error", "hard"],
        ["bot_empty", "hard"],
      ],
    ],
    ["passed", [], [["judge_fault", "soft"]]],
    // It says nothing about the bot, whatever it shows.
    ["error", [failed], [["user_fault", "hard"]]],
    [
      "error",
      [],
      [
        ["bot_error", "hard"],
        ["user_fault", "hard"],
      ],
    ],
  ])("is %s, with these verdicts and findings: %#", (outcome, verdicts, findings) => {
    const found = findings.map(([kind, level]) => ({ class: kind, level, message: "", evidence: [] }));
    expect(outcomeOf(verdicts, found)).toBe(outcome);
  });

  it.each([
    ["judge", { judge: "It is polite." }, "hard", "judge_fault"],
    ["judge", { judge: "It is polite.", level: "soft" }, "soft", "judge_fault"],
    [
      "check",
      {
        name: "own",
        check: () => {
          throw new Error("no");
        },
      },
      "hard",
      "check_error",
    ],
  ] as const)("names whoever could not decide: a %s", async (_what, expectation, level, kind) => {
    const { conversations } = await testChatbot(greeter, {
      scenarios: [defineScenario({ name: "s", script: ["Hi"], expect: [expectation] })],
      personas: ["Ann"],
      judge: scriptedModel(() => "I would rather not say."),
      probe: false,
    });
    const { findings } = conversations[0]?.result ?? {};
    expect(findings?.map((finding) => [finding.class, finding.level])).toEqual([[kind, level]]);
  });
});
