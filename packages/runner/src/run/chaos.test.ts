import { describe, expect, inject, it, onTestFinished } from "vitest";
import { type Blow, ChaosSeries, ordeals } from "../testing/chaos-series.ts";
import { clusterIsUp } from "../testing/cluster-is-up.ts";

const sweeping = inject("sweeping");
const isUp = sweeping && clusterIsUp();
if (sweeping && !isUp)
  console.log("Slurm is not struck: no cluster answers. tools/start-slurm.sh starts one.");

/**
 * What only processes show: each takes a second of processor time. `every-write.test.ts` strikes at writes within this one,
 * and the benchmark `chaos` anywhere, as often as it is told.
 */
const cases: readonly { executor: string; settings: object; blows: readonly Blow[] }[] = [
  {
    executor: "local",
    settings: {},
    blows: [
      { program: "main", at: 14, fault: "full" },
      { afterMs: 1500, jobToo: false },
    ],
  },
  {
    executor: "postgres",
    settings: { postgres: { workers: 2, leaseSeconds: 10 } },
    blows: [{ program: "main", at: 14, fault: "after" }],
  },
  {
    executor: "slurm",
    settings: { slurm: { tasks: 2, rounds: 6 } },
    blows: [{ program: "array-task", at: 10, fault: "half" }],
  },
];

describe("a run that is struck again and again", () => {
  for (const { executor, settings, blows } of sweeping ? cases : cases.slice(0, 1)) {
    it.skipIf(executor === "slurm" && !isUp)(
      `comes to the same, with each call counted once: ${executor}`,
      async () => {
        const series = await ChaosSeries.begin(ordeals["a run"], { executor, ...settings });
        onTestFinished(() => series.end());
        await series.endure(blows);
        expect(series.struck).toBeGreaterThan(0);
      },
    );
  }
});
