import { join, resolve } from "node:path";
import { pathExists } from "@sdialog/core/fs";
import type { DialogSource } from "@sdialog/evaluation";
import type { Terminal } from "../terminal/terminal.ts";

/** The dialogues of files and folders named on the command line; a run's folder stands for the dialogues it made. */
export function dialogFiles({ cwd }: Terminal, files: readonly string[]): DialogSource {
  return {
    async *[Symbol.asyncIterator]() {
      for (const file of files) {
        const path = resolve(cwd, file);
        if (!(await isRun(path))) yield path;
        else yield* (await import("@sdialog/runner")).readSource(path);
      }
    },
  };
}

function isRun(path: string): Promise<boolean> {
  return pathExists(join(path, "manifest.json"));
}
