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
  "agents",
  "calibration",
  "cli",
  "core",
  "datasets-star",
  "evaluation",
  "flow",
  "formats",
  "generators",
  "interpretability",
  "llm",
  "local",
  "orchestrators",
  "personas",
  "realism",
  "report",
  "runner",
  "testing",
  "voice",
]);

/** What is left behind for the tests after it: stand-ins, entries of the registry, settings, variables, threads. */
const leavesTraces =
  /\bvi\b|register|configure\w*\(|process\.|globalThis|execFile|spawn|Worker|unload|release|openBrowser|performance\.|\.install\(|TestRunner/;

/** What speaks to a server, whose connections may outlive a test. */
const opensServers =
  /\.listen\(|Server\b|\bserve[A-Z]|\bfetch\b|[wW]ebhook|flower-shop|playground|postgres|chaos|[cC]luster|127\.0\.0\.1|localhost/;

/** What starts a program or a thread from source. */
const startsPrograms = /execPath|[a-z]InThread|threads:|nodeThread|node:worker_threads/;

/** Test files by who shares a process: those of each sharing package, and all that have one of their own. */
export function testProjects(): readonly { name: string; include: string[]; isolate: boolean }[] {
  const groups = new Map<string, string[]>();
  for (const file of globSync(testFiles, { expandDirectories: false })) {
    if (!readsTypeScript && startsPrograms.test(readFileSync(file, "utf8"))) continue;
    const [, name = ""] = /^packages\/([^/]+)\//.exec(file) ?? [];
    const text = readFileSync(file, "utf8");
    const alone = leavesTraces.test(text) || opensServers.test(text);
    const group = sharing.has(name) && !alone ? name : "own";
    groups.set(group, [...(groups.get(group) ?? []), file]);
  }
  return [...groups].map(([name, include]) => ({
    name,
    include: include.toSorted(),
    isolate: name === "own",
  }));
}

/** The same, of the files in which some test is a sweep: one that asks whether to go through all cases, or to draw some. */
export function sweepProjects(): ReturnType<typeof testProjects> {
  return testProjects()
    .map((project) => ({ ...project, include: project.include.filter(sweeps) }))
    .filter(({ include }) => include.length > 0);
}

function sweeps(file: string): boolean {
  return readFileSync(file, "utf8").includes('inject("sweeping")');
}
