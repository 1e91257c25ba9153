import { describe, expect, inject, it, onTestFinished } from "vitest";
import { FaultSeries, scenarios } from "../testing/fault-scenarios.ts";
import { MortalDisk } from "../testing/mortal-disk.ts";

/** The benchmark `chaos` goes through all writes, with every executor. */
const step = inject("sweeping") ? 4 : 24;

describe.each(Object.entries(scenarios))("%s", (_name, scenario) => {
  it.each([
    ["half", 1],
    ["full", 2],
  ] as const)(
    "that is stopped at a write (%s) comes to the same, with each call counted once",
    async (fault, first) => {
      const disk = await MortalDisk.install();
      onTestFinished(() => disk.uninstall());
      const series = new FaultSeries(disk, scenario);
      const { writes } = await series.sound();
      expect(writes).toBeGreaterThan(10);
      for (let at = first; at <= writes; at += step) await series.stopAt(at, fault);
    },
  );
});
