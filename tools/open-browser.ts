import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as driver } from "playwright-core";

/** The bundled browser is built for Linux on x64 and arm64. */
export const noBrowser =
  process.platform === "linux" ? undefined : `there is no bundled Chromium for ${process.platform}`;

/** A Chromium without a window, for the tests of pages. */
export async function openBrowser(): Promise<Browser> {
  return driver.launch({
    executablePath: await unpackedBrowser(),
    args: chromium.args,
    headless: true,
  });
}

/**
 * The browser, unpacked once for this checkout. Its package would unpack it to one fixed temporary path, where other
 * users and other checkouts do the same; here it is unpacked under a name of its own and then moved into place.
 */
async function unpackedBrowser(): Promise<string> {
  const entry = import.meta.resolve("@sparticuz/chromium");
  const manifest = await readFile(new URL("../package.json", entry), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const cache = join(import.meta.dirname, "../node_modules/.cache");
  const folder = join(cache, `chromium-${version}-${process.arch}`);
  const executable = join(folder, "chromium");
  if (existsSync(executable)) return executable;
  const unfinished = join(cache, randomUUID());
  await mkdir(unfinished, { recursive: true });
  try {
    // In a process of its own, because it looks for the temporary folder in the environment.
    const script = `await (await import(${JSON.stringify(entry)})).default.executablePath();`;
    await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
      env: { ...process.env, TMPDIR: unfinished },
    });
    await rename(unfinished, folder).catch(async (error: unknown) => {
      // Another test file was faster.
      if (!existsSync(executable)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return executable;
}
