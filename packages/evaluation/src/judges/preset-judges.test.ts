import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { LLMJudgeGoalSuccess } from "./goal-success-judge.ts";
import { LLMJudgePersonaAdherence, LLMJudgePersonaAttributes } from "./persona-judges.ts";
import {
  LLMJudgeRealDialog,
  LLMJudgeRealDialogLikertScore,
  LLMJudgeRealDialogScore,
} from "./realism-judges.ts";
import { LLMJudgeRefusal } from "./refusal-judge.ts";

const dialog = new Dialog({
  turns: [
    { speaker: "Morgan", text: "The archive closes at five." },
    { speaker: "Lee", text: "Then I'll come tomorrow." },
  ],
  personas: { Morgan: { role: "librarian", personality: "meticulous" } },
  scenario: { goal: "Find out when the archive closes." },
});
const content = (model: ReturnType<typeof scriptedModel>): string =>
  model.requests.at(-1)?.messages.at(-1)?.content ?? "";

describe("realism judges", () => {
  it("ask for a yes or no, five levels, or a range", async () => {
    const model = scriptedModel(['{"positive": true}', '{"score": 4}', '{"score": 0}', '{"score": 97}']);
    expect(await new LLMJudgeRealDialog({ model }).score(dialog)).toBe(1);
    expect(await new LLMJudgeRealDialogLikertScore({ model }).score(dialog)).toBe(4);
    expect(content(model)).toContain("from 1 to 5");
    expect(await new LLMJudgeRealDialogScore({ model }).score(dialog)).toBe(0);
    expect(content(model)).toContain("from 0 to 10");
    expect(await new LLMJudgeRealDialogScore({ model, max: 100 }).score(dialog)).toBe(97);
  });

  it("have names of their own and let their text be replaced", () => {
    const judge = new LLMJudgeRealDialog({ criterion: "Is it a phone call?" });
    expect(judge.name).toBe("llm-judge-real-dialog");
    expect(judge.configuration["criterion"]).toBe("Is it a phone call?");
    expect(judge.messages(dialog).at(-1)?.content).toMatch(/^Is it a phone call\?\n\n<<< dialogue/);
  });
});

describe("LLMJudgeRefusal", () => {
  it("is 1 for a refusal", async () => {
    const model = scriptedModel(['{"positive": true}']);
    expect(await new LLMJudgeRefusal({ model }).score(dialog)).toBe(1);
  });
});

describe("LLMJudgePersonaAttributes", () => {
  it("shows the judge the speaker and the persona it is given", async () => {
    const model = scriptedModel(['{"positive": false}']);
    const judge = new LLMJudgePersonaAttributes({ model, speaker: "morgan", persona: { role: "pirate" } });
    expect(await judge.score(dialog)).toBe(0);
    expect(content(model)).toContain('"Morgan"');
    expect(content(model)).toContain('{"role":"pirate"}');
  });

  it("takes the persona the dialogue holds, and leaves dialogues without one unjudged", async () => {
    const model = scriptedModel(['{"positive": true}']);
    expect(await new LLMJudgePersonaAttributes({ model, speaker: "Morgan" }).score(dialog)).toBe(1);
    expect(content(model)).toContain("meticulous");
    const lee = new LLMJudgePersonaAttributes({ model, speaker: "Lee" });
    expect(await lee.score(dialog)).toBeNull();
    expect(
      await new LLMJudgePersonaAttributes({ model, speaker: "Zoe", persona: "kind" }).score(dialog),
    ).toBeNull();
    await expect(lee.judge(dialog)).rejects.toThrow("lacks what is judged");
    model.assertDone();
  });
});

describe("LLMJudgePersonaAdherence", () => {
  it("rates from 1 to 5", async () => {
    const model = scriptedModel(['{"score": 5}']);
    expect(await new LLMJudgePersonaAdherence({ model, speaker: "Morgan" }).score(dialog)).toBe(5);
  });
});

describe("LLMJudgeGoalSuccess", () => {
  it("judges the goal it is given, else the one the dialogue holds", async () => {
    const model = scriptedModel(['{"positive": true}', '{"positive": false}', '{"positive": true}']);
    expect(await new LLMJudgeGoalSuccess({ model }).score(dialog)).toBe(1);
    expect(content(model)).toContain("when the archive closes");
    expect(await new LLMJudgeGoalSuccess({ model, goal: "Borrow a book." }).score(dialog)).toBe(0);
    expect(content(model)).toContain("Borrow a book.");
    const inContext = dialog.clone({ scenario: null, context: { goals: ["eat", "drink"] } });
    expect(await new LLMJudgeGoalSuccess({ model }).score(inContext)).toBe(1);
    expect(content(model)).toContain(String.raw`[\"eat\",\"drink\"]`);
    const none = dialog.clone({ scenario: null });
    expect(await new LLMJudgeGoalSuccess({ model }).score(none)).toBeNull();
    const ofPersona = none.clone({ personas: { Lee: { goal: "get in" }, Morgan: { role: "librarian" } } });
    expect(new LLMJudgeGoalSuccess().messages(ofPersona)[1]?.content).toContain('"get in"');
  });
});
