import { responseLimit } from "@sdialog/llm/internal";

/** Somebody sent more than may be held in memory. */
export class TooLargeError extends Error {}

/** Most bytes of an answer where nobody says otherwise: a minute of speech takes two million, and more with every format. */
const usual = 64 * 1024 * 1024;

/** Most bytes of an answer. @param own as an engine was made with; default: as configured, or else 64 MiB */
export function mostBytes(own: number | undefined): number {
  return own ?? responseLimit(usual);
}

/** All bytes of a stream, read only as far as the limit. @throws TooLargeError beyond it */
export async function boundedBytes(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    held.push(chunk);
    size += chunk.length;
    if (size > limit) throw new TooLargeError(`more than ${limit} bytes came`);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of held) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
