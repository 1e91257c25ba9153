import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What the compiler finds wrong with the programs of a folder two below the repository's root. */
export async function compileErrors(folder: string): Promise<string[]> {
  const configuration = { extends: "../../tsconfig.base.json", include: ["*.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  const tsc = ["node_modules/typescript-7/bin/tsc", "--noEmit", "-p", folder];
  const { stdout } = await run(process.execPath, tsc).catch((error: { stdout: string }) => error);
  return stdout.split("\n").filter((line) => line.includes(`${basename(folder)}/`));
}
