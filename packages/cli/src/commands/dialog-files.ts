import { resolve } from "node:path";
import type { Dialog, DialogSource } from "@sdialog/core";
import type { LoadDialogsOptions } from "@sdialog/core/fs";
import { type ReadFlags, readOptions } from "../terminal/read-flags.ts";
import type { Terminal } from "../terminal/terminal.ts";

/**
 * The dialogues of files and folders named on the command line, in any format there is a reader of. A run's folder
 * stands for the dialogues it made, `hf:owner/name` for a dataset of the Hugging Face hub.
 */
export function dialogFiles(
  { cwd, env, signal }: Terminal,
  files: readonly string[],
  flags: ReadFlags = {},
  more: LoadDialogsOptions = {},
): DialogSource & AsyncIterable<Dialog> {
  const options = { ...readOptions(flags), ...more };
  return {
    async *[Symbol.asyncIterator]() {
      const { hubDialogs, isHubName } = await import("@sdialog/formats");
      const { readSource } = await import("@sdialog/runner");
      for (const file of files) {
        if (isHubName(file))
          yield* hubDialogs(file, { ...options, token: env["HF_TOKEN"], hubUrl: env["HF_ENDPOINT"], signal });
        else yield* readSource(resolve(cwd, file), options);
      }
    },
  };
}
