// Fails when a package, what it brings along from elsewhere, or what a page fetches that uses it outgrows its budget, and
// prints what all of them weigh.
// Reads the installed dependencies, so nothing is downloaded; packages that are built are packed, too.
//
//   node tools/check-sizes.ts                       all packages
//   node tools/check-sizes.ts evaluation report     some of them
import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse } from "yaml";
import { bundleSize } from "./bundle-size.ts";
import { installedSize } from "./installed-size.ts";
import { lockedDependencies, type Lockfile } from "./locked-dependencies.ts";
import { bundleBudgets, playgroundPageKilobytes, sizeBudgets } from "./size-budgets.ts";

interface Manifest {
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

const store = "node_modules/.pnpm";
const lockfile = parse(readFileSync("pnpm-lock.yaml", "utf8")) as Lockfile;
const wanted = process.argv.slice(2);
const folders = globSync("{packages,apps}/*/package.json")
  .map((path) => dirname(path))
  .filter((folder) => wanted.length === 0 || wanted.includes(basename(folder)))
  .sort();
const problems: string[] = [];

console.log("package            asks for itself      with its siblings    packed");
for (const folder of folders) {
  const name = basename(folder);
  const own = weigh(folder, false);
  const all = weigh(folder, true);
  const packed = packedSize(folder);
  console.log(
    `${name.padEnd(18)} ${inWords(own).padEnd(20)} ${inWords(all).padEnd(20)} ${packed === null ? "not built" : megabytes(packed)}`,
  );
  const budget = sizeBudgets[name];
  if (budget === undefined) {
    problems.push(`${name} has no budget in tools/size-budgets.ts`);
    continue;
  }
  const { packages } = all;
  keep(name, "megabytes of dependencies", all.bytes / 1e6, budget.installed);
  keep(name, "packages it brings along", packages, budget.packages);
  if (packed !== null) keep(name, "megabytes packed", packed / 1e6, budget.packed);
}
if (wanted.length === 0) {
  console.log("\na page that uses     fetches, minified and gzipped");
  const guide = readFileSync("docs/in-a-web-page.md", "utf8");
  for (const { what, row, program, kilobytes } of bundleBudgets) {
    const fetched = (await bundleSize(program)).gzipped / 1e3;
    console.log(`${what.padEnd(20)} ${fetched.toFixed(1)} kB`);
    keep(what, "kilobytes fetched by a page", fetched, kilobytes);
    const told = guide.split("\n").find((line) => line.startsWith(`| ${row} `));
    const kilobytesTold = Number(/([\d.]+) kB/.exec(told ?? "")?.[1]);
    if (!(Math.abs(kilobytesTold - fetched) <= 1))
      problems.push(`docs/in-a-web-page.md says ${kilobytesTold} kB for ${what}: ${fetched.toFixed(1)} kB`);
  }
}
if (folders.some((folder) => basename(folder) === "playground")) {
  const page = "apps/playground/dist/page";
  const files = globSync(`${page}/**/*`).map((path) => statSync(path));
  const kilobytes = files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0) / 1e3;
  console.log(
    `\nthe playground's page ${files.length === 0 ? "is not built" : `weighs ${kilobytes.toFixed(1)} kB`}`,
  );
  keep("the playground's page", "kilobytes", kilobytes, playgroundPageKilobytes);
}
if (folders.length < wanted.length) problems.push(`There is no package called ${wanted.join(" or ")}`);
if (problems.length > 0) {
  console.error(problems.map((problem) => `✗ ${problem}`).join("\n"));
  process.exit(1);
}
console.log(`✓ ${folders.length} packages keep to their budgets`);

function weigh(folder: string, siblings: boolean): ReturnType<typeof installedSize> {
  return installedSize(lockedDependencies(lockfile, folder, { optional: true, siblings, peers }), store);
}

/** Peers that npm installs unasked: all that are not optional. */
function peers(folder: string): string[] {
  const path = join(folder, "package.json");
  const { peerDependencies = {}, peerDependenciesMeta = {} } = JSON.parse(
    readFileSync(path, "utf8"),
  ) as Manifest;
  return Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
}

/** What the package unpacks to, in bytes; `null` when it is not built. */
function packedSize(folder: string): number | null {
  if (!existsSync(join(folder, "dist"))) return null;
  const report = execFileSync(
    "npm",
    ["pack", "--dry-run", "--json", "--ignore-scripts", "--loglevel=error"],
    {
      cwd: folder,
      encoding: "utf8",
    },
  );
  const [{ unpackedSize }] = JSON.parse(report) as [{ readonly unpackedSize: number }];
  return unpackedSize;
}

function keep(name: string, what: string, value: number, budget: number): void {
  if (value > budget) problems.push(`${name}: ${Number(value.toFixed(2))} ${what}, ${budget} allowed`);
}

function inWords({ bytes, packages }: { readonly bytes: number; readonly packages: number }): string {
  return `${megabytes(bytes)}, ${packages}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
