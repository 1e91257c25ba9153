/**
 * The lines of a body as they become whole, without their ends, in time linear in its length. An unfinished last line
 * is left out: the reply was cut there.
 */
export async function* bodyLines(body: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder();
  // Pieces are joined once a line is whole: looking through them again with every piece would be quadratic.
  let pieces: string[] = [];
  for await (const bytes of body) {
    const [first = "", ...others] = decoder.decode(bytes, { stream: true }).split("\n");
    pieces.push(first);
    for (const next of others) {
      yield pieces.join("");
      pieces = [next];
    }
  }
}
