// How many seconds of sound a second of computing makes, on one core, and whether an hour needs more memory than a minute.
// `pnpm bench voice 60` speaks so many minutes (default: 60).
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { type SpeakOptions, speakDialog } from "../src/index.ts";
import { speakDialogs } from "../src/node/index.ts";
import { toneSpeech } from "../src/testing/index.ts";

const minutes = Number(process.argv[2] ?? 60);
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
console.log("Seconds of processor time a second of sound, one thread");
for (const [name, options] of places) {
  await speakDialog(short, { ...options, seed: 0 });
  const before = process.cpuUsage();
  const { timings } = await speakDialog(short, { ...options, seed: 1 });
  const { user, system } = process.cpuUsage(before);
  console.log(`  ${name.padEnd(32)} ${((user + system) / 1e6 / timings.seconds).toFixed(3)}`);
}

console.log(`\nOne dialogue of about ${minutes} minutes, to files: peak memory beyond the start`);
for (const length of [1, minutes]) {
  const out = await mkdtemp(join(tmpdir(), "sdialog-voice-bench-"));
  globalThis.gc?.();
  const start = process.memoryUsage().rss;
  let peak = start;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const dialog = new Dialog({ id: "long", turns: turns(Math.round(length * 22)) });
  const { seconds } = await speakDialogs([dialog], {
    out,
    engine: toneSpeech(),
    room: "office",
    noise: { snr: 20 },
    seed: 1,
  });
  clearInterval(watch);
  const { size } = await stat(join(out, "long.wav"));
  console.log(
    `  ${(seconds / 60).toFixed(1).padStart(6)} minutes  ${(size / 2 ** 20).toFixed(0).padStart(5)} MiB on disk  ${((peak - start) / 2 ** 20).toFixed(0).padStart(5)} MiB of memory`,
  );
  await rm(out, { recursive: true });
}
