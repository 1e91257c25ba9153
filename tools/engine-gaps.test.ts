import { expect, it } from "vitest";
import { engineGaps } from "./engine-gaps.ts";

const lockfile = {
  importers: {
    "packages/core": { dependencies: { hashes: { version: "2.0.1" } } },
    "packages/report": {
      dependencies: {
        "@sdialog/core": { version: "link:../core" },
        plots: { version: "6.0.0(canvas@1.0.0)" },
        other: { version: "renamed@1.0.0" },
      },
    },
  },
  packages: {
    "hashes@2.0.1": { engines: { node: ">= 20.19.0" } },
    "plots@6.0.0": { engines: { node: ">=18" } },
    "canvas@1.0.0": { engines: { node: ">=22" } },
    "arguments@22.0.0": { engines: { node: "^20.19.0 || ^22.12.0 || >=23" } },
    "renamed@1.0.0": {},
  },
  snapshots: {
    "plots@6.0.0(canvas@1.0.0)": { dependencies: { arguments: "22.0.0" } },
    "arguments@22.0.0": { dependencies: { plots: "6.0.0(canvas@1.0.0)" } },
  },
};

it("finds what asks for more than the package promises, however deep, siblings included", () => {
  expect(engineGaps(lockfile, "packages/core", ">=20")).toEqual(["hashes@2.0.1 needs >= 20.19.0"]);
  expect(engineGaps(lockfile, "packages/report", ">=20.19.0")).toEqual([
    "arguments@22.0.0 needs ^20.19.0 || ^22.12.0 || >=23",
  ]);
  expect(engineGaps(lockfile, "packages/report", "^20.19.0 || ^22.12.0 || >=23")).toEqual([]);
});
