// Mutation testing: changes a package's code in one place at a time and sees whether the package's own tests notice.
//
//   pnpm mutate [package …] [--sample 200] [--seed 1] [--at-least 80] [--concurrency 1]
//
// Prints killed/sampled for each package and every change that survived; fails when a package is below the share.
// What is computed once when a module is loaded is left out: every test would have to run for each change of it. So are the
// files that `sdialog new` writes, which tools/try-new-packages.test.ts runs as packages.
import { globSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import type { MutantResult } from "@stryker-mutator/api/core";
import { Stryker } from "@stryker-mutator/core";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    "at-least": { type: "string", default: "80" },
    concurrency: { type: "string", default: "1" },
  },
});
const folders = globSync("{packages,apps}/*/package.json")
  .map((path) => join(path, ".."))
  .toSorted();
const wanted = positionals.length === 0 ? folders : positionals.map(folderOf);
const reports = "reports/mutation";
mkdirSync(reports, { recursive: true });

const rows: string[] = [];
for (const folder of wanted) {
  const results = await mutate(folder);
  const sampled = results.filter(({ status }) =>
    ["Killed", "Timeout", "Survived", "NoCoverage"].includes(status),
  );
  const survivors = sampled.filter(({ status }) => status === "Survived" || status === "NoCoverage");
  const killed = sampled.length - survivors.length;
  const share = sampled.length === 0 ? 100 : (100 * killed) / sampled.length;
  const fixed = results.filter(({ status }) => status === "Ignored").length;
  rows.push(
    `${basename(folder).padEnd(18)} ${killed}/${sampled.length} killed (${share.toFixed(0)} %), of ${results.length} changes; ${fixed} left out`,
  );
  console.log(`\n# ${folder}`);
  for (const survivor of survivors) console.log(lineFor(survivor));
  writeFileSync(
    join(reports, `${basename(folder)}.json`),
    JSON.stringify({ killed, survivors }, undefined, 2),
  );
  if (share < Number(values["at-least"])) process.exitCode = 1;
}
console.log(`\n${rows.join("\n")}`);

function folderOf(name: string): string {
  const folder = folders.find((each) => basename(each) === name || each === name);
  if (folder === undefined)
    throw new Error(
      `There is no package "${name}"; there are ${folders.map((each) => basename(each)).join(", ")}`,
    );
  return folder;
}

async function mutate(folder: string): Promise<readonly MutantResult[]> {
  const code = [
    "src/**/*.ts",
    "!src/**/*.test.ts",
    "!src/**/testing/**",
    "!src/**/{template,new-persona,new-backend}/**",
    "!src/**/index.ts",
  ];
  process.env["MUTATED_PACKAGE"] = folder;
  const conditions = ["--conditions=@sdialog/source"];
  return new Stryker({
    mutate: code.map((glob) => glob.replace(/^(!?)/, `$1${folder}/`)),
    testRunner: "vitest",
    vitest: { configFile: "tools/mutation/vitest.config.ts", related: false },
    checkers: ["sample"],
    plugins: ["@stryker-mutator/vitest-runner", join(import.meta.dirname, "mutation/sample-checker.ts")],
    sample: { size: Number(values.sample), seed: Number(values.seed) },
    warnings: { unknownOptions: false, slow: false },
    checkerNodeArgs: conditions,
    testRunnerNodeArgs: conditions,
    coverageAnalysis: "perTest",
    ignoreStatic: true,
    concurrency: Number(values.concurrency),
    timeoutMS: 20_000,
    dryRunTimeoutMinutes: 30,
    ignorePatterns: ["**/dist", "site", "reports", "apps/*/page/dist"],
    tempDirName: ".stryker",
    reporters: ["progress-append-only"],
    logLevel: "warn" as never,
    fileLogLevel: "off" as never,
  } as never).runMutationTest();
}

function lineFor({ fileName, location, mutatorName, replacement, status }: MutantResult): string {
  const text = (replacement ?? "").replaceAll(/\s+/g, " ").slice(0, 120);
  const path = fileName.slice(fileName.search(/(packages|apps)\//));
  return `${status === "NoCoverage" ? "no test" : "survived"} ${path}:${location.start.line}:${location.start.column + 1} ${mutatorName} -> ${text}`;
}
