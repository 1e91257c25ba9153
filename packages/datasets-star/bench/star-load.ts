// How fast the corpus is read, and in how much memory. Takes the folder from SDIALOG_STAR_PATH; without one, copies
// of the sample stand in for it.
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleFolder, Star } from "@sdialog/datasets-star";

const given = process.env["SDIALOG_STAR_PATH"] || undefined;
const path = given ?? (await copiesOfSample(2000));
try {
  await measure("counted (stats)", async () => (await (await Star.open(path)).stats()).dialogs);
  await measure("whole (turns and events)", async () => {
    let dialogs = 0;
    for await (const dialog of (await Star.open(path)).dialogs()) dialogs += Number(dialog.events !== null);
    return dialogs;
  });
} finally {
  if (given === undefined) await rm(path, { recursive: true });
}

async function measure(what: string, read: () => Promise<number>): Promise<void> {
  const [rounds, processor]: [number[], number[]] = [[], []];
  let dialogs = 0;
  for (let round = 0; round < 5; round++) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    dialogs = await read();
    rounds.push((performance.now() - start) / 1000);
    const { user, system } = process.cpuUsage(before);
    processor.push((user + system) / 1e6);
  }
  const seconds = median(rounds);
  const rate = Math.round(dialogs / seconds).toLocaleString("en");
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `STAR, ${what}: ${rate} dialogues/s (${dialogs.toLocaleString("en")} in ${seconds.toFixed(2)} s, ${median(processor).toFixed(2)} s of processor time, medians of 5), peak memory so far ${peak} MB`,
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

async function copiesOfSample(count: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-star-"));
  await cp(sampleFolder, folder, { recursive: true });
  const original = join(sampleFolder, "dialogues", "1.json");
  for (let id = 100; id < 100 + count; id++) await cp(original, join(folder, "dialogues", `${id}.json`));
  console.log(`SDIALOG_STAR_PATH is not set: ${count} copies of a sample dialogue stand in for the corpus.`);
  return folder;
}
