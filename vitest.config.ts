import { defineConfig } from "vitest/config";

// Packages resolve each other's source, so the tests need no build.
const conditions = ["@sdialog/source"];

export default defineConfig({
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
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
