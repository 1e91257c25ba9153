// Publishes what is not published yet: builds every package, puts its bill of materials into it, writes into each manifest
// where it comes from, as the git remote says (npm accepts provenance only with that), publishes, and puts everything back.
// `--dry-run` publishes nothing and prints what each manifest would say.
import { execFileSync } from "node:child_process";
import { copyFileSync, globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { manifestLinks, repositoryAddress } from "./repository.ts";

/** Its name in each package. */
const bill = "bill-of-materials.cdx.json";
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
    const links = manifestLinks(address, folder);
    if (dryRun) {
      console.log(`${folder}: ${JSON.stringify(links)}`);
      continue;
    }
    const manifest = JSON.parse(text) as { readonly files?: readonly string[] };
    copyFileSync(join("bills-of-materials", `sdialog-${basename(folder)}.cdx.json`), join(folder, bill));
    const files = [...(manifest.files ?? []), bill];
    writeFileSync(path, `${JSON.stringify({ ...manifest, ...links, files }, null, 2)}\n`);
  }
  if (!dryRun) pnpm("exec", "changeset", "publish");
} finally {
  if (!dryRun)
    for (const { path, text, folder } of manifests) {
      writeFileSync(path, text);
      rmSync(join(folder, bill), { force: true });
    }
}

function pnpm(...args: readonly string[]): void {
  execFileSync("npx", ["-y", "pnpm@12", ...args], { stdio: "inherit" });
}
