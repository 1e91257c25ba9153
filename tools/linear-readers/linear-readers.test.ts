import { Worker } from "node:worker_threads";
import { Random } from "@sdialog/core";
import { expect, inject, it } from "vitest";
import { simpleTexts } from "./readers.ts";

/** All seeds in a sweep, else some that are drawn. */
const drawn = (seeds: readonly number[]): readonly number[] =>
  inject("sweeping") ? seeds : new Random(1).sample(seeds, 6);

/**
 * Reads in a thread of its own, which is ended when one text takes longer than `patienceMs`: linear readers take
 * milliseconds for it, quadratic ones minutes.
 */
function watched(
  which: "files" | "texts",
  seeds: readonly number[],
  length: number,
  patienceMs: number,
  control = false,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("worker.ts", import.meta.url), {
      workerData: { which, seeds, length, control },
    });
    let last = "";
    let timer: NodeJS.Timeout | undefined;
    const end = (what: string): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(what);
    };
    worker.on("message", (message: string) => {
      last = message;
      clearTimeout(timer);
      if (message === "done") end(message);
      else timer = setTimeout(() => end(`never ended: ${last}`), patienceMs);
    });
    worker.on("error", (error) => {
      clearTimeout(timer);
      reject(new Error(`${last}: ${error.message}`, { cause: error }));
    });
  });
}

it("reads 100,000 characters of one piece without standing still, in every reader", async () => {
  const seeds = Array.from({ length: simpleTexts }, (_, seed) => seed);
  expect(await watched("texts", drawn(seeds), 100_000, 8000)).toBe("done");
});

it("and of two pieces, from seeds", async () => {
  const seeds = Array.from({ length: 25 }, (_, index) => 1000 + index);
  expect(await watched("texts", drawn(seeds), 100_000, 8000)).toBe("done");
});

it("and of any of them in every reader of files", async () => {
  // Each takes over half a second.
  const seeds = inject("sweeping")
    ? Array.from({ length: simpleTexts + 100 }, (_, index) => (index < simpleTexts ? index : 2000 + index))
    : [7, 2001];
  expect(await watched("files", seeds, 40_000, 8000)).toBe("done");
  // In a sweep, minutes on a busy machine.
}, 900_000);

it("a reader that is not linear is caught", async () => {
  expect(await watched("texts", [], 1_000_000, 500, true)).toBe("never ended: control");
});
