// Gives one run of the tests a temporary folder of its own, in the system's or, when nothing can be written there, in
// the checkout; what tests leave in it goes with it.
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

let folder: string;

export function setup(): void {
  const checkout = join(import.meta.dirname, "../node_modules");
  const base = [tmpdir(), "/tmp", checkout].find(isWritable) ?? tmpdir();
  folder = mkdtempSync(join(base, "sdialog-test-"));
  for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = folder;
}

export function teardown(): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
