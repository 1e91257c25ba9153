import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DialogSource, Random } from "@sdialog/core";
import { loadDialog, loadDialogs } from "@sdialog/core/fs";
import { collectDialogs, compareDatasets, evaluateDialogs, readDialogs } from "@sdialog/evaluation";
import { exportDialogs, findAssistant, validateDialogs } from "@sdialog/formats";
import { readSource, selectDialogs } from "@sdialog/runner";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createProgram } from "../cli.ts";
import { processTerminal } from "../terminal/terminal.ts";
import { runInMemory } from "../testing/run-in-memory.ts";

/** A chat, a dataset and a table, as other tools write them; the table as old versions of Excel do. */
const files: Readonly<Record<string, string | Buffer>> = {
  "chat.txt":
    "[13/03/2024, 10:15:22] Ann: When do you close?\n[13/03/2024, 10:16:01] Bo: At noon.\n[13/03/2024, 10:17:00] Ann: Thanks\n[13/03/2024, 10:18:00] Bo: Bye\n",
  "sharegpt.json": JSON.stringify([
    {
      id: "s1",
      conversations: [
        { from: "human", value: "When do you close?" },
        { from: "gpt", value: "At noon." },
        { from: "human", value: "Thanks" },
        { from: "gpt", value: "Bye" },
      ],
    },
  ]),
  "tickets.csv": Buffer.from(
    'ticket;author;body\r\n7;Ann;"When; today?"\r\n7;Zo\xEB;At noon.\r\n7;Ann;Thanks\r\n7;Zo\xEB;Bye\r\n',
    "latin1",
  ),
};
const names = Object.keys(files);

/** By each of them every file in a sweep, else one that is drawn. */
const read = (bys: readonly string[]): readonly (readonly [by: string, file: string])[] =>
  bys.flatMap((by) =>
    (inject("sweeping") ? names : [new Random(by).pick(names)]).map((file) => [by, file] as const),
  );

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-one-door-"));
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** Every command that takes dialogues → how it is called with a file, and where the number of dialogues stands. */
const commands: Readonly<
  Record<string, (file: string) => { args: string[]; count: (out: string) => unknown }>
> = {
  import: (file) => ({ args: ["import", file, "--out", "in"], count: (out) => field(out, "dialogs") }),
  anonymize: (file) => ({
    args: ["anonymize", file, "--out", "nobody"],
    count: (out) => field(out, "dialogs"),
  }),
  eval: (file) => ({
    args: ["eval", file, "--metrics", "turn-count"],
    count: (out) => (field(out, "dialogs") as []).length,
  }),
  compare: (file) => ({
    args: ["compare", `a=${file}`, `b=${file}`, "--metrics", "turn-count"],
    count: (out) => (field(out, "datasets") as { n: number }[])[0]?.n,
  }),
  realism: (file) => ({
    args: ["realism", "--real", file, "--simulated", file, "--user", "Ann,user", "--permutations", "0"],
    count: (out) => (field(out, "n") as { real: number }).real,
  }),
  export: (file) => ({
    args: ["export", file, "--assistant", "1", "--out", `out-${file}`],
    count: (out) => (field(out, "written") as { train: number }).train,
  }),
  validate: (file) => ({
    args: ["validate", file, "--assistant", "1"],
    count: (out) => field(out, "trainable"),
  }),
  select: (file) => ({
    args: ["select", file, "--out", `good-${file}`],
    count: (out) => field(out, "total"),
  }),
  speak: (file) => ({
    args: ["speak", file, "--out", `sound-${file}`],
    count: (out) => field(out, "dialogs") ?? out,
  }),
  population: (file) => ({
    args: ["population", file, "--user", "nobody"],
    count: (out) => (/No dialogue says who "nobody" is/.test(out) ? 1 : out),
  }),
  calibrate: (file) => ({
    args: ["calibrate", "--real", file, "--user", "nobody"],
    // Said when the logs have been read.
    count: (out) => (/nobody/.test(out) ? 1 : out),
  }),
};

function field(out: string, name: string): unknown {
  return (JSON.parse(out) as Record<string, unknown>)[name];
}

describe("every command that takes dialogues", () => {
  it("is in this table", () => {
    const known = createProgram(processTerminal(new AbortController().signal))
      .commands.filter((command) => command.options.some(({ long }) => long === "--from"))
      .map((command) => command.name());
    expect(known.toSorted()).toEqual(Object.keys(commands).toSorted());
  });

  it("reads them through one function", async () => {
    const folder = new URL(".", import.meta.url);
    const others: string[] = [];
    for (const name of await readdir(folder)) {
      if (!name.endsWith(".ts") || name.endsWith(".test.ts")) continue;
      const text = await readFile(new URL(name, folder), "utf8");
      if (/\b(?:readSource|loadDialogs?|hubDialogs)\(/.test(text)) others.push(name);
    }
    // The demonstration and the test of a chatbot read what they have written.
    expect(others).toEqual(["demo.ts", "dialog-files.ts", "failed-again.ts"]);
  });

  it.each(read(Object.keys(commands)))("%s reads %s", async (command, file) => {
    const { args, count } = (commands[command] as (typeof commands)[string])(file);
    const { out, err } = await runInMemory([...args, "--json"], { cwd });
    expect(count(out.trim() === "" ? err : out)).toBe(1);
    // What was guessed is told by each of them.
    if (command !== "import")
      expect(err.includes("tickets.csv: read as Windows-1252")).toBe(file === "tickets.csv");
    expect(err).not.toContain("no known format");
  });
});

/** Every function that takes dialogues by a path → how many it found. */
const functions: Readonly<Record<string, (source: string, out: string) => Promise<unknown>>> = {
  loadDialog: async (source) => [await loadDialog(source)].length,
  loadDialogs: async (source) => (await Array.fromAsync(loadDialogs(source))).length,
  readDialogs: async (source) => (await Array.fromAsync(readDialogs(source))).length,
  collectDialogs: async (source) => (await collectDialogs(source)).length,
  readSource: async (source) => (await Array.fromAsync(readSource([source] satisfies DialogSource))).length,
  evaluateDialogs: async (source) =>
    (await evaluateDialogs(source, { metrics: ["turn-count"] })).dialogs.length,
  compareDatasets: async (source) =>
    (await compareDatasets({ a: source }, { metrics: ["turn-count"] })).datasets.length,
  findAssistant: async (source) => ((await findAssistant(source, 1)).assistant === 1 ? 1 : 0),
  validateDialogs: async (source) => (await validateDialogs(source, { assistant: 1 })).trainable,
  exportDialogs: async (source, out) =>
    (await exportDialogs(source, { out, format: "messages", assistant: 1 })).written.train,
  selectDialogs: async (source, out) => (await selectDialogs(source, { out, profile: "generous" })).kept,
};

describe("every function that takes dialogues", () => {
  it.each(read(Object.keys(functions)))("%s reads %s", async (name, file) => {
    const count = functions[name] as (typeof functions)[string];
    expect(await count(join(cwd, file), join(cwd, `${name}-${file}`))).toBe(1);
  });
});
