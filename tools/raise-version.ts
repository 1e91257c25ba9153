// Raises the version of all packages as the changesets say, writes their change logs, and says the version in the code,
// too, which writes it into every dialogue.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

execFileSync("npx", ["-y", "pnpm@12", "exec", "changeset", "version"], { stdio: "inherit" });
const { version } = JSON.parse(readFileSync("packages/core/package.json", "utf8")) as { version: string };
const path = "packages/core/src/version.ts";
const code = readFileSync(path, "utf8");
writeFileSync(path, code.replace(/(packageVersion = ")[^"]*/, `$1${version}`));
console.log(`✓ ${version}`);
