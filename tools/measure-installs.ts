// Packs the packages that are built, installs sets of them with npm into empty folders, its scripts on, and prints what
// each brings, as the table in docs/versioning.md has it. Needs a registry, or npm's cache.
//
//   node tools/measure-installs.ts
import { execFileSync } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";

const sets = [
  ["core", "personas"],
  ["agents", "personas"],
  ["agents", "personas", "local"],
  ["generators"],
  ["evaluation"],
  ["flow"],
  ["cli"],
];

const workplace = mkdtempSync(join(tmpdir(), "installs-"));
const tarballs = new Map<string, string>();
for (const path of globSync("{packages,apps}/*/package.json")) {
  const folder = dirname(path);
  if (!existsSync(join(folder, "dist"))) continue;
  const out = join(workplace, basename(folder));
  mkdirSync(out);
  execute(["npx", "-y", "pnpm@12", "pack", "--pack-destination", out], resolve(folder));
  tarballs.set(basename(folder), globSync(join(out, "*.tgz"))[0] as string);
}

console.log("| what is installed | MB | MB on disk | packages, ours | others | seconds |");
console.log("| --- | --: | --: | --: | --: | --: |");
for (const set of sets) {
  const missing = set.filter((name) => !tarballs.has(name));
  if (missing.length > 0) {
    console.log(`| ${set.join(", ")} | not built: ${missing.join(", ")} |`);
    continue;
  }
  const folder = join(workplace, `of-${set.join("-")}`);
  mkdirSync(folder);
  const file = (name: string): [string, string] => [`@sdialog/${name}`, `file:${tarballs.get(name)}`];
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({
      private: true,
      dependencies: Object.fromEntries(set.map(file)),
      // Those that a package brings along are packed here, too.
      overrides: Object.fromEntries([...tarballs.keys()].filter((name) => !set.includes(name)).map(file)),
    }),
  );
  const start = performance.now();
  execute(["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"], folder);
  const seconds = (performance.now() - start) / 1e3;
  const installed = join(folder, "node_modules");
  const files = globSync("**", { cwd: installed, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  const kibibytes = Number(execute(["du", "-sk", installed], folder).split("\t")[0]);
  const { packages } = JSON.parse(readFileSync(join(installed, ".package-lock.json"), "utf8")) as {
    readonly packages: Readonly<Record<string, unknown>>;
  };
  const ours = Object.keys(packages).filter((name) => name.includes("/@sdialog/")).length;
  console.log(
    `| ${set.join(", ")} | ${(bytes / 1e6).toFixed(1)} | ${((kibibytes * 1024) / 1e6).toFixed(1)} | ${ours} | ${Object.keys(packages).length - ours} | ${seconds.toFixed(0)} |`,
  );
}
rmSync(workplace, { recursive: true });

function execute([command = "", ...args]: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
