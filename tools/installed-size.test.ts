import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { installedSize } from "./installed-size.ts";
import { lockedDependencies, type Lockfile } from "./locked-dependencies.ts";

const lockfile: Lockfile = {
  importers: {
    "packages/core": {
      dependencies: { tables: { version: "1.0.0" } },
      devDependencies: { zod: { version: "4.0.0" }, tests: { version: "9.0.0" } },
    },
    "packages/report": {
      dependencies: {
        "@sdialog/core": { version: "link:../core" },
        "@scope/plots": { version: "6.0.0(canvas@1.0.0)" },
      },
    },
  },
  packages: {},
  snapshots: {
    "@scope/plots@6.0.0(canvas@1.0.0)": {
      dependencies: { canvas: "1.0.0" },
      optionalDependencies: { "canvas-mac": "1.0.0" },
    },
    "canvas@1.0.0": { dependencies: { "@scope/plots": "6.0.0(canvas@1.0.0)" } },
  },
};

it("brings along what is needed, however deep, each once, and what siblings need, but no tests", () => {
  const own = ["@scope/plots@6.0.0(canvas@1.0.0)", "canvas@1.0.0"];
  expect(lockedDependencies(lockfile, "packages/report", { siblings: false })).toEqual(own);
  expect(lockedDependencies(lockfile, "packages/report")).toEqual([...own, "tables@1.0.0"]);
  const peers = (importer: string): string[] => (importer === "packages/core" ? ["zod"] : []);
  expect(lockedDependencies(lockfile, "packages/report", { peers, optional: true })).toEqual([
    own[0],
    "canvas-mac@1.0.0",
    own[1],
    "tables@1.0.0",
    "zod@4.0.0",
  ]);
});

it("weighs files in blocks, whatever peers a package lies there with, and not what is for other machines", () => {
  const store = mkdtempSync(join(tmpdir(), "sdialog-store-"));
  const put = (path: string, bytes: number): void => {
    mkdirSync(join(store, dirname(path)), { recursive: true });
    writeFileSync(join(store, path), "x".repeat(bytes));
  };
  put("@scope+plots@6.0.0_canvas@1.0.0/node_modules/@scope/plots/index.js", 4097);
  put("@scope+plots@6.0.0_canvas@1.0.0/node_modules/@scope/plots/deep/er.js", 1);
  put("@scope+plots@6.0.0_canvas@1.0.0/node_modules/canvas/index.js", 50_000);
  put("canvas@1.0.0/node_modules/canvas/index.js", 4096);
  put("canvas@1.0.01/node_modules/canvas/index.js", 50_000);
  const keys = ["@scope/plots@6.0.0(canvas@1.0.0)", "@scope/plots@6.0.0", "canvas@1.0.0", "canvas-mac@1.0.0"];
  expect(installedSize(keys, store)).toEqual({ bytes: 4 * 4096, packages: 2 });
});
