// How much computing a second of sound takes, on one core and in threads, and whether an hour needs more memory than a minute.
// `pnpm bench voice 60` speaks so many minutes (default: 60).
import { spawnSync } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { type SpeakOptions, speakDialog } from "../src/index.ts";
import { speakDialogs } from "../src/node/index.ts";
import { toneSpeech } from "../src/testing/index.ts";

const isMeasured = process.argv[2] === "--memory";
const minutes = Number((isMeasured ? process.argv[3] : process.argv[2]) ?? 60);
const words = "have you seen the flowers in the garden behind the house they are all in bloom today".split(
  " ",
);
const turns = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    speaker: index % 2 === 0 ? "Ann" : "Bob",
    text: `${Array.from({ length: 14 }, (__, word) => words[(index * 5 + word) % words.length]).join(" ")}.`,
  }));
const short = new Dialog({ id: "short", turns: turns(12) });

const places: readonly (readonly [string, SpeakOptions])[] = [
  ["eSpeak NG", { engine: "espeak" }],
  ["eSpeak NG, office", { engine: "espeak", room: "office" }],
  ["eSpeak NG, hall, noise", { engine: "espeak", room: "hall", noise: { snr: 20 } }],
  ["eSpeak NG, phone, noise", { engine: "espeak", phone: true, noise: { snr: 20 } }],
  ["without a voice", { engine: toneSpeech() }],
  ["without a voice, office", { engine: toneSpeech(), room: "office" }],
  ["without a voice, phone, noise", { engine: toneSpeech(), phone: true, noise: { snr: 20 } }],
];
if (isMeasured) {
  await measureMemory();
  process.exit();
}

console.log("Seconds of processor time a second of sound, one thread");
for (const [name, options] of places) {
  await speakDialog(short, { ...options, seed: 0 });
  const before = process.cpuUsage();
  const { timings } = await speakDialog(short, { ...options, seed: 1 });
  const { user, system } = process.cpuUsage(before);
  console.log(`  ${name.padEnd(32)} ${((user + system) / 1e6 / timings.seconds).toFixed(3)}`);
}

console.log(
  "\nSeconds a second of sound, 32 dialogues in an office, by threads: on the clock, and of all processors",
);
for (const workers of [1, 2, 4]) {
  const out = await mkdtemp(join(tmpdir(), "sdialog-voice-bench-"));
  const dialogs = Array.from({ length: 32 }, (_, id) => new Dialog({ id: String(id), turns: turns(12) }));
  const [start, before] = [performance.now(), process.cpuUsage()];
  const { seconds } = await speakDialogs(dialogs, { out, room: "office", workers, seed: 1 });
  const { user, system } = process.cpuUsage(before);
  const [clock, processors] = [(performance.now() - start) / 1000, (user + system) / 1e6];
  console.log(
    `  ${String(workers).padEnd(32)} ${(clock / seconds).toFixed(3)}  ${(processors / seconds).toFixed(3)}`,
  );
  await rm(out, { recursive: true });
}

console.log("\nOne dialogue in an office, with noise, to a file, each in a process of its own");
for (const length of [1, 10, minutes]) {
  const self = [...process.execArgv, import.meta.filename, "--memory", String(length)];
  const { stdout, stderr } = spawnSync(process.execPath, self, { encoding: "utf8" });
  console.log(stdout.trimEnd() || stderr);
}

/** Speaks a dialogue of so many minutes, and says how much memory the process took at most. */
async function measureMemory(): Promise<void> {
  const out = await mkdtemp(join(tmpdir(), "sdialog-voice-bench-"));
  const dialog = new Dialog({ id: "long", turns: turns(Math.round(minutes * 26)) });
  const options = { out, engine: toneSpeech(), room: "office", noise: { snr: 20 }, seed: 1 } as const;
  const { seconds } = await speakDialogs([dialog], options);
  const { size } = await stat(join(out, "long.wav"));
  const figures = [
    `${(seconds / 60).toFixed(1).padStart(6)} minutes`,
    `${(size / 2 ** 20).toFixed(0).padStart(5)} MiB on disk`,
    `${(process.resourceUsage().maxRSS / 2 ** 10).toFixed(0).padStart(5)} MiB of memory at most`,
  ];
  console.log(figures.join(" "));
  await rm(out, { recursive: true });
}
