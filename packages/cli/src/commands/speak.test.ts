import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-speak-cli-"));
  const turns = [
    { speaker: "Ann", text: "Hello." },
    { speaker: "Bob", text: "Hi." },
  ];
  await writeFile(join(cwd, "one.json"), JSON.stringify({ id: "one", turns }));
  const personas = { Ann: { language: "Yoruba" } };
  await writeFile(join(cwd, "mute.json"), JSON.stringify({ id: "mute", turns, personas }));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

it("speaks a file, over a noisy phone, and prints what there is now", async () => {
  const args = ["speak", "one.json", "--out", "out", "--phone", "--snr", "15", "--seed", "1", "--json"];
  const { status, out, err } = await runInMemory(args, { cwd });
  expect([status, err]).toEqual([0, ""]);
  expect(JSON.parse(out)).toMatchObject({
    dialogs: 1,
    found: 0,
    engine: "espeak",
    seconds: expect.any(Number),
    failed: [],
  });
  expect(await readdir(join(cwd, "out"))).toEqual(["one.json", "one.rttm", "one.vtt", "one.wav"]);
  const again = await runInMemory(args.slice(0, -1), { cwd });
  expect(again.out).toContain("Already there, and left as they are: 1");
});

it("says of whom it could not speak, ends with 1, and falls back when told to", async () => {
  const failed = await runInMemory(["speak", "mute.json", "--out", "mute"], { cwd });
  expect([failed.status, failed.out]).toEqual([
    1,
    expect.stringContaining('mute: espeak: no voice speaks "yo"'),
  ]);
  const { status, out } = await runInMemory(["speak", "mute.json", "--out", "mute", "--fallback", "--json"], {
    cwd,
  });
  expect([status, JSON.parse(out)]).toEqual([
    0,
    expect.objectContaining({ dialogs: 1, notes: { voice_missed: 1 } }),
  ]);
});

it.each([
  [["--snr", "loud"], 2, "It must be a number"],
  [["--engine", "espaek"], 1, 'Did you mean "espeak"'],
  [["--overlap", "2"], 1, "timing.overlap is between 0 and 1"],
])("refuses %j", async (flags, expected, message) => {
  const { status, err } = await runInMemory(["speak", "one.json", "--out", "x", ...flags], { cwd });
  expect([status, err]).toEqual([expected, expect.stringContaining(message)]);
});
