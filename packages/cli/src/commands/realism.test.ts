import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "@sdialog/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

const brief = ["ok", "a table for 2", "no, not friday", "why?", "tonight 7pm pls", "hm not sure", "cheaper?"];
const wordy = [
  "Thank you so much for your kind help, I would like to book a table for 2 people at 7pm in York please",
  "That sounds absolutely wonderful, thank you very much for the detailed information about the restaurant",
];
let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-realism-"));
  await mkdir(join(cwd, "logs"));
  const lines = (user: string, seed: number, said: readonly string[]) =>
    Array.from({ length: 12 }, (_, id) => {
      const random = new Random(seed).fork(id);
      const turns = Array.from({ length: random.integer(2, 5) }, () => [
        { speaker: user, text: random.pick(said) },
        { speaker: "Bot", text: "Of course. Anything else?" },
      ]);
      return JSON.stringify({ id, turns: turns.flat() });
    }).join("\n");
  await writeFile(join(cwd, "logs", "a.jsonl"), lines("User", 1, brief));
  await writeFile(join(cwd, "people.jsonl"), lines("User", 2, brief));
  await writeFile(join(cwd, "run.jsonl"), lines("User", 3, wordy));
});
afterAll(async () => {
  await rm(cwd, { recursive: true, force: true });
});
/** Without a p-value, which takes most of the time. */
const run = (...args: readonly string[]) => runInMemory(["realism", "--permutations", "0", ...args], { cwd });
const tested = (...args: readonly string[]) => run("--permutations", "9", ...args);

interface Printed {
  readonly n: Record<string, number>;
  readonly features: Record<string, Record<string, number>>;
  readonly groups: Record<string, number>;
  readonly humanLikeness: {
    readonly auc: number;
    readonly interval: { low: number; high: number };
    readonly p: number;
  };
  readonly coverage: { readonly value: number; readonly interval: { low: number; high: number } };
  readonly notes: readonly string[];
}

