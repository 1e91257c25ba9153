/**
 * Stops runs at every single write they make (killed before, within and after it, or with a full disk), with every
 * executor, until there were as many as asked for; each run goes on, and must come to the dialogues of a sound one, with
 * every call counted once.
 *
 * pnpm bench chaos 1000
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../src/executors/postgres/start-postgres.ts";
import { FaultSeries, scenarios } from "../src/testing/fault-scenarios.ts";
import { type Fault, MortalDisk } from "../src/testing/mortal-disk.ts";

const wanted = Number(process.argv[2] ?? 1000);
const faults: readonly Fault[] = ["before", "half", "after", "full"];

const folder = await mkdtemp(join(tmpdir(), "sdialog-chaos-"));
const own = await startPostgres(folder);
const address = new URL(own.url);
process.env["PGPASSWORD"] = address.password;
address.password = "";
const disk = await MortalDisk.install();
try {
  const executors = {
    local: { share: 0.7, settings: {} },
    postgres: { share: 0.3, settings: { executor: "postgres", postgres: { url: address.href } } },
  };
  for (const [executor, { share, settings }] of Object.entries(executors)) {
    const most = Math.ceil((wanted * share) / Object.keys(scenarios).length);
    for (const [name, scenario] of Object.entries(scenarios)) {
      const series = new FaultSeries(disk, scenario, settings);
      const { writes } = await series.sound();
      const all = faults.flatMap((fault) =>
        Array.from({ length: writes }, (_, at) => ({ at: at + 1, fault })),
      );
      // Spread over all writes, where not all of them are wanted.
      const step = Math.max(1, all.length / most);
      let stopped = 0;
      for (let place = 0; place < all.length && stopped < most; place += step, stopped++) {
        const { at, fault } = all[Math.floor(place)] ?? { at: 1, fault: "before" };
        await series.stopAt(at, fault);
      }
      console.log(
        `${executor}, ${name}: stopped ${stopped} times at ${writes} writes, always the same in the end`,
      );
    }
  }
} finally {
  disk.uninstall();
  await own.stop(true);
  await rm(folder, { recursive: true, force: true });
}
