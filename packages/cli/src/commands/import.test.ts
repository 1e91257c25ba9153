import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-import-command-"));
  const messages = [
    { role: "user", content: "When do you close?" },
    { role: "assistant", content: "At noon." },
  ];
  await writeFile(join(cwd, "chat.jsonl"), `${JSON.stringify({ messages })}\n{"messages": 3}\n`);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

it("writes what it read as JSON Lines, and says by which reader and what was left out", async () => {
  const { status, out } = await runInMemory(["import", "chat.jsonl", "--out", "ours", "--json"], { cwd });
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    dialogs: 1,
    turns: 2,
    reader: "openai",
    skippedCount: 1,
    skipped: [{ line: 2 }],
  });
  const written = await readFile(join(cwd, "ours", "dialogues.jsonl"), "utf8");
  expect(JSON.parse(written)).toMatchObject({
    turns: [{ text: "When do you close?" }, { text: "At noon." }],
  });
});

it("reads the sound files of a folder and names the damaged one", async () => {
  const folder = join(cwd, "rows");
  await mkdir(folder);
  await runInMemory(["export", "ours", "--format", "parquet", "--out", folder], { cwd });
  const whole = await readFile(join(folder, "train.parquet"));
  await writeFile(
    join(folder, "b.parquet"),
    whole.with(whole.indexOf("content", whole.indexOf("schema")), 0),
  );
  const { status, out } = await runInMemory(["import", "rows", "--out", "both", "--json"], { cwd });
  expect(status).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    dialogs: 1,
    reader: "parquet",
    skipped: [
      { file: expect.stringMatching(/b\.parquet$/), reason: expect.stringContaining("whole Parquet file") },
    ],
  });
  expect(await readdir(join(cwd, "both"))).toEqual(["dialogues.jsonl"]);
});

it("lists the readers by name", async () => {
  const { out } = await runInMemory(["import", "--list", "--json"], { cwd });
  const names = (JSON.parse(out) as { name: string }[]).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["json", "jsonl", "openai", "sharegpt", "whatsapp"]));
});

it.each([
  [20, false],
  [21, true],
])(
  "names no more than twenty of %i rows that were left out, and how many there were in all",
  async (n, isMore) => {
    const row = JSON.stringify({ messages: [{ role: "user", content: "Hi" }] });
    await writeFile(join(cwd, "bad.jsonl"), [row, ...Array<string>(n).fill('{"messages":3}')].join("\n"));
    const { out } = await runInMemory(["import", "bad.jsonl", "--out", `left-${n}`], { cwd });
    expect(out.match(/^Left out: .*bad\.jsonl:\d+: /gm)).toHaveLength(20);
    expect(out.includes(`Left out in all: ${n}`)).toBe(isMore);
  },
);

it("numbers dialogues whose id another one has, and notes how many there were", async () => {
  const dialog = (id: string) => `${JSON.stringify({ id, turns: [{ speaker: "Ann", text: "Hi" }] })}\n`;
  await writeFile(join(cwd, "twice.jsonl"), ["a", "b", "a", "a"].map(dialog).join(""));
  const { out } = await runInMemory(["import", "twice.jsonl", "--out", "once"], { cwd });
  expect(out).toContain("dialogues whose id another one has: numbered (2)\n");
  expect(out).toContain("4 dialogues with 4 turns: ");
  const lines = (await readFile(join(cwd, "once", "dialogues.jsonl"), "utf8")).trim().split("\n");
  const ids = lines.map((line) => (JSON.parse(line) as { id: string }).id);
  expect(ids.slice(0, 2)).toEqual(["a", "b"]);
  expect(new Set(ids).size).toBe(4);
});

it("has nothing to do without files", async () => {
  expect((await runInMemory(["import"], { cwd })).status).toBe(2);
});
