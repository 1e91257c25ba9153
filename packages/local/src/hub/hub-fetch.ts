import type { downloadFile } from "@huggingface/hub";
import { guardedFetch } from "@sdialog/llm";

export type HubFetch = NonNullable<Parameters<typeof downloadFile>[0]["fetch"]>;

const mebibyte = 1024 * 1024;

/**
 * How the hub is reached. It keeps files with other servers and redirects there: those get neither token nor anything
 * else, and no more is taken from them than the file holds.
 *
 * @param fileSize bytes of the file to be fetched; 0 when none is
 */
export function hubFetch(fileSize = 0): HubFetch {
  return guardedFetch({
    otherOrigin: "follow-bare",
    maxResponseBytes: Math.max(32 * mebibyte, fileSize + mebibyte),
  }) as HubFetch;
}
