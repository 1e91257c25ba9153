/**
 * How long the event loop stands still while 32 MiB of JSON are read: whole, in a thread, from which the value has to be
 * copied back, and in pieces, as answers of servers are. The worst kinds of JSON there are, and rows of text.
 */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
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

for (const [name, make] of Object.entries(kinds)) {
  const text = make();
  const whole = await standstill(async () => void JSON.parse(text));
  const thread = await standstill(async () => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of Node, not a window
    worker.postMessage(text);
    await once(worker, "message");
  });
  const pieces = await standstill(async () => void (await parseLargeJson(text)));
  console.log(`${name}: ${whole} ms whole, ${thread} ms from a thread, ${pieces} ms in pieces`);
}
await worker.terminate();

/** The longest time in which the event loop did nothing else, in the better of two rounds, in milliseconds. */
async function standstill(work: () => Promise<void>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < 2; round++) {
    globalThis.gc?.();
    let longest = 0;
    let last = performance.now();
    const look = (): void => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    };
    const timer = setInterval(look, 1);
    await sleep(5);
    last = performance.now();
    longest = 0;
    await work();
    await sleep(2);
    look();
    clearInterval(timer);
    best = Math.min(best, longest);
  }
  return Math.round(best);
}
