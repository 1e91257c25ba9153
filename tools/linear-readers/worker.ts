// Reads hostile texts and tells of each before it begins, so that whoever watches knows what never ended.
import { parentPort, workerData } from "node:worker_threads";
import { fileReaders, hostileText, readers } from "./readers.ts";

const { which, seeds, length, control } = workerData as {
  readonly which: "files" | "texts";
  readonly seeds: readonly number[];
  readonly length: number;
  readonly control: boolean;
};
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of Node, not a window
const tell = (message: string): void => parentPort?.postMessage(message);

tell("ready");
if (control) {
  tell("control");
  / +$/.test(`${" ".repeat(length)}x`);
}
for (const [name, read] of Object.entries(which === "texts" ? readers : fileReaders)) {
  for (const seed of seeds) {
    tell(`${name}, seed ${seed}`);
    await read(hostileText(seed, length));
  }
}
tell("done");
