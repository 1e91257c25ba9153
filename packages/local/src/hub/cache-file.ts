import { createWriteStream, existsSync } from "node:fs";
import { copyFile, mkdir, rename, rm, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { downloadFile, type ListFileEntry } from "@huggingface/hub";
import { ModelError } from "@sdialog/llm";
import { type HubFetch, hubFetch } from "./hub-fetch.ts";
import { blobName } from "./hub-names.ts";
import { hubError } from "./hub-error.ts";
import type { DownloadProgress } from "../download-progress.ts";

export interface CacheFileOptions {
  readonly repo: { readonly type: "model"; readonly name: string };
  readonly commit: string;
  /** The repository's folder in the cache. */
  readonly root: string;
  readonly entry: ListFileEntry;
  readonly hub: { readonly accessToken?: string; readonly hubUrl?: string; readonly fetch: HubFetch };
  readonly onProgress: ((progress: DownloadProgress) => void) | undefined;
}

/**
 * Fetches one file into the cache, unless it is there: the content goes to `blobs` under its hash, and the snapshot
 * of the commit links to it. A file appears under its name only when it is whole.
 */
export async function cacheFile(model: string, options: CacheFileOptions): Promise<void> {
  const { root, commit, entry } = options;
  const blob = join(root, "blobs", blobName(model, entry));
  const name = join(root, "snapshots", commit, entry.path);
  if (existsSync(name)) return;
  if (!existsSync(blob)) await fetchBlob(model, blob, options);
  await mkdir(dirname(name), { recursive: true });
  // Not every file system has links.
  await symlink(relative(dirname(name), blob), name).catch(() => copyFile(blob, name));
}

async function fetchBlob(
  model: string,
  blob: string,
  { repo, commit, entry, hub, onProgress }: CacheFileOptions,
): Promise<void> {
  const incomplete = `${blob}.${process.pid}.incomplete`;
  await mkdir(dirname(blob), { recursive: true });
  try {
    const content = await downloadFile({
      repo,
      path: entry.path,
      revision: commit,
      ...hub,
      fetch: hubFetch(entry.size),
    });
    if (content === null) throw cut(model, entry, 0);
    const counter = countingStream((loaded) => onProgress?.({ file: entry.path, loaded, total: entry.size }));
    await pipeline(
      Readable.fromWeb(content.stream() as ReadableStream),
      counter.stream,
      createWriteStream(incomplete),
    );
    if (counter.loaded() !== entry.size) throw cut(model, entry, counter.loaded());
    await rename(incomplete, blob);
  } catch (error) {
    await rm(incomplete, { force: true });
    throw hubError(model, error);
  }
}

function cut(model: string, { path, size }: ListFileEntry, loaded: number): ModelError {
  return new ModelError(`${path} has ${size} bytes, but only ${loaded} arrived`, {
    kind: "interrupted",
    model,
    hint: "Try again.",
  });
}

function countingStream(tell: (loaded: number) => void): { readonly stream: Transform; loaded(): number } {
  let loaded = 0;
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      loaded += chunk.length;
      tell(loaded);
      done(null, chunk);
    },
  });
  return { stream, loaded: () => loaded };
}
