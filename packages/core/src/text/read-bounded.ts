/**
 * The text of a body that comes in pieces. Counts while it reads, since a sender need not say how much will come.
 *
 * @param said how long its sender says that it is
 * @returns nothing for a body of more than `mostBytes`, of which no more is read
 */
export async function readBounded(
  body: AsyncIterable<Uint8Array> | null,
  mostBytes: number,
  said?: string,
): Promise<string | undefined> {
  if (Number(said ?? 0) > mostBytes) return undefined;
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
