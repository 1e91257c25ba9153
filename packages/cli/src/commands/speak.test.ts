import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
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

it("hears dialogues in a café of other people, in a measured room, by several microphones, and over a bad line", async () => {
  const turns = [{ speaker: "Cy", text: "Two coffees, please." }];
  for (const id of ["two", "three"]) await writeFile(join(cwd, `${id}.json`), JSON.stringify({ id, turns }));
  const read = async (path: string) =>
    JSON.parse(await readFile(join(cwd, path), "utf8")) as { place: object };
  const spoken = async (out: string, ...flags: string[]) => {
    const files = out === "cafe" ? ["one.json", "two.json", "three.json"] : ["one.json"];
    const args = ["speak", ...files, "--out", out, "--workers", "1", "--json", ...flags];
    const { status, err } = await runInMemory(args, { cwd });
    expect([status, err]).toEqual([0, ""]);
    return read(join(out, "one.json"));
  };
  expect((await spoken("cafe", "--noise", "babble", "--talkers", "2", "--snr", "5")).place).toMatchObject({
    noise: { source: "babble", talkers: 2, snr: 5 },
  });
  const room = [
    "--room",
    "random",
    "--microphone",
    "1,1,1",
    "--microphone",
    "1.5,1.2,1.1",
    "--distance",
    "0.6",
  ];
  expect((await spoken("room", ...room)).place).toMatchObject({
    room: {
      room: "random",
      microphones: [
        [1, 1, 1],
        [1.5, 1.2, 1.1],
      ],
    },
  });
  const line = ["--phone", "--codec", "a-law", "--packet-loss", "0.1", "--loss-burst", "3"];
  expect(await spoken("line", ...line, "--voice", "Ann=en-GB-x-rp+f2")).toMatchObject({
    place: { phone: { codec: "a-law", packetLoss: 0.1, lossBurst: 3 } },
    voices: { Ann: { voice: "en-GB-x-rp+f2" } },
  });
  // A recording may stand for the background, and for a room.
  const recorded = join("cafe", "two.wav");
  expect((await spoken("street", "--noise", recorded, "--impulse-response", recorded)).place).toMatchObject({
    noise: { source: "recording", snr: 20 },
    room: { room: "measured" },
  });
});

it("says of how many back-channels there was no room, and counts them in JSON", async () => {
  const args = ["speak", "one.json", "--out", "short", "--backchannels", "60"];
  const { out } = await runInMemory(args, { cwd });
  const { counts, notes } = JSON.parse((await runInMemory([...args, "--json"], { cwd })).out) as {
    counts: { backchannels: { wanted: number } };
    notes: object;
  };
  const { wanted } = counts.backchannels;
  expect(counts).toMatchObject({ backchannels: { placed: 0 } });
  expect(out).toContain(`0 of ${wanted} back-channels have a place: listeners have no room`);
  expect([wanted > 0, notes]).toEqual([true, { backchannels_missed: 1 }]);
});

it("speaks what can be read, and counts the rest as failed, without an id", async () => {
  const turns = [{ speaker: "Cy", text: "No." }];
  await writeFile(join(cwd, "torn.jsonl"), `${JSON.stringify({ id: "whole", turns })}\n{"id":"torn"\n`);
  const args = ["speak", "torn.jsonl", "--out", "torn"];
  const { status, out } = await runInMemory([...args, "--json"], { cwd });
  expect([status, JSON.parse(out)]).toEqual([
    1,
    expect.objectContaining({
      dialogs: 1,
      failed: [
        {
          id: "",
          code: expect.any(String) as string,
          message: expect.stringContaining("torn.jsonl:2") as string,
        },
      ],
    }),
  ]);
  expect((await runInMemory(args, { cwd })).out).toMatch(/^unreadable: .*torn\.jsonl:2/m);
});

it.each([
  [["--snr", "loud"], 2, "It must be a number"],
  [["--microphone", "1,2"], 2, "three numbers"],
  [["--voice", "Ann"], 2, "a speaker and a voice"],
  [["--codec", "gsm"], 2, "Allowed choices are mu-law, a-law"],
  [["--packet-loss", "0.1"], 2, "--packet-loss says something about --phone"],
  [["--distance", "2"], 2, "--distance says something about --room"],
  [["--microphone", "1,1,1"], 2, "--microphone says something about --room"],
  [["--talkers", "3", "--noise", "pink"], 2, "--talkers says how many people babble"],
  [["--phone", "--sample-rate", "16000"], 2, "--phone has 8000 samples a second"],
  [["--room", "office", "--impulse-response", "x.wav"], 2, "exclude each other"],
  [["--overlap", "0.1", "--interruptions", "0.3"], 2, "who interrupts overlaps"],
  [["--room", "ofice"], 2, 'Did you mean "office"'],
  [["--noise", "pinck"], 2, "no noise called"],
  [["--noise", "babble"], 2, "no other dialogue"],
  [["--noise", "missing.wav"], 2, "missing.wav"],
  [["--separate", "speaker"], 2, "separate takes speakers"],
  [["--manifests", "espnet"], 2, 'no manifest called "espnet"'],
  [["--engine", "espaek"], 2, 'Did you mean "espeak"'],
  [["--overlap", "2"], 2, "timing.overlap must be between 0 and 1"],
])("refuses %j", async (flags, expected, message) => {
  const { status, err } = await runInMemory(["speak", "one.json", "--out", "x", ...flags], { cwd });
  expect([status, err]).toEqual([expected, expect.stringContaining(message)]);
});
