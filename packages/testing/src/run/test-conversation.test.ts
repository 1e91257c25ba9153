import { type ChatbotFunction, functionChatbot } from "@sdialog/agents";
import { ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { carryOutHook, type Hook } from "../scenario/hook.ts";
import { defineScenario, type ScenarioInput } from "../scenario/scenario.ts";
import { testChatbot, type TestChatbotOptions } from "./test-chatbot.ts";

const silent = scriptedModel(() => {
  throw new ModelError("the model is gone", { kind: "content_filter", model: "x:gone" });
});

/** Tests a bot of which only the hooks matter, and keeps what happened in its order, by session. */
async function hooked(
  more: Partial<ScenarioInput>,
  options: Partial<TestChatbotOptions> = {},
  answer: ChatbotFunction = () => "Yes.",
) {
  const happened = new Map<string, string[]>();
  const log = (session: string, what: string) =>
    happened.set(session, [...(happened.get(session) ?? []), what]);
  const scenario = defineScenario({
    name: "hooked",
    ...(more.goal === undefined ? { script: ["Hi"] } : {}),
    ...more,
    async setUp(moment) {
      log(moment.session, "set up");
      if (more.setUp !== undefined) await carryOutHook(more.setUp as Hook, moment);
    },
    async tearDown(moment) {
      log(moment.session, "torn down");
      if (more.tearDown !== undefined) await carryOutHook(more.tearDown as Hook, moment);
    },
  });
  const bot = functionChatbot((question) => {
    // The bot is told the same session as the hooks.
    log(question.session, "asked");
    return answer(question);
  }, "bot");
  const testing = testChatbot(bot, {
    scenarios: [scenario],
    personas: ["Ann", "Bea"],
    user: { model: silent },
    concurrency: 1,
    probe: false,
    ...options,
  });
  const test = await testing.catch((error: unknown) => error as Error);
  return { test, happened };
}

const results = ({ test }: Awaited<ReturnType<typeof hooked>>) => {
  if (test instanceof Error) throw test;
  return test.conversations.map(({ result }) => result);
};

/** Sets up for everybody but this person, for whom it fails so many times. */
function failingFor(person: string, times: number): NonNullable<ScenarioInput["setUp"]> {
  let failed = 0;
  return ({ cell }) => {
    if (cell.persona === person && failed++ < times) throw new Error("no database");
  };
}

describe("hooks of a scenario", () => {
  it("run around each conversation, each with a session of its own", async () => {
    const { happened } = await hooked({}, { repeat: 2 });
    expect(happened.size).toBe(4);
    for (const order of happened.values()) expect(order).toEqual(["set up", "asked", "torn down"]);
  });

  it.each<[string, Partial<ScenarioInput>, Partial<TestChatbotOptions>, ChatbotFunction?]>([
    [
      "the bot fails",
      {},
      {},
      () => {
        throw new Error("out of order");
      },
    ],
    ["the bot does not answer in time", {}, { answerTimeoutMs: 5 }, () => new Promise<string>(() => {})],
    ["an expectation is not met", { expect: [{ said: "No" }] }, {}],
    [
      "a check of one's own throws",
      {
        expect: [
          {
            name: "own",
            check: () => {
              throw new Error("no check");
            },
          },
        ],
      },
      {},
    ],
    ["the user's model fails", { goal: "Anything." }, {}],
    ["a judge's model fails", { expect: [{ judge: "It is kind." }] }, {}],
  ])("clean up when %s", async (_, more, options, answer) => {
    const { happened, test } = await hooked(more, options, answer);
    expect(happened.size).toBeGreaterThan(0);
    for (const order of happened.values()) {
      expect(order[0]).toBe("set up");
      expect(order.at(-1)).toBe("torn down");
      const times = (what: string) => order.filter((one) => one === what).length;
      expect(times("torn down")).toBe(times("set up"));
    }
    if (!(test instanceof Error)) expect(test.summary.passed).toBe(0);
  });

  it("clean up when the test is cancelled", async () => {
    const stop = new AbortController();
    const { happened, test } = await hooked({}, { signal: stop.signal }, () => {
      stop.abort();
      return new Promise<string>(() => {});
    });
    expect(test).toBeInstanceOf(Error);
    expect([...happened.values()]).toEqual([["set up", "asked", "torn down"]]);
  });

  it("that cannot set up keep only their own conversation from being held", async () => {
    const run = await hooked({ setUp: failingFor("Ann", Number.POSITIVE_INFINITY) });
    const [ann, bea] = results(run).toSorted((a, b) => a.cell.persona.localeCompare(b.cell.persona));
    expect(ann).toMatchObject({
      outcome: "error",
      findings: [{ class: "hook_error", level: "hard", message: "setUp: no database" }],
    });
    expect(bea?.outcome).toBe("passed");
    // Every try has a session of its own, so that none finds what another has left.
    const tries = [...run.happened.values()].filter((order) => !order.includes("asked"));
    expect(tries).toEqual(Array.from({ length: 3 }, () => ["set up", "torn down"]));
  });

  it("that cannot set up at once are tried again", async () => {
    const run = await hooked({ setUp: failingFor("Ann", 2) });
    expect(results(run).map(({ outcome }) => outcome)).toEqual(["passed", "passed"]);
  });

  it.each([
    ["passed otherwise", [], "error"],
    ["failed", [{ said: "No" }], "failed"],
  ] as const)("that cannot clean up lose nothing of a conversation that %s", async (_, expected, outcome) => {
    const tearDown = () => {
      throw new Error("still open");
    };
    const run = await hooked({ tearDown, expect: expected });
    for (const result of results(run)) {
      expect(result.outcome).toBe(outcome);
      expect(result.verdicts).toHaveLength(expected.length);
      expect(result.findings).toMatchObject([{ class: "hook_error", message: "tearDown: still open" }]);
    }
    for (const order of run.happened.values()) expect(order).toEqual(["set up", "asked", "torn down"]);
  });

  it("tell both when a model fails and the cleaning up, too", async () => {
    const tearDown = () => {
      throw new Error("still open");
    };
    const [first] = results(await hooked({ goal: "Anything.", tearDown }));
    expect(first?.findings.map((finding) => finding.class)).toEqual(["user_fault", "hook_error"]);
  });
});
