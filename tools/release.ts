// Publishes what is not published yet: builds every package and its bill of materials, writes into each manifest where it comes from, as the git
// remote says (npm accepts provenance only with that), publishes, and puts the manifests back. `--dry-run` publishes
// nothing and prints what each manifest would say.
import { execFileSync } from "node:child_process";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, sep } from "node:path";
import { manifestLinks, repositoryAddress } from "./repository.ts";

const dryRun = process.argv.includes("--dry-run");
const address = repositoryAddress();
if (address === undefined) {
  console.error(
    "✗ The git remote `origin` has no web address, so nobody could check where the packages come from.",
  );
  console.error("  Publish from a clone of the public repository.");
  process.exit(1);
}

const manifests = globSync(["packages/*/package.json", "apps/*/package.json"]).map((path) => ({
  path,
  text: readFileSync(path, "utf8"),
  folder: dirname(path).replaceAll(sep, "/"),
}));
if (!dryRun) pnpm("build");
if (!dryRun) pnpm("bill-of-materials");
try {
  for (const { path, text, folder } of manifests) {
    const manifest = { ...(JSON.parse(text) as object), ...manifestLinks(address, folder) };
    if (dryRun) console.log(`${folder}: ${JSON.stringify(manifestLinks(address, folder))}`);
    else writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
  }
  if (!dryRun) pnpm("exec", "changeset", "publish");
} finally {
  if (!dryRun) for (const { path, text } of manifests) writeFileSync(path, text);
}

function pnpm(...args: readonly string[]): void {
  execFileSync("npx", ["-y", "pnpm@12", ...args], { stdio: "inherit" });
}
