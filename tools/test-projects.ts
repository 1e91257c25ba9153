import { globSync, readFileSync } from "node:fs";
import { sep } from "node:path";

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

/** Test files by who shares a process: those of each sharing package, and all that have one of their own. */
export function testProjects(): readonly { name: string; include: string[]; isolate: boolean }[] {
  const files = globSync([...testFiles]).map((file) => file.split(sep).join("/"));
  const groups = Map.groupBy(files, (file) => {
    const [, name = ""] = /^packages\/([^/]+)\//.exec(file) ?? [];
    return sharing.has(name) && !leavesTraces.test(readFileSync(file, "utf8")) ? name : "own";
  });
  return [...groups].map(([name, include]) => ({
    name,
    include: include.toSorted(),
    isolate: name === "own",
  }));
}
