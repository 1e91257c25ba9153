import { DataFormatError } from "../errors/data-format-error.ts";

/** One line of a text, counted from 1. `terminated`: a line break follows. */
export interface Line {
  readonly text: string;
  readonly number: number;
  readonly terminated: boolean;
}

/** A longer line is refused, since all of it is held at once: such a file has no line breaks. V8's strings hold about twice as many characters. */
const longestLine = 2 ** 28;

/**
 * Cuts text that arrives in pieces into lines, holding no more than one line and one piece at a time.
 *
 * @throws DataFormatError for a line without end
 */
export async function* splitLines(
  chunks: AsyncIterable<string> | Iterable<string>,
  longest = longestLine,
): AsyncGenerator<Line> {
  let pieces: string[] = [];
  let held = 0;
  let number = 1;
  for await (const chunk of chunks) {
    const [head = "", ...rest] = chunk.split("\n");
    pieces.push(head);
    held = rest.length === 0 ? held + head.length : (rest.at(-1) as string).length;
    if (held > longest)
      throw new DataFormatError(`the line is longer than ${longest} characters`, {
        line: number + rest.length,
      });
    for (const piece of rest) {
      yield { text: pieces.join(""), number: number++, terminated: true };
      pieces = [piece];
    }
  }
  const last = pieces.join("");
  if (last !== "") yield { text: last, number, terminated: false };
}
