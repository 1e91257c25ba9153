import { resolve } from "node:path";
import type { Dialog, DialogSource } from "@sdialog/core";
import type { StarFilter } from "@sdialog/datasets-star";
import type { Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";

/**
 * The dialogues of files and folders named on the command line; a run's folder stands for the dialogues it made, and
 * `star:FOLDER` for those of the STAR dataset, filtered: `star:FOLDER?domain=doctor&happy=true`.
 *
 * @throws UsageError for a filter that STAR does not know
 */
export function dialogFiles({ cwd }: Terminal, files: readonly string[]): DialogSource {
  const sources = files.map((file) =>
    file.startsWith("star:") ? starSource(cwd, file.slice(5)) : resolve(cwd, file),
  );
  return {
    async *[Symbol.asyncIterator]() {
      const { readSource } = await import("@sdialog/runner");
      for (const source of sources) yield* typeof source === "string" ? readSource(source) : source();
    },
  };
}

function starSource(cwd: string, source: string): () => AsyncIterable<Dialog> {
  const [folder = "", query = ""] = source.split(/\?(.*)/s);
  const filter = starFilter(query);
  return async function* starDialogs() {
    const { Star } = await import("@sdialog/datasets-star");
    yield* (await Star.open(resolve(cwd, folder))).dialogs(filter);
  };
}

function starFilter(query: string): StarFilter {
  const entries = [...new URLSearchParams(query)].map(([name, value]): [string, string | boolean] => {
    if (name === "domain" || name === "task") return [name, value];
    if ((name === "happy" || name === "multitask") && (value === "true" || value === "false"))
      return [name, value === "true"];
    throw new UsageError(
      `"${name}=${value}" is no filter of STAR`,
      "Filters: domain=…, task=…, happy=true or false, multitask=true or false, joined by &.",
    );
  });
  return Object.fromEntries(entries);
}
