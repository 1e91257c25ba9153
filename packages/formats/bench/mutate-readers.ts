/**
 * Damages the sample of every reader thousands of times and reads it: found by its content or as its reader is named,
 * with and without somebody who is told what is skipped. What comes of it is dialogues, or errors that name the file, the
 * line and what was expected of which format: never an error of another package, and never a reading without an end.
 *
 * pnpm bench mutate-readers 2000
 *
 * The number is that of damaged files for each reader. One reader alone:
 * node --conditions=@sdialog/source packages/formats/bench/mutate-readers.ts 2000 whatsapp
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { tryDamaged } from "../src/testing/try-damaged.ts";
import { type WholeFile, wholeFiles } from "../src/testing/whole-files.ts";

interface Task {
  readonly file: WholeFile;
  readonly from: number;
  readonly until: number;
  /** The seed that is being tried. */
  readonly at: Int32Array;
}

interface Tally {
  read: number;
  told: number;
  refused: number;
  readonly wrong: string[];
}

const longestMs = 20_000;

if (isMainThread) await sweep(Number(process.argv[2] ?? 2000), process.argv[3]);
else await tryAll(workerData as Task);

async function sweep(count: number, only: string | undefined): Promise<void> {
  const files = (await wholeFiles()).filter(({ reader }) => only === undefined || reader === only);
  let [tried, failed] = [0, 0];
  const began = performance.now();
  for (const file of files) {
    const tally: Tally = { read: 0, told: 0, refused: 0, wrong: [] };
    for (let from = 0; from < count;) from = await inThread(file, from, count, tally);
    tried += count;
    failed += tally.wrong.length;
    console.log(
      `${file.reader.padEnd(24)} read ${tally.read}, of these in part ${tally.told}, refused ${tally.refused}, wrong ${tally.wrong.length}`,
    );
    for (const wrong of tally.wrong.slice(0, 5)) console.log(`  ${wrong}`);
  }
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`${tried} damaged files of ${files.length} readers in ${seconds} s, ${failed} wrong`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Tries the seeds from one on, and says with which to go on: behind one that takes too long, if there is such a one. */
function inThread(file: WholeFile, from: number, until: number, tally: Tally): Promise<number> {
  const at = new Int32Array(new SharedArrayBuffer(4));
  const thread = new Worker(new URL(import.meta.url), {
    workerData: { file, from, until, at } satisfies Task,
  });
  return new Promise((done) => {
    let [seen, since] = [-1, performance.now()];
    const watch = setInterval(() => {
      const now = Atomics.load(at, 0);
      if (now !== seen) [seen, since] = [now, performance.now()];
      if (performance.now() - since > longestMs) end(now + 1, `seed ${now}: no end within ${longestMs} ms`);
    }, 500);
    let ended = false;
    function end(next: number, wrong?: string): void {
      if (ended) return;
      ended = true;
      clearInterval(watch);
      if (wrong !== undefined) tally.wrong.push(wrong);
      void thread.terminate().then(() => done(next));
    }
    thread.on("message", ({ dialogs, told, wrong }: Awaited<ReturnType<typeof tryDamaged>>) => {
      if (dialogs > 0) tally.read++;
      if (dialogs > 0 && told.length > 0) tally.told++;
      if (dialogs === 0) tally.refused++;
      if (wrong !== undefined) tally.wrong.push(wrong);
    });
    thread.on("error", (error) => end(Atomics.load(at, 0) + 1, `thrown: ${String(error)}`));
    thread.on("exit", () => end(until));
  });
}

async function tryAll({ file, from, until, at }: Task): Promise<void> {
  for (let seed = from; seed < until; seed++) {
    Atomics.store(at, 0, seed);
    const outcome = await tryDamaged(file, seed);
    const { wrong } = outcome;
    // oxlint-disable-next-line require-post-message-target-origin -- a thread, not a window
    parentPort?.postMessage(wrong === undefined ? outcome : { ...outcome, wrong: `seed ${seed}: ${wrong}` });
  }
}
