import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exitMeanings } from "./terminal/exit-status.ts";
import { runnableCommands } from "./testing/runnable-commands.ts";
import { runInMemory } from "./testing/run-in-memory.ts";

/**
 * What each command is given that it cannot use: `cut.json` ends in the middle, `other.json` holds something else,
 * `misspelt.json` is a recipe with a wrong word, `empty` is a folder with nothing in it.
 */
const unusable: Readonly<Record<string, readonly string[]>> = {
  demo: ["--out cut.json"],
  chat: ["--persona cut.json", "--persona other.json", "--save empty"],
  serve: ["--persona cut.json"],
  playground: ["cut.json"],
  run: [
    "cut.json",
    "other.json",
    "misspelt.json",
    "lost.json",
    "nobody.json",
    "sound.json maxTurn=3",
    "sound.json --out cut.json",
  ],
  resume: ["empty", "cut.json"],
  status: ["empty", "cut.json"],
  "retry-failed": ["empty", "cut.json"],
  "runs list": ["cut.json"],
  "runs show": ["empty", "cut.json"],
  "runs compare": ["empty empty"],
  doctor: ["empty", "cut.json"],
  shard: ["empty 0/2"],
  merge: ["made empty"],
  "import-config personagym": ["cut.json"],
  "roleplay run": ["action_config=cut.json"],
  "roleplay report": ["empty", "cut.json"],
  "star stats": ["--path empty"],
  "star generate": ["--path empty --out made"],
  population: ["cut.json", "other.json"],
  calibrate: ["--real empty --user A", "--real cut.json --user A"],
  realism: ["--real empty --simulated empty", "--real cut.json --simulated cut.json"],
  test: ["cut.json", "misspelt.json"],
  report: ["empty", "cut.json"],
  eval: ["empty", "cut.json", "other.json", "dialog.json --html empty"],
  compare: ["a=empty b=empty", "a=cut.json b=cut.json", "a=dialog.json b=other.json"],
  "inspect reply": ["Hello --svg empty"],
  import: ["empty", "cut.json", "other.json"],
  anonymize: ["empty --out made", "cut.json --out made"],
  select: ["empty", "cut.json", "other.json"],
  validate: ["empty", "cut.json", "other.json"],
  export: ["empty", "cut.json", "other.json", "dialog.json --out cut.json"],
  speak: ["empty --out made"],
  new: ["metric other --out cut.json", "metric other --out taken"],
};
/** They read no files, or, as ConvoGen's experiments, when the part that needs them begins. */
const without = ["models", "prompts", "schema", "inspect modules", "complete", "reproduce convogen"];

const recipe = { kind: "dialogues", count: 1, maxTurns: 2, personas: [{ name: "A" }, { name: "B" }] };
const files = {
  "cut.json": '{"turns": ',
  "other.json": '{"hello": "world"}',
  "dialog.json": '{"turns": [{"speaker": "A", "text": "Hi"}, {"speaker": "B", "text": "Ho"}]}',
  "sound.json": JSON.stringify({ ...recipe, model: "local:pocket" }),
  "misspelt.json": JSON.stringify({ ...recipe, cuont: 3, model: "local:pocket" }),
  "lost.json": JSON.stringify({ ...recipe, imports: ["./nowhere.mjs"], model: "local:pocket" }),
  "nobody.json": JSON.stringify({ ...recipe, model: "nobody:here" }),
};

describe("a file or folder that cannot be used", () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "sdialog-unusable-"));
    for (const folder of ["empty", "taken/other"]) await mkdir(join(cwd, folder), { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text);
    await writeFile(join(cwd, "taken/other/package.json"), "{}");
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));

  it("is tried with every command", () => {
    const names = runnableCommands().map(([path]) => path.join(" "));
    expect([...Object.keys(unusable), ...without].toSorted()).toEqual(names.toSorted());
  });

  it.each(Object.entries(unusable).flatMap(([name, tries]) => tries.map((args) => `${name} ${args}`)))(
    "ends it with 2: %s",
    async (line) => {
      const { status, err } = await runInMemory(line.split(" "), { cwd });
      expect({ status, err }).toEqual({ status: 2, err: expect.stringMatching(/Error: .+/) as string });
      expect(err).not.toMatch(/^ {4}at /m);
    },
  );
});

it("every exit status has one meaning, which the help and the README say", async () => {
  const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
  const rows = readme.matchAll(/^\| (\d+) +\| (.+?) +\|$/gm);
  expect(Object.fromEntries([...rows].map(([, status, meaning]) => [status, meaning]))).toEqual(exitMeanings);
  const help = (await runInMemory(["--help"], { cwd: "." })).out.replaceAll(/\s+/g, " ");
  for (const [status, meaning] of Object.entries(exitMeanings))
    expect(help).toContain(` ${status} ${meaning}`);
});
