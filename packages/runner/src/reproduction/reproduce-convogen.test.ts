import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { seedExperience } from "@sdialog/generators";
import { type ChatModel, type ChatRequest, ModelError } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { convogenExperiments } from "./convogen-experiments.ts";
import { ReproductionStoppedError } from "./convogen-reproduction.ts";
import { convogenTables } from "./convogen-tables.ts";
import { publishedConvogen } from "./published-convogen.ts";
import { reproduceConvogen } from "./reproduce-convogen.ts";
import { samplePairs } from "./sample-people.ts";

function answer({ output, messages, seed = 0 }: ChatRequest): string {
  const topic = {
    topic: `topic ${seed}`,
    situation: `situation ${seed}`,
    conversation_starter: `starter ${seed}`,
  };
  if (output?.name === "people" || output?.name === "experience") {
    const wanted = /Invent (\d) people/.exec(messages.map(({ content }) => content).join(""))?.[1] ?? "0";
    const personas = ["Ann", "Bo", "Cy", "Dan"]
      .slice(0, Number(wanted))
      .map((name) => ({ ...seedExperience.personas[0], name: `${name} ${seed}` }));
    return JSON.stringify({ personas, relations: "friends", ...topic });
  }
  if (output !== undefined) return "nobody";
  const last = messages.at(-1)?.content ?? "";
  if (last.includes("Answer with the number")) return "4";
  return `Point ${seed}: there is more to say.`;
}

