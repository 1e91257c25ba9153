import { configDefaults, defineConfig } from "vitest/config";
import { common } from "../../vitest.config.ts";

// The tests of one package. Tests that start databases, clusters, browsers and compilers do not see a change that was
// switched on in this process, and sweeps over thousands of damaged files take minutes for each change.
export default defineConfig({
  ...common,
  test: {
    ...common.test,
    globalSetup: "tools/own-temporary-folder.ts",
    include: [`${process.env["MUTATED_PACKAGE"]}/src/**/*.test.ts`],
    exclude: [
      ...configDefaults.exclude,
      "**/executors/{postgres,slurm}/**",
      "**/{chaos,interrupted-process,whole-corpus,programs}.test.ts",
      "**/{mutated,playground}*.test.ts",
    ],
  },
});
