/**
 * How long the event loop stands still while 32 MiB of JSON are read, in processor time of its own thread, so that it is the
 * same on a busy machine: whole, as it was before; in a thread, from which the value has to be copied back; and in pieces, as
 * answers of servers are now. The worst kinds of JSON there are, and rows of text.
 */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { JsonBoundsError } from "../src/http/json-bounds-error.ts";
import { parseLargeJson } from "../src/http/parse-large-json.ts";

const size = 32 * 1024 * 1024;
const items = (item: (index: number) => string): string => {
  const parts: string[] = [];
  for (let length = 0; length < size;) length += parts[parts.push(item(parts.length)) - 1]?.length ?? 0;
  return parts.join(",");
};
const kinds = {
  "rows of text": () =>
    `[${items((index) => `{"speaker":"Ann","text":"The lamp is lit, and it is in the book.","n":${index}}`)}]`,
  "names that differ": () => `{${items((index) => `"k${index.toString(36)}":0`)}}`,
  "objects of one name each, all different": () => `[${items((index) => `{"k${index.toString(36)}":0}`)}]`,
  "texts that differ": () => `[${items((index) => `"a${index.toString(36)}"`)}]`,
  "empty objects": () => `[${items(() => "{}")}]`,
  numbers: () => `[${items((index) => String(index % 10))}]`,
};
const worker = new Worker(
  `const { parentPort } = require("node:worker_threads");
   parentPort.on("message", (text) => parentPort.postMessage(JSON.parse(text)));`,
  { eval: true },
);

const row = (name: string, times: readonly (number | string)[]): string =>
  [
    name.padEnd(40),
    ...times.map((time) => (typeof time === "number" ? `${time} ms` : time).padStart(16)),
  ].join("");
let worst: readonly number[] = [];
console.log(row("32 MiB of", ["before (whole)", "from a thread", "now (in pieces)"]));
for (const [name, make] of Object.entries(kinds)) {
  const text = make();
  const whole = await standstill(async () => void JSON.parse(text));
  const thread = await standstill(async () => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of Node, not a window
    worker.postMessage(text);
    await once(worker, "message");
  });
  let refused = "";
  const pieces = await standstill(async () => {
    await parseLargeJson(text).catch((error: unknown) => {
      if (!(error instanceof JsonBoundsError)) throw error;
      refused = ", refused";
    });
  });
  worst = [whole, thread, pieces].map((ms, way) => Math.max(ms, worst[way] ?? 0));
  console.log(row(`${name}${refused}`, [whole, thread, pieces]));
}
console.log(row("the worst", worst));
await worker.terminate();

/** This thread's processor time so far, in milliseconds. */
function busy(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** The most processor time in which the event loop did nothing else, in the better of two rounds, in milliseconds. */
async function standstill(work: () => Promise<void>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 2; round++) {
    globalThis.gc?.();
    let longest = 0;
    let last = busy();
    const look = (): void => {
      const now = busy();
      longest = Math.max(longest, now - last);
      last = now;
    };
    const timer = setInterval(look, 1);
    await sleep(5);
    last = busy();
    longest = 0;
    await work();
    await sleep(2);
    look();
    clearInterval(timer);
    best = Math.min(best, longest);
  }
  return Math.round(best);
}
