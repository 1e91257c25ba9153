import { stat } from "node:fs/promises";
import type { Dialog } from "../dialog/dialog.ts";
import { createByName, registered } from "../registry/registry.ts";
import type { SourceRequest } from "../text/source-request.ts";

/**
 * The dialogues of a registered source; nothing where a name is that of a file or folder, or of no known source.
 *
 * @param sources name of a source → what it is told
 * @throws InvalidArgumentError for what a source cannot be told
 */
export async function openSource(
  name: string,
  reading: SourceRequest["reading"],
  sources: Readonly<Record<string, unknown>> = {},
): Promise<AsyncIterable<Dialog> | undefined> {
  const scheme = /^([a-z][a-z\d+-]+):/.exec(name)?.[1];
  if (scheme === undefined || !registered("source").some((entry) => entry.name === scheme)) return undefined;
  const isThere = await stat(name).then(
    () => true,
    () => false,
  );
  return isThere ? undefined : createByName("source", scheme, sources[scheme], { name, reading });
}
