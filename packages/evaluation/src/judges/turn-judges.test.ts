import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import {
  LLMJudgeCompleteness,
  LLMJudgeKnowledgeRetention,
  LLMJudgeTopicAdherence,
  LLMJudgeTurnRelevancy,
} from "./conversation-judges.ts";
import { LLMJudgeLineToLine, LLMJudgePromptToLine } from "./persona-consistency-judges.ts";
import { LLMJudgePersonaQa } from "./persona-qa-judge.ts";
import { LLMJudgeTurnInference } from "./turn-inference-judge.ts";
import { LLMJudgeTurns } from "./turn-judge.ts";

const dialog = new Dialog({
  personas: { ann: { role: "vegetarian" }, Zoe: { role: "absent" } },
  turns: [
    { speaker: "Ann", text: "I eat no meat." },
    { speaker: "Ben", text: "We have lentils." },
    { speaker: "Ann", text: "The steak, please." },
    { speaker: "Ben", text: "  " },
    { speaker: "Ann", text: "Thanks." },
  ],
});
const verdicts = (...all: readonly [number, boolean][]): string =>
  JSON.stringify({ verdicts: all.map(([turn, positive]) => ({ turn, positive })) });
/** The turns a judge is asked about; none when it is not asked at all. */
async function askedAbout(make: (model: ReturnType<typeof scriptedModel>) => LLMJudgeTurns, of = dialog) {
  const model = scriptedModel((request) => {
    const text = request.messages.at(-1)?.content ?? "";
    const turns = JSON.parse(/^<<< turns to judge .*\n(.*)$/m.exec(text)?.[1] ?? "[]") as number[];
    return verdicts(...turns.map((turn): [number, boolean] => [turn, turn !== 3]));
  });
  const { value, details } = await make(model).assess(of);
  const shown = model.requests.at(-1)?.messages.at(-1)?.content ?? "";
  return { value, failed: details?.["failed"], shown, calls: model.requests.length };
}

describe("judges of turns", () => {
  it("ask about the turns of those who have a persona, and show it", async () => {
    const { value, failed, shown } = await askedAbout((model) => new LLMJudgePromptToLine({ model }));
    expect([value, failed]).toEqual([2 / 3, [3]]);
    expect(shown).toContain('{"Ann":{"role":"vegetarian"}}');
    expect(shown).not.toContain("absent");
    const none = await askedAbout((model) => new LLMJudgePromptToLine({ model, speaker: "Ben" }));
    expect([none.value, none.calls]).toEqual([null, 0]);
  });

  it("ask about turns that have something before them, and have words", async () => {
    const asked = async (make: (model: ReturnType<typeof scriptedModel>) => LLMJudgeTurns) =>
      /turns to judge .*\n(.*)/.exec((await askedAbout(make)).shown)?.[1];
    expect(await asked((model) => new LLMJudgeLineToLine({ model }))).toBe("[3,5]");
    expect(await asked((model) => new LLMJudgeTurnRelevancy({ model }))).toBe("[2,3,5]");
    expect(await asked((model) => new LLMJudgeKnowledgeRetention({ model, speaker: "ben" }))).toBe("[2]");
    expect(await asked((model) => new LLMJudgeTopicAdherence(["food", " "], { model }))).toBe("[1,2,3,5]");
    expect(() => new LLMJudgeTopicAdherence([" "])).toThrow("No topic");
  });

  it("ask again until there is one verdict for each turn", async () => {
    const model = scriptedModel([
      verdicts([1, true], [2, true]),
      verdicts([1, true], [1, true], [2, true], [3, true], [5, false]),
      verdicts([5, false], [3, true], [2, true], [1, true]),
    ]);
    const judge = new LLMJudgeTurns({ name: "any", criterion: "?", turns: () => [1, 2, 3, 5] }, { model });
    const { turns, record } = await judge.judge(dialog);
    expect(turns.map(({ turn, positive }) => [turn, positive])).toEqual([
      [1, true],
      [2, true],
      [3, true],
      [5, false],
    ]);
    expect(record.attempts).toBe(3);
    expect(model.requests[1]?.messages.at(-1)?.content).toContain("1, 2, 3, 5");
  });

  it("ask nothing where there is no turn to judge, and have no reason where none is given", async () => {
    const model = scriptedModel(() => verdicts([1, false]));
    const never = new LLMJudgeTurns({ name: "never", criterion: "Is it polite?", turns: () => [] } as never, {
      model,
    });
    expect(() => never.messages(dialog)).toThrow("lacks what is judged");
    const once = new LLMJudgeTurns({ name: "once", criterion: "Is it polite?", turns: () => [1] } as never, {
      model,
    });
    const { value, ...rest } = await once.assess(dialog);
    expect(value).toBe(0);
    expect("reason" in rest).toBe(false);
  });

  it("give their reasons on wish", async () => {
    const reply = JSON.stringify({ verdicts: [{ turn: 1, reason: "It is rude.", positive: false }] });
    const definition = { name: "polite", criterion: "Is it polite?", turns: () => [1] };
    const judge = new LLMJudgeTurns(definition, { model: scriptedModel([reply]), feedback: true });
    expect(await judge.assess(dialog)).toMatchObject({ value: 0, reason: "Turn 1: It is rude." });
  });
});

describe("LLMJudgePersonaQa", () => {
  const questions = JSON.stringify({
    questions: ["Diet?", "Job?", "Age?"].map((question) => ({ question, answer: `persona's ${question}` })),
  });

  it("counts the answers that agree among those that were given", async () => {
    const model = scriptedModel([questions, '{"answers":["meat",null,"30"]}', '{"positive":[false,true]}']);
    const { value, details } = await new LLMJudgePersonaQa({ model }).assess(dialog);
    expect(value).toBe(0.5);
    expect(details).toMatchObject({
      asked: 3,
      answered: 2,
      answers: [{ consistent: false }, { given: null }, { consistent: true }],
    });
    const [asked, answered, compared] = model.requests.map(({ messages }) => messages.at(-1)?.content ?? "");
    expect(asked).not.toContain("steak");
    expect(answered).not.toContain("persona's");
    expect(compared).toContain('["persona\'s Age?","30"]');
  });

  it("is not defined where nothing comes up, or nobody has a persona", async () => {
    const model = scriptedModel([questions, '{"answers":[null,null,null]}']);
    expect(await new LLMJudgePersonaQa({ model }).score(dialog)).toBeNull();
    expect(
      await new LLMJudgePersonaQa({ model: scriptedModel([]), speaker: "Ben" }).score(dialog),
    ).toBeNull();
  });
});

describe("LLMJudgeCompleteness", () => {
  it("is the share of wishes met, undefined without any", async () => {
    const wish = (positive: boolean) => ({ wish: "x", positive });
    const replies = [[wish(true), wish(false), wish(true)], []].map((wishes) => JSON.stringify({ wishes }));
    const judge = new LLMJudgeCompleteness({ model: scriptedModel(replies) });
    expect([await judge.score(dialog), await judge.score(dialog)]).toEqual([2 / 3, null]);
    expect(
      await new LLMJudgeCompleteness({ model: scriptedModel([]), speaker: "Zoe" }).score(dialog),
    ).toBeNull();
  });
});

describe("LLMJudgeTurnInference", () => {
  it("labels every turn that follows one with words", async () => {
    const model = scriptedModel(['{"labels":["neutral","contradiction"]}']);
    expect(await new LLMJudgeTurnInference({ model }).score(dialog)).toEqual([0, -1]);
    expect(await new LLMJudgeTurnInference({ model }).score(dialog.slice(0, 1))).toBeNull();
  });
});
