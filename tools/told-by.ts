import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { vi } from "vitest";

/** Everything a program gets to see or to keep of `work`: what it returns or throws, prints and writes. */
export async function toldBy(work: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-planted-"));
  const printed: unknown[] = [];
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, method).mockImplementation((...values) => void printed.push(values));
  const came = await work(folder).catch((error: unknown) => error);
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) =>
    one.isFile(),
  );
  const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), "latin1")));
  await rm(folder, { recursive: true });
  const all = { depth: 20, showHidden: true, maxStringLength: null, maxArrayLength: null };
  return [inspect([came, printed], all), JSON.stringify([came, printed]), ...texts].join("\n");
}
