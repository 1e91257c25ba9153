import type * as fs from "node:fs";
import { SDialogError } from "@sdialog/core";

type NodeFiles = typeof fs;

/**
 * Node's `fs`, asked for by name when a file is to be written: whoever imports it waits for its streams and promises, too.
 *
 * @throws SDialogError with the code `needs_node` where there is none
 */
export function nodeFiles(): NodeFiles {
  const { process } = globalThis as {
    readonly process?: { getBuiltinModule?(name: string): NodeFiles | undefined };
  };
  const files = process?.getBuiltinModule?.("node:fs");
  if (files !== undefined) return files;
  throw new SDialogError("Writing a recording needs Node: files are not to be had in a browser", {
    code: "needs_node",
    hint: "Do this on a server, and send its result to the page.",
  });
}