describe("sdialog realism", () => {
  it("prints one object for programs", async () => {
    const args = ["--real", "logs/", "--simulated", "run.jsonl", "--user", "User", "--seed", "1", "--json"];
    const { status, out } = await tested(...args);
    expect(status).toBe(0);
    const found = JSON.parse(out) as Printed;
    expect(found.n).toEqual({ real: 12, simulated: 12 });
    expect(Object.keys(found.features)).toHaveLength(19);
    for (const feature of Object.values(found.features))
      expect(Object.keys(feature)).toEqual(expect.arrayContaining(["real", "simulated", "alignment"]));
    expect(found.features["short_utterance_rate"]!["simulated"]).toBe(0);
    expect(Object.keys(found.groups)).toEqual(["D1", "D2", "D3", "D4"]);
    expect(found.humanLikeness.auc).toBeGreaterThan(0.9);
    expect(found.humanLikeness.interval.high).toBe(1);
    expect(found.humanLikeness.p).toBe(1 / 10);
    expect(found.coverage.value).toBeLessThan(0.5);
    expect(found.coverage.interval.low).toBeLessThanOrEqual(found.coverage.value);
    expect((await tested(...args)).out).toBe(out);
  });

  it("says it in words, with examples of both sides, and writes a page", async () => {
    const { status, out } = await tested("--real", "logs", "--simulated", "run.jsonl", "--html", "page.html");
    expect(status).toBe(0);
    expect(out).toContain("The widest gaps:");
    expect(out).toMatch(/people .*, yours /);
    expect(out).toMatch(/people: ./);
    expect(out).toMatch(/yours : Th/);
    const page = await readFile(join(cwd, "page.html"), "utf8");
    expect(page).toContain("<svg");
    expect(page).toContain("default-src 'none'");
    expect(page).toContain("kind help");
  });

  it("knows a slip of the pen from a language without lists of words, and says what is left out of that", async () => {
    const args = ["--real", "logs", "--simulated", "people.jsonl", "--json", "--language"];
    const wrong = await run(...args, "xx");
    expect(wrong.status).not.toBe(0);
    expect(wrong.err).toMatch(/"xx" is no language's code[^]*en, de, fr, es/);
    const { notes, features } = JSON.parse((await run(...args, "it")).out) as Printed;
    expect(features["politeness_rate"]).toMatchObject({ real: null, simulated: null });
    expect(notes[0]).toMatch(/12 conversations are in a language without lists of words: .*politeness_rate/);
    const inWords = await run(...args.filter((arg) => arg !== "--json"), "it");
    expect(inWords.out).toContain("Behaviour without D3, D4, of 1:");
  });

  it("takes people for people", async () => {
    const { out } = await tested("--real", "logs", "--simulated", "people.jsonl", "--json");
    const { interval, p } = (JSON.parse(out) as Printed).humanLikeness;
    expect(interval.low).toBeLessThanOrEqual(0.5);
    expect(p).toBeGreaterThan(0.1);
  });

  it("compares with shipped references, and with one's own, which has no words", async () => {
    const saved = await run("--real", "logs", "--save-reference", "mine.json");
    expect(saved).toMatchObject({ status: 0, err: "" });
    expect(saved.out).toMatch(/^Reference: .*mine\.json$/m);
    expect((await run("--real", "logs", "--save-reference", "mine.json", "--json")).out).toBe("");
    expect(await readFile(join(cwd, "mine.json"), "utf8")).not.toContain("friday");
    const own = JSON.parse(
      (await run("--real", "reference:mine.json", "--simulated", "run.jsonl", "--json")).out,
    ) as Printed;
    const logs = JSON.parse(
      (await run("--real", "logs", "--simulated", "run.jsonl", "--json")).out,
    ) as Printed;
    expect(own.features["words_per_turn"]!["real"]).toBeCloseTo(logs.features["words_per_turn"]!["real"]!, 3);
    expect(own.humanLikeness.auc).toBeCloseTo(logs.humanLikeness.auc, 1);
    const shipped = await run("--real", "reference:taskmaster", "--simulated", "run.jsonl", "--json");
    expect((JSON.parse(shipped.out) as Printed).notes[0]).toMatch(/Taskmaster-4.*500 of 3710/);
  });

  it("compares form and cohorts as well, and has the whole index where outcomes and ratings are given", async () => {
    await writeFile(
      join(cwd, "measured.json"),
      '{"outcomes":[{"real":0.5,"simulated":0.7}],"ratings":{"min":1,"max":5,"pairs":[{"real":3,"simulated":5}]}}',
    );
    const args = ["--real", "logs", "--simulated", "run.jsonl", "--measured", "measured.json"];
    const found = JSON.parse((await run(...args, "--json")).out) as {
      readonly userSimIndex: { readonly kind: string; readonly parts: Record<string, number> };
      readonly dimensions: { readonly dimensions: object };
      readonly cohort: { readonly simulated: { readonly vendi: { readonly value: number } } };
    };
    expect(found.userSimIndex).toMatchObject({ kind: "whole", parts: { outcomes: 0.8, ratings: 0.5 } });
    expect(Object.keys(found.dimensions.dimensions)).toContain("message length");
    expect(found.cohort.simulated.vendi.value).toBeLessThan(1);
    const { out } = await run(...args);
    expect(out).toContain("(whole)");
    expect(out).toContain("cohorts of 12");
    expect((await run("--real", "logs", "--simulated", "reference:star")).status).toBe(0);
  });

  it("knows the user by the bot's name", async () => {
    const { out } = await run("--real", "logs", "--simulated", "run.jsonl", "--bot", "Bot", "--json");
    expect((JSON.parse(out) as Printed).n).toEqual({ real: 12, simulated: 12 });
  });

  it("names what is wrong", async () => {
    expect(await run("--real", "logs", "--simulated", "run.jsonl", "--user", "Usr")).toMatchObject({
      status: 2,
      err: expect.stringContaining('Did you mean "User"?'),
    });
    expect((await run("--real", "logs")).status).toBe(2);
    expect(
      (await run("--real", "logs", "--simulated", "run.jsonl", "--user", "A", "--bot", "B")).status,
    ).toBe(2);
    expect((await run("--real", "reference:realsym", "--simulated", "run.jsonl")).err).toContain("realsim");
    expect((await run("--real", "gone.jsonl", "--simulated", "run.jsonl")).err).toContain("gone.jsonl");
  });
});
