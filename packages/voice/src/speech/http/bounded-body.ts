/** Somebody sent more than may be held in memory. */
export class TooLargeError extends Error {}

const defaultLimit = 64 * 1024 * 1024;

/** The bytes of a response, read only as far as the limit. @throws TooLargeError beyond it */
export async function boundedBody(response: Response, limit = defaultLimit): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > limit) throw new TooLargeError(`more than ${limit} bytes came`);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
