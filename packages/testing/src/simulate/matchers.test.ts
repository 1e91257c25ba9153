import { expect, it } from "vitest";
import "../vitest/index.ts";
import { simulate } from "../vitest/index.ts";
import { expect as nodeExpect } from "../node/expect.ts";
import type { ConversationMatchers } from "./conversation-matchers.ts";
import { matchers } from "./matchers.ts";
import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import type { ChatbotFunction } from "@sdialog/agents";
import { madeUpResult } from "../testing/made-up-result.ts";

const shop: ChatbotFunction = ({ messages }) =>
  messages.length === 1
    ? "Which order is it?"
    : {
        text: "Done, the money is on its way. Anything else?",
        toolCalls: [
          { name: "refund", input: { order: "A-1001", items: ["lamp"], amount: 20 }, output: "ok" },
        ],
      };

const buyer = () =>
  scriptedModel(({ messages }) => {
    const said = messages.filter(({ role }) => role === "assistant").length;
    return ['"I want my money back."', '"A-1001."', "FINISH"][said] ?? "FINISH";
  });

it("expects what conversations are like, and negates it", async () => {
  const talks = await simulate(shop, { goal: "a refund", model: buyer(), users: ["Ann", "Bea"] });
  expect(talks.conversations).toHaveLength(2);
  expect(talks).toReachGoal();
  expect(talks).toPass();
  expect(talks).toCallTool("refund");
  expect(talks).toCallTool("refund", { order: "A-1001", items: ["lamp"] });
  expect(talks).not.toCallTool("refund", { order: "B-2" });
  expect(talks).not.toCallTool("refund", { items: [] });
  expect(talks).toNeverSay("as an AI", /LAMP-\d+/);
  expect(talks).not.toNeverSay("which  ORDER");
  for (const none of [[], [""], ["as an AI", " "]] as unknown as [string][])
    expect(() => expect(talks).toNeverSay(...none)).toThrow("toNeverSay is given nothing to look for");
  expect(talks).toEndWith("anything else?");
  expect(talks.conversations[0]).not.toEndWith(/order/);
});

it("says which conversations it does not hold of, and shows the first", async () => {
  const talks = await simulate(shop, { goal: "a refund", model: buyer(), users: ["Ann", "Bea"] });
  expect(() => expect(talks).toNeverSay(/money/)).toThrow(
    "expected a chatbot to never say /money/; it does not in 2 of 2:\n" +
      "  a refund, Ann: turn 4 says “money”\n" +
      "  a refund, Bea: turn 4 says “money”\n\n" +
      "  User: I want my money back.\n  Chatbot: Which order is it?\n  User: A-1001.\n",
  );
  expect(() => expect(talks).toCallTool("look_up")).toThrow("Ann: called refund");
  expect(() => expect(talks).not.toReachGoal()).toThrow("it does in 2 of 2");
});

it.each([0, 1, 2])("holds of all or, negated, of none: %i of 2", async (many) => {
  let held = 0;
  const bot: ChatbotFunction = () => {
    const does = held++ < many;
    const toolCalls = does ? [{ name: "delete", input: { id: 7, by: { name: "Ann" } } }] : [];
    return { text: does ? "Gone. Bye" : "No.", toolCalls };
  };
  const talks = await simulate(bot, { script: ["x"], users: ["A", "B"], probe: false, concurrency: 1 });
  const isGreen = (check: () => void): boolean => {
    try {
      check();
      return true;
    } catch {
      return false;
    }
  };
  const any = { id: expect.any(Number) as number, by: expect.objectContaining({ name: "Ann" }) as object };
  for (const wanted of [expect, nodeExpect]) {
    // Vitest's own remember that they were negated.
    const expected = () =>
      wanted(talks) as unknown as ConversationMatchers<void> & {
        readonly not: ConversationMatchers<void>;
      };
    for (const [of, green] of [
      [() => expected(), many === 2],
      [() => expected().not, many === 0],
    ] as const) {
      expect(isGreen(() => of().toCallTool("delete"))).toBe(green);
      expect(isGreen(() => of().toCallTool("delete", any))).toBe(green);
      expect(isGreen(() => of().toEndWith("bye"))).toBe(green);
    }
    expect(isGreen(() => expected().toNeverSay("gone"))).toBe(many === 0);
    expect(isGreen(() => expected().not.toNeverSay("gone"))).toBe(many === 2);
    expect(isGreen(() => expected().toCallTool("delete", { id: expect.any(String) as string }))).toBe(false);
  }
  if (many === 1)
    expect(() => expect(talks).not.toCallTool("delete", any)).toThrow(/it does in 1 of 2:\n {2}a script, A/);
});

