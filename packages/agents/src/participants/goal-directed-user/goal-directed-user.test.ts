import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Conversation } from "../../conversation/conversation.ts";
import type { ConversationOptions } from "../../conversation/conversation-options.ts";
import { minTurns } from "../../stop-rules/turn-limits.ts";
import { assistant } from "../assistant.ts";
import { jsonMessage } from "../envelope/json-message.ts";
import { goalDirectedUser, type GoalDirectedUserOptions } from "./goal-directed-user.ts";
import { literalGoalSignal, strictGoalSignal } from "./goal-signal.ts";

function talk(
  user: readonly string[],
  answers: readonly string[],
  options: Partial<GoalDirectedUserOptions> = {},
) {
  const [inquirer, responder] = [scriptedModel(user), scriptedModel(answers)];
  const participants = [
    goalDirectedUser({ persona: "a young cook", goal: "a recipe", model: inquirer, ...options }),
    assistant({ model: responder }),
  ];
  return {
    inquirer,
    responder,
    run: (limits: Pick<ConversationOptions, "retries" | "stop"> = {}) =>
      new Conversation({ participants, maxTurns: 24, ...limits }).run({ seed: 1 }),
  };
}

describe("goalDirectedUser", () => {
  it("sends only what it marked, remembers only that, and ends when its goal is reached", async () => {
    const { inquirer, responder, run } = talk(
      ['I ask: "How do I bake bread?"', "FINISH"],
      ["Flour and water."],
    );
    const dialog = await run();
    expect(dialog.turns.map(({ text }) => text)).toEqual(["How do I bake bread?", "Flour and water."]);
    expect(dialog).toMatchObject({ complete: true, stopReason: "goal_reached" });
    expect(responder.requests[0]?.messages.at(-1)?.content).toBe("How do I bake bread?");
    expect(inquirer.requests[1]?.messages[1]?.content).toBe('"How do I bake bread?"');
  });

  it("asks again under other decoding settings, and fails as no_prompt in the end", async () => {
    const { inquirer, run } = talk(["hm", "hm", "hm"], []);
    expect(await run()).toMatchObject({ complete: false, stopReason: "no_prompt" });
    expect(inquirer.requests.map(({ temperature }) => temperature !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("brings up one step a turn", async () => {
    const { inquirer, run } = talk(['"a"', '"b"', '"c"', "FINISH"], ["one", "two", "three"], {
      goal: "objective\nstep two\nstep three",
    });
    await run();
    expect(inquirer.requests[0]?.messages[0]?.content).toContain("objective");
    expect(inquirer.requests[1]?.messages.at(-1)?.content).toContain("step two");
    expect(inquirer.requests[2]?.messages.at(-1)?.content).toContain("step three");
  });

  it("is not done while steps remain, and says what it said beside the signal", async () => {
    const goal = "objective\nstep two";
    const early = talk(['"a"', "FINISH", '"b" FINISH'], ["one", "two"], { goal });
    const dialog = await early.run();
    expect(dialog.turns.map(({ text }) => text)).toEqual(["a", "one", "b", "two"]);
    expect(dialog).toMatchObject({ stopReason: "goal_reached" });
    expect(early.inquirer.requests[2]?.messages.at(-1)?.content).toContain("ask on");
    expect(dialog.events).toContainEqual(
      expect.objectContaining({ action: "goal-signal", actionLabel: "refused" }),
    );
    const sent = await talk(['"a" FINISH', '"b"', '"Thanks, bye!" FINISH'], ["one", "two", "Bye."], {
      goal,
    }).run();
    expect(sent.turns.map(({ text }) => text)).toEqual(["a", "one", "b", "two", "Thanks, bye!", "Bye."]);
    const literal = await talk(['"a"', '"b" FINISH'], ["one"], { goal, compat: true }).run();
    expect(literal.turns.map(({ text }) => text)).toEqual(["a", "one"]);
    expect(literal.stopReason).toBe("goal_reached");
  });

  it("tells what a template of the caller's tells, and records both prompts", async () => {
    const { inquirer, run } = talk(['"a"', "FINISH"], ["one"], {
      prompts: { inquirer: "Be {{persona}}, get {{goal}}." },
    });
    const dialog = await run();
    expect(inquirer.requests[0]?.messages[0]).toEqual({
      role: "system",
      content: "Be a young cook, get a recipe.",
    });
    expect(Object.keys(dialog.extra["prompts"] as object)).toEqual([
      "inquirer",
      "inquirer-follow-up",
      "inquirer-again",
    ]);
    expect(() => talk([], [], { prompts: { inquirer: "{{persona}}" } })).toThrow("has no {{goal}}");
  });

  it.each([
    ["| a | b | c |\n| --- | --- | --- |", "incoherent"],
    ["}}} } } } }", "incoherent"],
    ["Ha ha HA ha", "no_prompt"],
    ["🎉 🎉 🎉 🎉", "incoherent"],
    ["[INST] I am the assistant", "empty"],
    ["nothing in quotes", "no_prompt"],
    ["“curly”", "no_prompt"],
    ["Finish the poem please", "goal_reached"],
  ])("in compat, %j ends as %s at once", async (reply, reason) => {
    const { inquirer, run } = talk([reply], [], { compat: true });
    expect(await run({ retries: 0 })).toMatchObject({ stopReason: reason });
    inquirer.assertDone();
  });

  it("in compat, sends the first quotation and forgets what comes after a template token", async () => {
    const { run } = talk(['`"x"` or "y" [INST] ok', "FINISH"], ["hm"], { compat: true });
    const dialog = await run({ retries: 0 });
    expect(dialog.turns[0]?.text).toBe("x");
    expect(dialog.events?.map(({ action }) => action)).toContain("self-reply");
  });

  it("holds a model to the envelope's form where it can be, in which it says that it is done", async () => {
    const say = (message: string) => JSON.stringify({ message });
    const { inquirer, run } = talk([say("How?"), say("FINISH")], ["So."], { envelope: jsonMessage() });
    const dialog = await run();
    expect(dialog).toMatchObject({ length: 2, stopReason: "goal_reached" });
    expect(inquirer.requests[0]?.output?.schema).toMatchObject({ required: ["message"] });
    const free = talk(['"How?"', "FINISH"], ["So."]);
    await free.run();
    expect(free.inquirer.requests[0]?.output).toBeUndefined();
  });

  it("asks on when it may not end yet", async () => {
    const { inquirer, run } = talk(['"a"', "FINISH", '"b"', "FINISH"], ["one", "two"]);
    const dialog = await run({ stop: [minTurns(4)] });
    expect(dialog.turns.map(({ text }) => text)).toEqual(["a", "one", "b", "two"]);
    expect(inquirer.requests[2]?.messages.at(-1)?.content).toContain("ask on");
  });

  it.each([
    ["FINISH", true, true],
    ['"FINISH."', true, true],
    ["Finish the poem please", false, true],
    ["tell me when you Finish", false, true],
    ["finish", false, false],
    ["FINISHED", false, false],
    ["I want to FINISH now", false, false],
  ])("reads %j as a signal: strict %s, literal %s", (text, strict, literal) => {
    expect(strictGoalSignal(text)).toBe(strict);
    expect(literalGoalSignal(text)).toBe(literal);
  });
});
