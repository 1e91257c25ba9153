// Runs every benchmark of the packages, or those whose path contains the given words, one after another.
import { spawnSync } from "node:child_process";
import { globSync } from "node:fs";

// Numbers go to the benchmarks, for those that take as long as they are told.
const [wanted, numbers] = [false, true].map((isNumber) =>
  process.argv.slice(2).filter((word) => /^\d+$/.test(word) === isNumber),
) as [string[], string[]];
const files = globSync("{packages,apps}/*/bench/*.ts")
  .filter((file) => wanted.length === 0 || wanted.some((word) => file.includes(word)))
  .sort();
let failed = 0;
for (const file of files) {
  console.log(`\n# ${file}`);
  const { status } = spawnSync(
    process.execPath,
    ["--conditions=@sdialog/source", "--expose-gc", file, ...numbers],
    {
      stdio: "inherit",
    },
  );
  if (status !== 0) failed++;
}
if (files.length === 0) console.error(`No benchmark matches ${wanted.join(" ")}`);
process.exitCode = failed > 0 || files.length === 0 ? 1 : 0;
