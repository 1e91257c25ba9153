import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";
import "./tools/older-node.ts";
import { settleTemporaryFolder } from "./tools/own-temporary-folder.ts";
import { sweepProjects, testProjects } from "./tools/test-projects.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Whether a test goes through all cases of its class (`pnpm test:sweeps`), and not through a few that stand for them. */
    sweeping: boolean;
  }
}

// Vitest itself keeps files there, before the tests' own folder is made.
settleTemporaryFolder();

// Packages resolve each other's source, so the tests need no build.
const conditions = ["@sdialog/source"];

// Every test file costs a little more with the file that fills in what an older Node lacks.
const hasAll = Number(process.versions.node.split(".")[0]) >= 22;

const seeded = join(import.meta.dirname, "tools/seeded-fast-check.ts");
const seededFastCheck = {
  name: "seeded-fast-check",
  enforce: "pre",
  resolveId: (source: string, importer: string | undefined) =>
    source === "fast-check" && importer !== seeded ? seeded : undefined,
} as const;

/** What holds for every test, whichever process it runs in. */
export const common = {
  plugins: [seededFastCheck],
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    // Child processes and worker threads started by tests read source too.
    execArgv: ["--conditions=@sdialog/source"],
    setupFiles: hasAll ? [] : [join(import.meta.dirname, "tools/older-node.ts")],
    // Long enough for the busiest machine: what ends up here hangs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A change is noticed by whichever case shows it, so that mutation testing goes through all.
    provide: { sweeping: true },
  },
};

export default defineConfig(({ mode }) => {
  const sweeping = mode === "sweeps";
  const projects = sweeping ? sweepProjects() : testProjects();
  return {
    test: {
      globalSetup: "tools/own-temporary-folder.ts",
      // Removing that folder is part of the end, and takes long on a busy disk.
      teardownTimeout: 120_000,
      // Vitest would leave one core to itself, half of a small machine, and needs a twentieth of it.
      maxWorkers: availableParallelism(),
      projects: projects.map((project) => ({
        ...common,
        test: { ...common.test, ...project, provide: { sweeping } },
      })),
    },
  };
});
