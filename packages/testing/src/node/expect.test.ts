import { AssertionError } from "node:assert";
import { expect as vitestExpect, expectTypeOf, it } from "vitest";
import type { ChatbotTest } from "../run/test-chatbot.ts";
import { expect, simulate } from "./index.ts";

it("throws an AssertionError that names the matcher and shows the conversation", async () => {
  const talks = await simulate(() => "Good morning!", { script: ["Hello."], maxTurns: 2 });
  expect(talks).toEndWith("good morning");
  expect(talks).toPass();
  expect(talks).not.toCallTool("refund");
  const failure = catching(() => expect(talks).toNeverSay(/morning/));
  vitestExpect(failure).toBeInstanceOf(AssertionError);
  vitestExpect(failure).toMatchObject({ operator: "toNeverSay", code: "ERR_ASSERTION" });
  vitestExpect(String(failure)).toContain("User: Hello.\n  Chatbot: Good morning!");
  vitestExpect(catching(() => expect(talks).not.toPass())).toMatchObject({ operator: "toPass" });
});

it("reads well in an editor: what is no conversation, and a matcher without what it needs, do not compile", () => {
  const types = (talks: ChatbotTest): void => {
    expectTypeOf(expect(talks).toReachGoal).returns.toBeVoid();
    expect(talks.conversations).toPass();
    expect(talks.conversations[0]!).toPass();
    // @ts-expect-error -- a promise was not awaited
    expect(simulate(() => "", { script: ["x"] }));
    // @ts-expect-error -- says nothing that it should not say
    expect(talks).toNeverSay();
    // @ts-expect-error -- arguments have names
    expect(talks).toCallTool("refund", "A-1001");
    // @ts-expect-error -- there is no such option
    void simulate("http://127.0.0.1:1/v1", { gaol: "a refund" });
    // @ts-expect-error -- an expectation has one of the known keys
    void simulate(() => "", { goal: "a refund", expect: [{ sayed: "refund" }] });
    vitestExpect(talks).toCallTool("refund", { order: "A-1001" });
    // @ts-expect-error -- the same in vitest
    vitestExpect(talks).toCallTool("refund", "A-1001");
    // @ts-expect-error -- the same in vitest
    vitestExpect(talks).toNeverSay();
  };
  expectTypeOf(types).toBeFunction();
});

function catching(run: () => void): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
