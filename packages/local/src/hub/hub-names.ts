import type { ListFileEntry } from "@huggingface/hub";
import { isPlainPath, visibleLine } from "@sdialog/core/internal";
import { ModelError } from "@sdialog/llm";

/** What becomes part of a path in the cache is a hub's word, and a hub may be anybody's: it must look like what it is. */
const hash = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Whether this is the name of a commit. */
export function isCommit(name: unknown): name is string {
  return typeof name === "string" && hash.test(name);
}

/**
 * The name of a file's content in the cache: its hash.
 *
 * @throws ModelError `malformed_response` where its hash is invalid, or its path could lead elsewhere
 */
export function blobName(model: string, { path, lfs, xetHash, oid }: ListFileEntry): string {
  if (typeof path !== "string" || !isPlainPath(path)) throw refuseAnswer(model, "a file's path", path);
  const name: unknown = lfs?.oid ?? xetHash ?? oid;
  if (typeof name !== "string" || !hash.test(name)) throw refuseAnswer(model, `the hash of ${path}`, name);
  return name;
}

/** What the hub said of itself is refused. */
export function refuseAnswer(model: string, what: string, said: unknown): ModelError {
  const shown = visibleLine(JSON.stringify(said) ?? "nothing").slice(0, 100);
  return new ModelError(`the hub gave ${shown} as ${what}, which it cannot be`, {
    kind: "malformed_response",
    model,
    hint: "Nothing of it was written. Use a hub or mirror that you trust.",
  });
}
