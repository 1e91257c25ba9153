import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification, type VitestPluginContext } from "vitest/node";
import { common } from "../../vitest.config.ts";
import { testProjects } from "../test-projects.ts";
import { folderVariable, readPlan } from "./plan.ts";

const { code, tests } = readPlan(process.env[folderVariable] as string);
const changed = new Map(Object.entries(code).map(([file, content]) => [resolve(file), content]));
const changedCode = {
  name: "changed-code",
  enforce: "pre",
  load: (id: string) => changed.get(id),
  // Vitest keeps what it compiled, by what is in the file.
  configureVitest: ({ defineCacheKeyGenerator }: VitestPluginContext) =>
    defineCacheKeyGenerator(({ id }) => !changed.has(id) && undefined),
} as const;

const wanted = new Set(tests);
const projects = testProjects()
  .map((project) => ({ ...project, include: project.include.filter((file) => wanted.has(file)) }))
  .filter(({ include }) => include.length > 0);

/** Small files first: most changes are noticed by the tests beside them, and then cost the long ones nothing. */
class SmallFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const size = ({ moduleId }: TestSpecification): number => statSync(moduleId).size;
    return files.toSorted((a, b) => size(a) - size(b));
  }
}

// Runs tests of one package; after each file, the changes that the file reaches are tried in the process that has loaded it.
export default defineConfig({
  test: {
    globalSetup: "tools/own-temporary-folder.ts",
    maxWorkers: 1,
    sequence: { sequencer: SmallFirst },
    projects: projects.map((project) => ({
      ...common,
      plugins: [...common.plugins, changedCode],
      test: {
        ...common.test,
        ...project,
        runner: join(import.meta.dirname, "mutating-runner.ts"),
        maxConcurrency: 1,
      },
    })),
  },
});
