import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Dialog } from "@sdialog/core";
import { sampleFolder } from "@sdialog/datasets-star";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-star-"));
});
afterAll(async () => {
  await rm(cwd, { recursive: true, force: true });
});

const star = (...args: string[]) => runInMemory(["star", ...args, "--path", sampleFolder], { cwd });

describe("sdialog star stats", () => {
  it("counts, filtered, as JSON for programs", async () => {
    const all = JSON.parse((await star("stats", "--json")).out) as Record<string, number>;
    const happy = JSON.parse((await star("stats", "--json", "--happy")).out) as Record<string, number>;
    const unhappy = JSON.parse((await star("stats", "--json", "--no-happy")).out) as Record<string, number>;
    expect(Object.keys(all)).toEqual(["dialogs", "turns", "words"]);
    for (const key of Object.keys(all)) expect(happy[key]! + unhappy[key]!).toBe(all[key]);
    expect(all["dialogs"]).toBeGreaterThan(0);
  });

  it("finds the dataset by SDIALOG_STAR_PATH, and says so when it does not", async () => {
    const env = { SDIALOG_STAR_PATH: sampleFolder };
    expect((await runInMemory(["star", "stats"], { cwd, env })).status).toBe(0);
    for (const none of [{}, { SDIALOG_STAR_PATH: "" }]) {
      const lost = await runInMemory(["star", "stats"], { cwd, env: none });
      expect(lost).toMatchObject({ status: 2, err: expect.stringContaining("--path") });
    }
    const unknown = await star("stats", "--task", "libary_renew");
    expect(unknown).toMatchObject({ status: 2, err: expect.stringContaining("library_renew") });
  });
});

describe("sdialog compare and eval", () => {
  it("take a folder of STAR as it is, and a part of it by filters", async () => {
    const args = [
      `all=${sampleFolder}`,
      `happy=star:${sampleFolder}?happy=true`,
      `not=star:${sampleFolder}?happy=false`,
    ];
    const compared = await runInMemory(
      [
        "compare",
        ...args,
        "--reference",
        "all",
        "--metrics",
        "turn-count",
        "--evaluators",
        "distinct-2",
        "--json",
      ],
      { cwd },
    );
    const { datasets, results } = JSON.parse(compared.out) as {
      datasets: { n: number }[];
      results: { evaluator: string }[];
    };
    const [all, happy, not] = datasets.map(({ n }) => n);
    expect(happy! + not!).toBe(all);
    expect(new Set(results.map(({ evaluator }) => evaluator))).toEqual(
      new Set(["mean-turn-count", "distinct-2"]),
    );
    const inner = join(sampleFolder, "dialogues");
    const [file] = (await readdir(inner)).sort();
    for (const [place, n] of [
      [sampleFolder, all!],
      [inner, all!],
      [join(inner, file!), 1],
    ] as const) {
      const { out } = await runInMemory(["eval", place, "--metrics", "turn-count", "--json"], { cwd });
      const { dialogs } = JSON.parse(out) as { dialogs: { scores: Record<string, number> }[] };
      expect(dialogs, place).toHaveLength(n);
      expect(JSON.stringify(dialogs[0]), place).toMatch(/"turn-count":[1-9]/);
    }
    const drawn = await runInMemory(
      ["compare", ...args, "--metrics", "turn-count", "--plots", "plots", "--plots-as", "svg"],
      {
        cwd,
      },
    );
    expect(drawn.out).toContain("Pictures: 1 in ");
    expect(await readFile(join(cwd, "plots/mean-turn-count.svg"), "utf8")).toContain("Turns per dialogue");
    const wrong = await runInMemory(["compare", `a=star:${sampleFolder}?hapy=true`], { cwd });
    expect(wrong).toMatchObject({ status: 2, err: expect.stringContaining("is not a filter of STAR") });
  });
});

describe("sdialog star generate", () => {
  it("writes text and JSON per dialogue and skips what exists", async () => {
    const generate = () => star("generate", "--limit", "2", "--max-turns", "6", "--out", "out", "--json");
    expect(JSON.parse((await generate()).out)).toMatchObject({ wanted: 2, made: 2, skipped: 0 });
    const names = await readdir(join(cwd, "out/json"));
    expect((await readdir(join(cwd, "out/txt"))).map((name) => name.replace("txt", "json"))).toEqual(names);
    for (const name of names) {
      const dialog = Dialog.from(JSON.parse(await readFile(join(cwd, "out/json", name), "utf8")));
      expect(`${dialog.id}.json`).toBe(name);
      expect(dialog.speakers()).toContain("System");
    }
    const before = await readFile(join(cwd, "out/json", names[0]!), "utf8");
    expect(JSON.parse((await generate()).out)).toMatchObject({ made: 0, skipped: 2 });
    const { out } = await star("generate", "--limit", "2", "--max-turns", "6", "--out", "out");
    expect(out).toBe(`0 dialogues made, 2 were there already: ${join(cwd, "out")}\n`);
    expect(await readFile(join(cwd, "out/json", names[0]!), "utf8")).toBe(before);
  });

  it("is completed by a second run after Ctrl-C, with nothing lost or doubled", async () => {
    const main = fileURLToPath(new URL("../main.ts", import.meta.url));
    const args = [
      "--conditions=@sdialog/source",
      main,
      "star",
      "generate",
      "--path",
      sampleFolder,
      "--out",
      "cut",
      "--concurrency",
      "1",
      "--max-turns",
      "12",
    ];
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
    // The first line of progress is written when a dialogue is finished.
    for await (const chunk of child.stderr) if (String(chunk).includes("Simulating")) break;
    child.kill("SIGINT");
    const [status] = (await once(child, "exit")) as [number | null];
    expect([0, 130]).toContain(status);
    const finished = await readdir(join(cwd, "cut/json"));
    for (const name of finished) Dialog.from(JSON.parse(await readFile(join(cwd, "cut/json", name), "utf8")));

    const again = JSON.parse(
      (await star("generate", "--out", "cut", "--max-turns", "12", "--json")).out,
    ) as Record<string, number>;
    expect(again["skipped"]).toBe(finished.length);
    expect(again["made"]! + again["skipped"]!).toBe(again["wanted"]);
    expect(await readdir(join(cwd, "cut/json"))).toHaveLength(again["wanted"]!);
  });
});
