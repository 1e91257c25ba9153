import { Dialog, type Json } from "@sdialog/core";
import type { ChatRequest } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { compareDatasets } from "../comparator/compare-datasets.ts";
import { evaluateDialogs } from "../evaluate/evaluate-dialogs.ts";
import { listMetrics } from "../metrics.ts";
import { openJudges } from "../metrics/judge-metrics.ts";

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
