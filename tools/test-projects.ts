import { readFileSync } from "node:fs";
// Vitest's configuration is read on Node 20, too, which has no `globSync` and no `Map.groupBy`.
import { globSync } from "tinyglobby";
import { readsTypeScript } from "./older-node.ts";

/** Where tests are. */
export const testFiles = [
  "packages/*/src/**/*.test.ts",
  "apps/*/src/**/*.test.ts",
  "tools/**/*.test.ts",
  "tutorials/*.test.ts",
] as const;

/**
 * Packages most of whose tests leave nothing behind. Such files of one package share a process, so that it is started and
 * the package loaded once instead of for each of them.
 */
const sharing: ReadonlySet<string> = new Set([
  "core",
  "datasets-star",
  "evaluation",
  "flow",
  "formats",
  "generators",
  "orchestrators",
  "personas",
  "realism",
  "voice",
]);

/** What is left behind for the tests after it: stand-ins, entries of the registry, settings, variables, threads. */
const leavesTraces =
  /\bvi\b|register|configure\w*\(|process\.|globalThis|execFile|spawn|Worker|unload|release|openBrowser|performance\./;

/** What starts a program or a thread from source. */
const startsPrograms = /execPath|[a-z]InThread|threads:|nodeThread|node:worker_threads/;

/** Test files by who shares a process: those of each sharing package, and all that have one of their own. */
export function testProjects(): readonly { name: string; include: string[]; isolate: boolean }[] {
  const groups = new Map<string, string[]>();
  for (const file of globSync(testFiles, { expandDirectories: false })) {
    if (!readsTypeScript && startsPrograms.test(readFileSync(file, "utf8"))) continue;
    const [, name = ""] = /^packages\/([^/]+)\//.exec(file) ?? [];
    const group = sharing.has(name) && !leavesTraces.test(readFileSync(file, "utf8")) ? name : "own";
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return [...groups].map(([name, include]) => ({
    name,
    include: include.toSorted(),
    isolate: name === "own",
  }));
}
