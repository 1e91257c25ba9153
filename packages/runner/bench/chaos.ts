/**
 * Strikes runs of the command line while they go on, with every executor: a process dies before, within or after a write,
 * its disk is full from there on, or the whole group is killed at any moment. Each goes on several times, and must come to
 * the results of a sound run, with every call counted once, and with exit codes and messages that say how it went.
 *
 * pnpm bench chaos 200
 *
 * The number is that of blows that hit a running process, for each executor. One executor alone, or what is done on it:
 * node --conditions=@sdialog/source packages/runner/bench/chaos.ts 200 slurm "a run"
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random } from "@sdialog/core";
import { startPostgres } from "../src/executors/postgres/start-postgres.ts";
import { ChaosSeries, ordeals } from "../src/testing/chaos-series.ts";
import { clusterIsUp } from "../src/testing/cluster-is-up.ts";

const wanted = Number(process.argv[2] ?? 30);
const [only, onlyOrdeal] = process.argv.slice(3);
/** How often a run is struck before it may end. */
const perRun = 4;

interface Place {
  readonly settings: object;
  /** Whose writes are struck at. */
  readonly programs: readonly string[];
  stop?(): Promise<void>;
}

const places: Readonly<Record<string, () => Promise<Place | string>>> = {
  local: async () => ({ settings: {}, programs: ["main"] }),
  postgres: async () => {
    const folder = await mkdtemp(join(tmpdir(), "sdialog-chaos-"));
    const { url, stop } = await startPostgres(folder);
    const address = new URL(url);
    process.env["PGPASSWORD"] = address.password;
    address.password = "";
    return {
      settings: { executor: "postgres", postgres: { url: address.href, workers: 2, leaseSeconds: 10 } },
      programs: ["main"],
      stop: async () => {
        await stop(true);
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
  slurm: async () =>
    clusterIsUp()
      ? { settings: { executor: "slurm", slurm: { tasks: 2, rounds: 8 } }, programs: ["main", "array-task"] }
      : "no cluster answers (tools/start-slurm.sh starts one)",
};

for (const [executor, open] of Object.entries(places)) {
  if (only !== undefined && only !== executor) continue;
  const place = await open();
  if (typeof place === "string") {
    console.log(`${executor}: skipped, ${place}`);
    continue;
  }
  try {
    for (const [name, ordeal] of Object.entries(ordeals)) {
      if (onlyOrdeal !== undefined && onlyOrdeal !== name) continue;
      let broken = 0;
      const most = Math.ceil(wanted / Object.keys(ordeals).length);
      const random = new Random(`${executor}, ${name}`);
      const series = await ChaosSeries.begin(ordeal, place.settings);
      let runs = 0;
      let told = 0;
      for (; series.struck < most; runs++) {
        const blows = Array.from({ length: Math.min(perRun, most - series.struck) }, () =>
          series.blow(random, random.chance(0.25) ? undefined : random.pick(place.programs)),
        );
        await series.endure(blows).catch((error: unknown) => {
          broken++;
          console.error(`${executor}, ${name}: broken by`, error);
        });
        if (series.struck < told + 25) continue;
        told = series.struck;
        console.log(`${executor}, ${name}: struck ${told} times in ${runs + 1} runs so far`);
      }
      if (broken === 0) await series.end();
      else process.exitCode = 1;
      console.log(
        `${executor}, ${name}: struck ${series.struck} times in ${runs} runs, ${broken === 0 ? "always the same in the end" : `${broken} of them broken`}`,
      );
    }
  } finally {
    await place.stop?.();
  }
}
