import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { judgeCohortDiversity } from "./judge-cohort-diversity.ts";
import { LLMJudgeUserRubric, userRubrics } from "./user-rubric.ts";

const dialog = new Dialog({
  turns: [
    { speaker: "User", text: "Hello, order 4711 please." },
    { speaker: "Bot", text: "It is on its way." },
  ],
  personas: { User: { role: "customer", order: "4711" } },
  scenario: { goal: "Find out where the order is." },
});
const scores = {
  goalFidelity: 5,
  factFidelity: 5,
  noCoaching: 4,
  disclosure: 2,
  friction: null,
  style: 3,
  ending: 5,
};

describe("rubrics of a simulated user", () => {
  it("are seven in a conversation, and their mean is of those that apply", async () => {
    const model = scriptedModel([JSON.stringify(scores)]);
    const judge = new LLMJudgeUserRubric({ model, speaker: "user" });
    const { value, details } = await judge.assess(dialog);
    expect(value).toBe(24 / 6);
    expect(details).toMatchObject(scores);
    expect(Object.keys(userRubrics)).toEqual(Object.keys(scores));
    const asked = JSON.stringify(model.requests[0]?.messages);
    expect(asked).toContain("Find out where the order is.");
    expect(asked).toContain("4711");
  });

  it("take goal and facts from elsewhere, send back what is no score, and judge nobody who is not there", async () => {
    const model = scriptedModel([JSON.stringify({ ...scores, style: 9 }), JSON.stringify(scores)]);
    const judge = new LLMJudgeUserRubric({
      model,
      speaker: "User",
      goal: () => "Complain.",
      facts: ["a vase"],
    });
    expect(await judge.score(dialog)).toBe(4);
    expect(model.requests).toHaveLength(2);
    expect(JSON.stringify(model.requests[0]?.messages)).toContain("Complain.");
    expect(await new LLMJudgeUserRubric({ model, speaker: "Ann" }).score(dialog)).toBeNull();
    const none = scriptedModel([
      JSON.stringify(Object.fromEntries(Object.keys(scores).map((name) => [name, null]))),
    ]);
    expect(await new LLMJudgeUserRubric({ model: none, speaker: "User" }).score(dialog)).toBeNull();
  });
});

describe("the rubric of a cohort", () => {
  it("sees what users of several conversations wrote, and nothing of the bot", async () => {
    const model = scriptedModel(['{"reason":"Both open alike.","diversity":2}']);
    const cohort = Array.from({ length: 20 }, (_, id) => dialog.clone({ id }));
    const verdict = await judgeCohortDiversity(cohort, { model, user: "User", sampleSize: 3 });
    expect(verdict).toMatchObject({ diversity: 2, reason: "Both open alike.", n: 3 });
    const asked = JSON.stringify(model.requests[0]?.messages);
    expect(asked).toContain("<<< user 3");
    expect(asked).not.toContain("user 4");
    expect(asked).not.toContain("on its way");
    await expect(judgeCohortDiversity([dialog], { model, user: "User" })).rejects.toThrow(/at least two/);
  });
});
