import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog, register } from "@sdialog/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { listMetrics, metricByName } from "../metrics.ts";
import { textMetrics } from "../metrics/text-metrics.ts";
import { defineScore } from "../dialog-score.ts";
import { lettersTokenizer } from "../text/tokenizer.ts";
import { evaluateDialogs } from "./evaluate-dialogs.ts";

const lines = [
  "Hello, how can I help you today?",
  "Um, I would like a taxi to the station, please.",
  "Okay.",
  "Thank you. Goodbye!",
];
const dialogs = Array.from(
  { length: 150 },
  (_, id) =>
    new Dialog({
      id,
      turns: lines
        .slice(0, 1 + (id % 4))
        .map((text, turn) => ({ speaker: turn % 2 === 0 ? "Bot" : "User", text })),
    }),
);
const names = textMetrics.map(({ name }) => name);
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("evaluateDialogs", () => {
  it("gives every dialogue its values, and sums up", async () => {
    const result = await evaluateDialogs(dialogs.slice(0, 3), {
      metrics: ["turn-count", "question-rate"],
      seed: 1,
    });
    // Three values: Student's interval, which is wider than all of them.
    const student = [2, 2].map((mean, index) =>
      expect.closeTo(mean + (index - 0.5) * 2 * 4.302653 * Math.sqrt(1 / 3), 5),
    );
    expect(result).toEqual({
      dialogs: [
        { id: 0, "turn-count": 1, "question-rate": 100 },
        { id: 1, "turn-count": 2, "question-rate": 50 },
        { id: 2, "turn-count": 3, "question-rate": 100 / 3 },
      ],
      summary: {
        "turn-count": { mean: 2, std: Math.sqrt(2 / 3), median: 2, n: 3, ci: student, missing: 0, failed: 0 },
        "question-rate": expect.objectContaining({ n: 3 }),
      },
      configuration: {
        "turn-count": { tokenizer: "unicode-en" },
        "question-rate": { tokenizer: "unicode-en" },
      },
      seed: 1,
      level: 0.95,
    });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it("gives the same in threads as in this one, judges and scores of your own included", async () => {
    const own = defineScore("own", (dialog) => dialog.turns.length * 2);
    const metrics = [...names.slice(0, 5), own, ...names.slice(5)];
    const options = { metrics, tokenizer: lettersTokenizer, seed: 2, resamples: 20 };
    const threaded = await evaluateDialogs(dialogs, { ...options, workers: 2 });
    expect(threaded).toEqual(await evaluateDialogs(dialogs, options));
    expect(threaded.dialogs.map(({ id }) => id)).toEqual(dialogs.map(({ id }) => id));
  });

  it("names the nearest speaker when nobody is called so, and has no value where one does not speak", async () => {
    const talk = (speaker: string): Dialog => new Dialog({ turns: [{ speaker, text: "Hello there." }] });
    const metrics = ["turn-count", "word-count", "speaker-share"];
    const both = [talk("Assistant"), talk("User")];
    await expect(evaluateDialogs(both, { metrics, speaker: "Assistent" })).rejects.toMatchObject({
      message: expect.stringContaining('Nobody called "Assistent" speaks') as string,
      hint: expect.stringContaining('"Assistant"') as string,
    });
    const { summary } = await evaluateDialogs(both, { metrics, speaker: "assistant" });
    for (const metric of metrics) expect(summary[metric]).toMatchObject({ n: 1, missing: 1 });
  });

  it("reads files, folders and JSON Lines with any turns", async () => {
    await writeFile(
      join(folder, "a.jsonl"),
      '{"id":"x","turns":[{"text":"one two"}]}\n{"id":"y","turns":[{"speaker":"A","text":"three"}]}\n',
    );
    await writeFile(join(folder, "b.json"), '{"id":"z","turns":[{"text":"four"}],"else":1}');
    const ids = async (source: Parameters<typeof evaluateDialogs>[0]): Promise<unknown[]> =>
      (await evaluateDialogs(source, { metrics: ["word-count"] })).dialogs.map(({ id }) => id);
    expect(await ids(folder)).toEqual(["x", "y", "z"]);
    expect(await ids([join(folder, "b.json"), join(folder, "a.jsonl")])).toEqual(["z", "x", "y"]);
    await expect(ids(join(folder, "missing.json"))).rejects.toThrow("missing.json");
    await expect(ids([3 as unknown as string])).rejects.toThrow("dialogues and paths, not other values");
  });

  it("keeps going when a metric fails, and says where and why", async () => {
    const fragile = defineScore("fragile", (dialog) => {
      if (dialog.id === 1) throw new Error("cannot read it");
      return 5;
    });
    const result = await evaluateDialogs(dialogs.slice(0, 3), { metrics: [fragile, "turn-count"] });
    expect(result.dialogs[1]).toEqual({
      id: 1,
      fragile: null,
      "turn-count": 2,
      errors: { fragile: "cannot read it" },
    });
    expect(result.summary["fragile"]).toMatchObject({ mean: 5, n: 2, missing: 0, failed: 1 });
  });

  it("keeps reasons, lists and undefined values", async () => {
    const judge = { ...defineScore("judge", () => 1), assess: () => ({ value: 1, reason: "clear" }) };
    const { dialogs: rows, summary } = await evaluateDialogs([new Dialog({ id: 1 }), dialogs[1] as Dialog], {
      metrics: [judge, "turn-length", "mtld"],
    });
    expect(rows[0]).toEqual({
      id: 1,
      judge: 1,
      "turn-length": null,
      mtld: null,
      reasons: { judge: "clear" },
    });
    expect(rows[1]?.["turn-length"]).toEqual([7, 10]);
    expect(summary["turn-length"]).toMatchObject({ mean: 8.5, n: 1, missing: 1 });
    expect(summary["mtld"]).toMatchObject({ n: 1, ci: null, missing: 1 });
  });

  it("tells progress and stops when told to", async () => {
    const seen: number[] = [];
    await evaluateDialogs(dialogs, { metrics: ["turn-count"], onProgress: ({ done }) => seen.push(done) });
    expect(seen).toEqual([64, 128, 150]);
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(evaluateDialogs(dialogs, { metrics: ["turn-count"], signal })).rejects.toThrow("enough");
  });

  it("refuses unknown and double names before reading anything", async () => {
    await expect(evaluateDialogs("nowhere.json", { metrics: ["mtl"] })).rejects.toMatchObject({
      hint: 'Did you mean "mtld"?',
    });
    await expect(evaluateDialogs("nowhere.json", { metrics: ["mtld", "mtld"] })).rejects.toThrow(
      'Two columns would be called "mtld"',
    );
    await expect(evaluateDialogs(dialogs, { metrics: [] })).rejects.toThrow("no metric was given");
  });
});

describe("a metric of one's own", () => {
  it("stands beside ours, is found by name, and is computed with threads and without", async () => {
    register("metric", {
      name: "exclamations",
      description: "turns with an exclamation mark",
      schema: z.strictObject({ mark: z.string().default("!") }),
      create: ({ mark }, { speaker }) =>
        defineScore("exclamations", ({ turns }) => {
          const counted = turns.filter((turn) => speaker === undefined || turn.speaker === speaker);
          return counted.filter(({ text }) => text.includes(mark)).length;
        }),
    });
    expect(listMetrics()).toContainEqual({
      name: "exclamations",
      description: "turns with an exclamation mark",
      judge: false,
    });
    const source = [
      new Dialog({
        id: 1,
        turns: [
          { speaker: "A", text: "Hi!" },
          { speaker: "B", text: "Hi!" },
        ],
      }),
    ];
    const metrics = ["exclamations", "turn-count"];
    for (const workers of [0, 1]) {
      const { dialogs: rows } = await evaluateDialogs(source, { metrics, workers, speaker: "A" });
      expect(rows).toEqual([{ id: 1, exclamations: 1, "turn-count": expect.any(Number) as number }]);
    }
  });
});

describe("metricByName", () => {
  it("knows judges as well as metrics when a name is mistaken", () => {
    expect(() => metricByName("llm-judge-refusl")).toThrow(
      expect.objectContaining({ code: "unknown_metric", hint: 'Did you mean "llm-judge-refusal"?' }),
    );
  });

  it("makes every metric under its own name", () => {
    for (const { name, description } of listMetrics()) {
      expect(metricByName(name, { model: "local:pocket", reference: dialogs }).name).toBe(name);
      expect(description).not.toBe("");
      expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
    expect(new Set(listMetrics().map(({ name }) => name)).size).toBe(listMetrics().length);
  });
});