describe("reproduceConvogen", () => {
  it("fills the paper's tables, goes on where it was, and judges beside the conversations", async () => {
    const out = await temporaryFolder();
    const model = scriptedModel(answer, { id: "x:y" });
    const options = { out, model: "x:y", n: 3, only: ["GPIS-s", "SPFS", "PCIS-s"], models: { "x:y": model } };
    const { tables, notes } = await reproduceConvogen(options);
    expect(notes.filter((note) => note.startsWith("There is no"))).toEqual([]);
    expect(tables.I.map(({ name, n, failed }) => [name, n, failed])).toEqual([
      ["SPFS", 3, 0],
      ["GPIS-s", 3, 0],
      ["PCIS-s", 3, 0],
    ]);
    expect(tables.III.map(({ dataset }) => dataset)).toEqual([
      "DailyDialog",
      "EmpatheticDialogues",
      "PERSONA-CHAT",
      "SPFS",
      "GPIS-s",
      "PCIS-s",
    ]);
    expect(tables.III[0]).toEqual({
      dataset: "DailyDialog",
      measured: null,
      published: { nW: 114.7, nT: 7.85, "nW/T": 13.61 },
    });
    const measured = tables.III[3]?.measured;
    expect(measured?.nT).toMatchObject({ mean: 10, deviation: 0, n: 3 });
    expect(measured?.nW.mean).toBeCloseTo((measured?.["nW/nT"].mean ?? 0) * 10);
    expect(tables.V[4]).toMatchObject({ dataset: "GPIS-s", measured: { n: 3 }, published: { mean: 85.95 } });
    expect(tables.IV).toMatchObject([
      { dataset: "GPIS-s", measured: null, published: { Q7: 4.31, average: 4.84 } },
    ]);
    expect(tables.VI.map(({ dataset }) => dataset)).toEqual(["SPFS", "PCIS-s"]);
    expect(notes.join("\n")).toContain("There was no judge");
    expect(notes.join("\n")).not.toContain("interrupted");
    const calls = model.requests.length;

    const again = await reproduceConvogen({ ...options, opener: false });
    expect(model.requests.length).toBe(calls);
    expect(again.tables.III[3]?.measured?.nT.mean).toBe(9);

    const judged = await reproduceConvogen({ ...options, judge: "x:y" });
    expect(judged.tables.IV[0]?.measured?.["Q9"]).toMatchObject({ mean: 4, n: 3 });
    expect(Object.keys(judged.tables.IV[0]?.measured ?? {})).toHaveLength(10);
    expect(judged.tables.VI[0]?.measured?.["average"]).toMatchObject({ mean: 4, n: 3 });
    expect(judged.tables.I).toEqual(tables.I);
    expect(judged.notes.join("\n")).not.toContain("There was no judge");
    const fromElsewhere = await reproduceConvogen({ ...options, only: ["SPFS"] });
    expect(fromElsewhere.tables.IV).toEqual([]);
    expect(fromElsewhere.notes).toContain(
      "There is no Table IV: none of its experiments (GPFS, GPIS, GPFS-s, GPIS-s) was asked for.",
    );
    expect((await readdir(out)).toSorted()).toEqual(
      ["GPIS-s", "PCIS-s", "SPFS"].flatMap((name) => [name, `${name}-judged-1`]).toSorted(),
    );
  });

  it("makes experiments in the order they are named in, and when interrupted has the tables of what there is", async () => {
    const out = await temporaryFolder();
    const made: string[] = [];
    const stop = new AbortController();
    const common = { out, model: "x:y", n: 3, only: ["PCIS-s", "GPFS", "SPFS"], concurrency: 1 };
    const asked = scriptedModel(answer, { id: "x:y" });
    const { tables, notes } = await reproduceConvogen({
      ...common,
      models: { "x:y": asked },
      signal: stop.signal,
      onEvent: (event) => {
        if (event.type === "start") made.push(event.name);
        if (event.type === "task" && made.length === 2) stop.abort();
      },
    });
    expect(made).toEqual(["PCIS-s", "GPFS"]);
    expect(tables.I.map(({ name }) => name)).toEqual(["GPFS", "PCIS-s"]);
    const [{ n = 0 } = {}] = tables.I;
    expect(n).toBeGreaterThan(0);
    expect(tables.III.find(({ dataset }) => dataset === "GPFS")?.measured?.nW.n).toBe(n);
    expect(notes[0]).toMatch(new RegExp(`^This was interrupted at ${n + 3} of 9 conversations`));

    const again = { ...common, models: { "x:y": scriptedModel(answer, { id: "x:y" }) } };
    const resumed = await reproduceConvogen(again);
    expect(resumed.tables.I.map(({ name, n: count }) => [name, count])).toEqual([
      ["GPFS", 3],
      ["SPFS", 3],
      ["PCIS-s", 3],
    ]);
    const whole = await reproduceConvogen({ ...again, out: await temporaryFolder() });
    expect(resumed).toEqual(whole);
  });

  it("looks at what every experiment needs before the first costs anything, and makes do with fewer pairs", async () => {
    const model = scriptedModel(answer, { id: "x:y" });
    const common = { model: "x:y", n: 3, models: { "x:y": model } };
    const pairs = join(await temporaryFolder(), "pairs.jsonl");
    await writeFile(pairs, '["A cook.","A nurse."]\n["A diver.","A judge."]\n');
    const only = ["GPFS-s", "PCFS-s"];
    const out = await temporaryFolder();
    for (const wrong of [{ pairs: `${pairs}x` }, { judge: "nowhere:x" }])
      await expect(reproduceConvogen({ ...common, out, only, ...wrong })).rejects.toThrow(
        /no such file|nowhere/i,
      );
    expect(model.requests.length).toBe(0);

    const notices: string[] = [];
    const { tables, notes } = await reproduceConvogen({
      ...common,
      out,
      only,
      pairs,
      onEvent: (event) => event.type === "notice" && notices.push(event.message),
    });
    expect(tables.I.map(({ name, n }) => [name, n])).toEqual([
      ["GPFS-s", 3],
      ["PCFS-s", 2],
    ]);
    expect(notices[0]).toMatch(/^PCFS-s has 2 conversations, not 3: each pair is used once/);
    expect(notes).toContain(notices[0]);
    const fewer = await reproduceConvogen({ ...common, out, only, pairs, n: 1 });
    expect(fewer.tables.I.map(({ n }) => n)).toEqual([1, 1]);

    const other = reproduceConvogen({ ...common, out, only: ["GPIS", "GPFS-s"], pairs, seed: 9 });
    await expect(other).rejects.toMatchObject({ code: "store_another_run" });
  });

  it("judges what was not judged yet, by whom it was not judged, and again what a judge failed on", async () => {
    const out = await temporaryFolder();
    const works = scriptedModel(answer, { id: "x:y" });
    const down = scriptedModel(
      () => {
        throw new ModelError("nobody is there", { kind: "invalid_request", model: "judge:a" });
      },
      { id: "judge:a" },
    );
    const only = ["PCIS-s"];
    const asked = (judge: ChatModel, n: number, id = "judge:a") =>
      reproduceConvogen({ out, only, n, model: "x:y", judge: id, models: { "x:y": works, [id]: judge } });
    const broken = await asked(down, 2);
    expect(broken.tables.VI[0]).toMatchObject({ measured: null, failed: 2 });
    expect(broken.notes.join("\n")).toMatch(
      /judge failed on 2 of 2 conversations of PCIS-s: .*nobody is there/,
    );

    const judge = scriptedModel(answer, { id: "judge:a" });
    const mended = await asked(judge, 2);
    expect(mended.tables.VI[0]).toMatchObject({ measured: { average: { n: 2 } }, failed: 0 });
    const two = judge.requests.length;
    expect((await asked(judge, 3)).tables.VI[0]?.measured?.["average"]?.n).toBe(3);
    expect(judge.requests.length).toBe((two / 2) * 3);
    expect((await asked(judge, 1)).tables.VI[0]?.measured?.["average"]?.n).toBe(1);
    expect(judge.requests.length).toBe((two / 2) * 3);

    const another = scriptedModel(() => "2", { id: "judge:b" });
    const low = await asked(another, 3, "judge:b");
    expect(low.tables.VI[0]?.measured?.["average"]).toMatchObject({ mean: 2, n: 3 });
    expect((await asked(judge, 3)).tables.VI[0]?.measured?.["average"]?.mean).toBe(4);
  });

  it("has the tables of what was made when something ends it", async () => {
    const wrong = new ModelError("the key was withdrawn", { kind: "authentication", model: "x:y" });
    let made = 0;
    const model = scriptedModel(
      (request) => {
        if (made >= 3) throw wrong;
        return answer(request);
      },
      { id: "x:y" },
    );
    const out = await temporaryFolder();
    const asked = reproduceConvogen({
      out,
      model: "x:y",
      n: 3,
      only: ["GPFS", "SPFS"],
      models: { "x:y": model },
      onEvent: ({ type }) => void (made += type === "task" ? 1 : 0),
    });
    const error: unknown = await asked.catch((thrown: unknown) => thrown);
    if (!(error instanceof ReproductionStoppedError)) throw error;
    expect(error.message).toContain("SPFS could not be finished");
    expect(error.reproduction.tables.I.map(({ n }) => n)).toEqual([3, expect.any(Number)]);
    expect(error.reproduction.notes[0]).toMatch(/^This was interrupted at/);
  });

  it("averages the judge's scores over the conversations that have them all", () => {
    const experiment = convogenExperiments.find(({ name }) => name === "PCIS-s");
    if (experiment === undefined) throw new Error("there is no PCIS-s");
    const judged = [
      { topic: 1, situation: 2 },
      { topic: 5, situation: 4, personas: 3, overall: 4 },
    ];
    const outcome = { experiment, dialogs: [], failed: 0, source: "", judged: { scores: judged, failed: 0 } };
    const found = convogenTables([outcome], true).VI[0]?.measured;
    expect(found).toMatchObject({ Q1: { mean: 3, n: 2 }, Q3: { mean: 3, n: 1 }, average: { mean: 4, n: 1 } });
  });

  it("says which experiments there are", async () => {
    const asked = reproduceConvogen({
      out: join(await temporaryFolder(), "x"),
      model: "x:y",
      only: ["GPIS-S"],
    });
    await expect(asked).rejects.toThrow('there is no experiment "GPIS-S"');
  });
});

describe("what was published", () => {
  it("has every experiment, with averages that agree with their questions to rounding", () => {
    for (const { name, personas } of convogenExperiments) {
      const scores = [...(publishedConvogen[name]?.judged ?? [])];
      const average = scores.pop() ?? 0;
      expect(scores).toHaveLength(personas === "generated" ? 9 : 4);
      expect(Math.abs(scores.reduce((sum, score) => sum + score, 0) / scores.length - average)).toBeLessThan(
        0.01,
      );
    }
  });

  it("has enough pairs for fifty conversations, none twice", () => {
    expect(samplePairs.length).toBe((24 * 23) / 2);
    expect(new Set(samplePairs.map((pair) => [...pair].toSorted().join())).size).toBe(samplePairs.length);
  });
});
