import { resolve } from "node:path";
import type { DialogSource } from "@sdialog/core";
import type { Terminal } from "../terminal/terminal.ts";

/** The dialogues of files and folders named on the command line; a run's folder stands for the dialogues it made. */
export function dialogFiles({ cwd }: Terminal, files: readonly string[]): DialogSource {
  return {
    async *[Symbol.asyncIterator]() {
      const { readSource } = await import("@sdialog/runner");
      yield* readSource(files.map((file) => resolve(cwd, file)));
    },
  };
}
