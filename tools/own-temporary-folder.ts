import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Gives one run of the tests a temporary folder of its own, in the system's or, when that cannot be written, in the
 * checkout; what tests leave in it goes with it.
 */
export default function ownTemporaryFolder(): () => void {
  const checkout = join(import.meta.dirname, "../node_modules");
  const base = [tmpdir(), "/tmp", checkout].find(isWritable) ?? tmpdir();
  const folder = mkdtempSync(join(base, "sdialog-test-"));
  for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
