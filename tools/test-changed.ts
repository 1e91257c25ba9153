// Runs the tests that a change since the last commit reaches, nearest first, as many as take about a quarter of a
// minute by what they took last time. `--all` runs every one that the change reaches.
import { execFileSync, spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { relatedTests } from "./related-tests.ts";

/** How long the tests may take together, by what they took last time. */
const budgetMs = 12_000;
/** What a test file takes beside its tests: a process, and the modules it imports. */
const startMs = 400;
/** What a file is expected to take that was never run here. */
const unknownMs = 5000;

const everything = process.argv.includes("--all");
const changed = ["diff --name-only --relative HEAD", "ls-files --others --exclude-standard"].flatMap(
  (command) => execFileSync("git", command.split(" "), { encoding: "utf8" }).split("\n").filter(Boolean),
);
const related = relatedTests(changed).map(({ file }) => file);
const durations = knownDurations();
let taken = 0;
const chosen = related.filter((file, index) => {
  taken += startMs + (durations.get(file) ?? unknownMs);
  return everything || index === 0 || taken <= budgetMs;
});
const left = related.length - chosen.length;
console.log(
  `${changed.length} files changed; ${related.length} test files reach them, ${chosen.length} are run.`,
);
const status =
  chosen.length === 0 ? 0 : spawnSync("vitest", ["run", ...chosen], { stdio: "inherit", shell: true }).status;
if (left > 0)
  console.log(`${left} test files that the change also reaches were left out: pnpm test:changed --all`);
process.exitCode = status ?? 1;

/** What vitest remembers of earlier runs, in milliseconds. */
function knownDurations(): ReadonlyMap<string, number> {
  const [path] = globSync("node_modules/.vite/vitest/*/results.json");
  if (path === undefined) return new Map();
  const { projects } = JSON.parse(readFileSync(path, "utf8")) as {
    projects: Record<string, { files: Record<string, { duration: number }> }>;
  };
  return new Map(
    Object.values(projects).flatMap(({ files }) =>
      Object.entries(files).map(([file, { duration }]): [string, number] => [file, duration]),
    ),
  );
}
