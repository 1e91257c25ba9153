import { Dialog, type Json } from "@sdialog/core";
import type { ChatModel, ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { compareDatasets } from "../comparator/compare-datasets.ts";
import { evaluateDialogs } from "../evaluate/evaluate-dialogs.ts";
import { listMetrics } from "../metrics.ts";
import { openJudges } from "../metrics/judge-metrics.ts";
import * as judges from "./index.ts";

const dialogs = [1, 2, 3].map(
  (id) =>
    new Dialog({
      id,
      personas: { Ann: { role: "guest", mood: "calm" }, Ben: { role: "waiter" } },
      scenario: { goal: "book a table" },
      context: { location: "a café" },
      turns: [
        { speaker: "Ann", text: "A table for two, please." },
        { speaker: "Ben", text: "Tonight at eight?" },
        { speaker: "Ann", text: `Yes, thank you. That makes ${id}.` },
      ],
      extra: { experience: "a dinner" },
    }),
);

interface Shape {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly enum?: readonly Json[];
  readonly minItems?: number;
  readonly minimum?: number;
}

/** An answer that fits a schema; turn numbers are those that were asked for. */
function fitting(shape: Shape, turns: readonly number[], place = 0): Json {
  if (shape.enum !== undefined) return shape.enum[0] ?? null;
  if (shape.anyOf !== undefined) return fitting(shape.anyOf[0] ?? {}, turns, place);
  if (shape.type === "object") {
    return Object.fromEntries(
      Object.entries(shape.properties ?? {}).map(([key, of]) => [
        key,
        key === "turn" ? (turns[place] ?? 1) : fitting(of, turns),
      ]),
    );
  }
  if (shape.type === "array") {
    const length = shape.minItems ?? (turns.length === 0 ? 1 : turns.length);
    return Array.from({ length }, (_, item) => fitting(shape.items ?? {}, turns, item));
  }
  if (shape.type === "boolean") return true;
  return [shape.type].flat().includes("string") ? "so" : (shape.minimum ?? 1);
}

function answer({ messages, output }: ChatRequest): string {
  const asked = /^<<< turns to judge .*\n(.*)$/m.exec(messages.at(-1)?.content ?? "")?.[1];
  const turns = asked === undefined ? [] : (JSON.parse(asked) as number[]);
  return output === undefined ? "3" : JSON.stringify(fitting(output.schema as Shape, turns));
}

const names = [
  ...listMetrics().flatMap(({ name, judge }) => (judge ? [name] : [])),
  ...openJudges.map(({ name, criterion }) => (criterion ? `${name}:tables` : name)),
];

describe("every judge by name", () => {
  it.each(names)("%s, in eval and in compare", async (name) => {
    const model = scriptedModel((request: ChatRequest) => answer(request));
    const { summary } = await evaluateDialogs(dialogs, { metrics: [name], model, speaker: "Ann" });
    expect(summary[name]).toMatchObject({ n: 3, failed: 0 });
    const comparison = await compareDatasets(
      { made: dialogs.slice(0, 2), reference: dialogs },
      { metrics: [name], model, speaker: "Ann", permutations: 19 },
    );
    const json = comparison.toJSON();
    expect(json.results.map(({ error }) => error)).toEqual([null, null]);
    expect(json.results[0]?.result?.n).toBe(2);
  });

  it("and the evaluator that asks one", async () => {
    const model = scriptedModel((request: ChatRequest) => answer(request));
    const { evaluators } = await evaluateDialogs(dialogs, {
      metrics: ["naturalness"],
      model,
      reference: dialogs.slice(1),
      permutations: 19,
    });
    expect(evaluators).toMatchObject({ naturalness: { n: 3, statistics: { js: { value: 0 } } } });
  });
});

describe("what judges are shown", () => {
  const made: Readonly<Record<string, (shown: { model: ChatModel; tools: boolean }) => object>> = {
    GEval: (shown) => new judges.GEval("tables", shown),
    LLMJudge: (shown) =>
      new judges.LLMJudge(
        { name: "open", criterion: "tables", schema: z.object({ positive: z.boolean() }), value: () => 1 },
        shown,
      ),
    LLMJudgePairwise: (shown) => new judges.LLMJudgePairwise("tables", shown),
    LLMJudgeScore: (shown) => new judges.LLMJudgeScore("tables", shown),
    LLMJudgeTopicAdherence: (shown) => new judges.LLMJudgeTopicAdherence(["tables"], shown),
    LLMJudgePersonaAdherence: (shown) => new judges.LLMJudgePersonaAdherence({ ...shown, speaker: "Ben" }),
    LLMJudgePersonaAttributes: (shown) => new judges.LLMJudgePersonaAttributes({ ...shown, speaker: "Ben" }),
    LLMJudgeTurns: (shown) =>
      new judges.LLMJudgeTurns({ name: "open", criterion: "tables", turns: () => [1] }, shown),
    LLMJudgeYesNo: (shown) => new judges.LLMJudgeYesNo("tables", shown),
  };
  const exported: Readonly<Record<string, unknown>> = { ...judges };
  const classes = Object.keys(exported).filter((name) => /^(?:LLMJudge|GEval)/.test(name));
  const [dialog] = dialogs as [Dialog];
  const events = [
    ...dialog.turns
      .slice(0, 1)
      .map(({ speaker, text }) => ({ agent: speaker, action: "utter", content: text })),
    { agent: "Ben", action: "tool", actionLabel: "output", content: "ALL TABLES TAKEN" },
  ].map((event, timestamp) => ({ ...event, timestamp }));
  const withTools = dialog.clone({ events: events as Dialog["events"] });

  it.each(classes)("%s sees tool results when asked to, and only then", async (name) => {
    for (const tools of [true, false]) {
      const model = scriptedModel((request: ChatRequest) => answer(request));
      const shown = { model, tools };
      const make = made[name] ?? ((each) => new (exported[name] as typeof judges.LLMJudgeRefusal)(each));
      const judge = make(shown);
      if (judge instanceof judges.LLMJudgePairwise) await judge.compare(withTools, withTools);
      else await (judge as judges.LLMJudgeRefusal).score(withTools);
      const asked = JSON.stringify(model.requests.map(({ messages }) => messages));
      expect([tools, asked.includes("ALL TABLES TAKEN")]).toEqual([tools, tools]);
    }
  });
});
