import { access } from "node:fs/promises";

/** Whether a file or folder can be found under this path. Never throws: what may not be looked at counts as missing. */
export async function pathExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
