/**
 * How long the event loop stands still while JSON is parsed: where it arrives, and in a thread of its own, from which the
 * value has to be copied back. The least of several rounds, in milliseconds.
 */
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";

const rounds = 7;
const worker = new Worker(
  `const { parentPort } = require("node:worker_threads");
   parentPort.on("message", (text) => parentPort.postMessage(JSON.parse(text)));`,
  { eval: true },
);

for (const megabytes of [1, 4, 16, 32]) {
  const turn = {
    speaker: "Ann",
    text: "The lamp is lit, the horn is sounded, and it is in the book.",
    tokens: [1, 2],
  };
  const count = Math.ceil((megabytes * 1024 * 1024) / (JSON.stringify(turn).length + 1));
  const text = JSON.stringify(Array.from({ length: count }, () => turn));
  const here = await standstill(async () => void JSON.parse(text));
  const there = await standstill(async () => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of Node, not a window
    worker.postMessage(text);
    await once(worker, "message");
  });
  console.log(`${megabytes} MiB: ${here} ms where it arrives, ${there} ms from a thread`);
}
await worker.terminate();

/** The longest time in which the event loop did nothing else, in the best of the rounds. */
async function standstill(work: () => Promise<void>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
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