it("does not look at what the user says", async () => {
  const talks = await simulate(() => "Hello.", { script: ["secret"], maxTurns: 2 });
  expect(talks).toNeverSay("secret");
});

it("is red where nobody judged the goal, and where the bot never says a word", async () => {
  const unjudged = await simulate(() => "Hello.", { script: ["x"], users: 1, probe: false });
  expect(() => expect(unjudged).not.toReachGoal()).toThrow("nobody judged whether the goal is reached");
  expect(() => expect(unjudged).toReachGoal()).toThrow("it does not in 1 of 1");
  const silent = await simulate(() => "", { script: ["x"], users: 1, probe: false });
  for (const judge of [
    () => expect(silent).toNeverSay("as an AI"),
    () => expect(silent).not.toCallTool("delete"),
    () => expect(silent).not.toEndWith("bye"),
  ])
    expect(judge).toThrow("the bot gave no answer");
});

it("keeps its place with global expressions, and a text is no pattern", () => {
  const dialog = new Dialog({ turns: [{ speaker: "Chatbot", text: "a.c" }] });
  const one = { dialog, result: madeUpResult() };
  const wanted = /a/g;
  for (let round = 0; round < 3; round++) expect(matchers.toEndWith(one, wanted).pass).toBe(true);
  expect(
    matchers.toEndWith(
      { ...one, dialog: new Dialog({ turns: [{ speaker: "Chatbot", text: "abc" }] }) },
      "a.c",
    ).pass,
  ).toBe(false);
});

it("holds of nothing when there is nothing, and refuses what is no conversation", () => {
  expect(matchers.toPass([])).toMatchObject({ pass: false });
  expect(matchers.toNeverSay([], "x").message()).toContain("there is no conversation");
  expect(() => matchers.toPass(3 as never)).toThrow(/what `simulate` returns/);
  expect(() => matchers.toPass({ conversations: [{}] } as never)).toThrow(/what `simulate` returns/);
});

it("refuses an option that it does not know, and a scenario that cannot be met", async () => {
  await expect(simulate(shop, { gaol: "a refund" } as never)).rejects.toThrow(/goal/);
  await expect(simulate(shop, {})).rejects.toThrow(/neither a goal nor a script/);
});

const broken = {
  "was never held": {
    dialog: new Dialog({ turns: [] }),
    result: madeUpResult({}, { outcome: "error" }),
  },
  "holds no answer": {
    dialog: new Dialog({
      turns: [
        { speaker: "User", text: "Hi" },
        { speaker: "Chatbot", text: "", chatbotError: { kind: "error", message: "down" } },
      ],
    }),
    result: madeUpResult({}, { outcome: "failed" }),
  },
};

it.each(Object.entries(broken))("is red, negated or not, where a conversation %s", (_what, one) => {
  const answered = new Dialog({ turns: [{ speaker: "Chatbot", text: "Hello." }] });
  for (const talks of [one, [one, { dialog: answered, result: madeUpResult() }], []]) {
    for (const [by, wanted] of [
      ["Vitest", expect],
      ["node:test", nodeExpect],
    ] as const) {
      const expected = wanted(talks) as unknown as ConversationMatchers<void> & {
        readonly not: ConversationMatchers<void>;
      };
      for (const [name, of] of [
        ["is", expected],
        ["is not", expected.not],
      ] as const) {
        const label = `${by}, ${name}`;
        expect(() => of.toNeverSay("x"), label).toThrow();
        expect(() => of.toCallTool("refund"), label).toThrow();
        expect(() => of.toEndWith("x"), label).toThrow();
        expect(() => of.toReachGoal(), label).toThrow();
        expect(() => of.toPass(), label).toThrow();
      }
    }
  }
  expect(() => expect([one, one]).not.toCallTool("refund")).toThrow("2 of 2 were not tested");
  expect(() => nodeExpect([one, one]).toNeverSay("x")).toThrow("2 of 2 were not tested");
});
