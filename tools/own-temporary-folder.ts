// Gives one run of the tests a temporary folder of its own; what tests leave in it goes with it. What Node compiles for
// one of the many processes is kept there for the next.
import { accessSync, constants, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder: string;

export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), "sdialog-test-"));
  setTemporaryFolder(folder);
  process.env["NODE_COMPILE_CACHE"] = join(folder, "compiled");
}

/** Not at one go: thousands of files take a while, in which Vitest must hear that its last worker has ended. */
export async function teardown(): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Lets everything that asks for the temporary folder have one that can be written, in the checkout if need be. */
export function settleTemporaryFolder(): void {
  const checkout = join(import.meta.dirname, "../node_modules");
  const found = [tmpdir(), "/tmp", checkout].find(isWritable);
  if (found !== undefined && found !== tmpdir()) setTemporaryFolder(found);
}

function setTemporaryFolder(path: string): void {
  for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = path;
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
