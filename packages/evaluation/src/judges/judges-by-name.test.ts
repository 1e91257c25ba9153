import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { metricByName } from "../metrics.ts";
import { GEval } from "./geval/geval.ts";
import { LLMJudgeGoalSuccess } from "./goal-success-judge.ts";
import { LLMJudgeYesNo } from "./yes-no-judge.ts";

const event = (agent: string, action: string, content: unknown, actionLabel: string | null = null) => ({
  agent,
  action,
  actionLabel,
  content,
  timestamp: 1,
});
const cancelled = new Dialog({
  scenario: { goal: "order 12 is cancelled" },
  turns: [
    { speaker: "User", text: "Cancel my order 12." },
    { speaker: "Bot", text: "Done." },
  ],
  events: [
    event("User", "utter", "Cancel my order 12."),
    event("Bot", "tool", { name: "cancel_order", args: { id: 12 }, id: "1" }, "call"),
    event("Bot", "tool", { name: "cancel_order", output: "ERROR: already shipped", call_id: "1" }, "output"),
    event("Bot", "utter", "Done."),
  ],
});

describe("tool calls and results", () => {
  const shown = (judge: LLMJudgeYesNo): string => judge.messages(cancelled).at(-1)?.content ?? "";

  it("stand where they were made for the judge of goals, and for others on wish", () => {
    const model = scriptedModel([]);
    const text = shown(new LLMJudgeGoalSuccess({ model }));
    const places = ["Cancel my order 12.", '"tool call"', "already shipped", '"Done."'];
    const found = places.map((part) => text.indexOf(part));
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    expect(Math.min(...found)).toBeGreaterThan(0);
    expect(shown(new LLMJudgeGoalSuccess({ model, tools: false }))).not.toContain("already shipped");
    expect(shown(new LLMJudgeYesNo("?", { model }))).not.toContain("already shipped");
    expect(shown(new LLMJudgeYesNo("?", { model, tools: true }))).toContain("already shipped");
  });
});

describe("a dialogue in which nothing is said", () => {
  it.each([new Dialog(), new Dialog({ turns: [{ speaker: "A", text: " " }] })])(
    "costs no call and has no value",
    async (silent) => {
      const model = scriptedModel([]);
      expect(await new LLMJudgeYesNo("?", { model }).score(silent)).toBeNull();
      expect(await new GEval("?", { model }).score(silent)).toBeNull();
      await expect(new LLMJudgeYesNo("?", { model }).judge(silent)).rejects.toThrow("nothing is said in it");
      expect(model.requests).toHaveLength(0);
    },
  );

  it("leaves the verdicts on the others standing", async () => {
    const model = scriptedModel(() => '{"positive": true}');
    const verdicts = await new LLMJudgeYesNo("?", { model }).judgeAll([
      new Dialog(),
      cancelled,
      new Dialog(),
    ]);
    expect(verdicts.map((verdict) => verdict?.positive ?? null)).toEqual([null, true, null]);
    expect(model.requests).toHaveLength(1);
  });
});

describe("judges by name", () => {
  const model = scriptedModel(() => '{"positive": true, "score": 3}');

  it("take a criterion behind a colon, and are called by all of it", async () => {
    const judge = metricByName("llm-judge-yes-no:Is it polite: yes or no?", { model });
    expect(judge).toMatchObject({ name: "llm-judge-yes-no:Is it polite: yes or no?", yesNo: true });
    expect(await judge.score(cancelled)).toBe(1);
    expect(model.requests.at(-1)?.messages.at(-1)?.content).toMatch(/^Is it polite: yes or no\?/);
    expect(metricByName("g-eval:polite", { model })).toBeInstanceOf(GEval);
    expect(await metricByName("llm-judge-goal-success", { model }).score(cancelled)).toBe(1);
    expect(() => metricByName("g-eval", { model })).toThrow("needs a criterion");
  });

  it("say when a speaker is wanting", () => {
    expect(() => metricByName("llm-judge-persona-attributes", { model })).toThrow("none is named");
    expect(metricByName("llm-judge-persona-attributes", { model, speaker: "Bot" }).name).toBe(
      "llm-judge-persona-attributes",
    );
  });
});
