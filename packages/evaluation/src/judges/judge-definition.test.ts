import { InvalidArgumentError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { LLMJudgeTopicAdherence } from "./conversation-judges.ts";
import { LLMJudge } from "./llm-judge.ts";
import { LLMJudgeScore } from "./score-judge.ts";
import { LLMJudgeTurns } from "./turn-judge.ts";

const kinds = {
  LLMJudge: (more: object) =>
    new LLMJudge({
      name: "tone",
      criterion: "Is it kind?",
      schema: z.object({ kind: z.boolean() }),
      value: () => 1,
      ...more,
    }),
  LLMJudgeTurns: (more: object) =>
    new LLMJudgeTurns({ name: "tone", criterion: "Is it kind?", turns: () => [1], ...more }),
  LLMJudgeScore: (more: object) => new LLMJudgeScore("Is it kind?", {}, more),
};

describe.each(Object.entries(kinds))("the definition of %s", (_name, make) => {
  it("refuses a name it does not know", () => {
    expect(() => make({ naem: "x" })).toThrow('did you mean "name"?');
    expect(make({}).name).not.toBe("");
  });
});

it.each([undefined, null, "a text", {}])("a judge defined by %j is a typed error", (definition) => {
  for (const Judge of [LLMJudge, LLMJudgeTurns])
    expect(() => new Judge(definition as never)).toThrow(InvalidArgumentError);
});

it("what comes first has to be what is asked for", () => {
  expect(() => new LLMJudgeScore({ min: 0 } as never)).toThrow(/criterion first/);
  expect(() => new LLMJudgeTopicAdherence("orders" as never)).toThrow(/topics first/);
});
