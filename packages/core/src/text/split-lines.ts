/** One line of a text, counted from 1. `terminated`: a line break follows. */
export interface Line {
  readonly text: string;
  readonly number: number;
  readonly terminated: boolean;
}

/** Cuts text that arrives in pieces into lines, holding no more than one line and one piece at a time. */
export async function* splitLines(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Line> {
  let pieces: string[] = [];
  let number = 1;
  for await (const chunk of chunks) {
    const [head = "", ...rest] = chunk.split("\n");
    pieces.push(head);
    for (const piece of rest) {
      yield { text: pieces.join(""), number: number++, terminated: true };
      pieces = [piece];
    }
  }
  const last = pieces.join("");
  if (last !== "") yield { text: last, number, terminated: false };
}
