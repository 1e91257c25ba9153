import { join } from "node:path";
import { defineConfig } from "vitest/config";
import { settleTemporaryFolder } from "./tools/own-temporary-folder.ts";

// Vitest itself keeps files there, before the tests' own folder is made.
settleTemporaryFolder();

// Packages resolve each other's source, so the tests need no build.
const conditions = ["@sdialog/source"];

const seeded = join(import.meta.dirname, "tools/seeded-fast-check.ts");
const seededFastCheck = {
  name: "seeded-fast-check",
  enforce: "pre",
  resolveId: (source: string, importer: string | undefined) =>
    source === "fast-check" && importer !== seeded ? seeded : undefined,
} as const;

export default defineConfig({
  plugins: [seededFastCheck],
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: [
      "packages/*/src/**/*.test.ts",
      "apps/*/src/**/*.test.ts",
      "tools/**/*.test.ts",
      "tutorials/*.test.ts",
    ],
    // Child processes and worker threads started by tests read source too.
    execArgv: ["--conditions=@sdialog/source"],
    globalSetup: "tools/own-temporary-folder.ts",
    // Long enough for the busiest machine: what ends up here hangs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
