import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { Dialog } from "./dialog.ts";

/**
 * Where dialogues come from: the path of a file (JSON, JSON Lines, …) or folder, or dialogues and paths in any
 * mixture, also as they come.
 */
export type DialogSource = string | Dialog | Iterable<Dialog | string> | AsyncIterable<Dialog | string>;

/**
 * The dialogues of a source, one after the other.
 *
 * @param open reads the dialogues of a path; it is not called before its turn comes
 * @throws InvalidArgumentError for what is neither a dialogue nor a path, and what `open` throws; while iterating
 */
export async function* dialogsFrom(
  source: DialogSource,
  open: (path: string) => Iterable<Dialog> | AsyncIterable<Dialog>,
): AsyncGenerator<Dialog> {
  if (source instanceof Dialog) {
    yield source;
  } else if (typeof source === "string") {
    yield* open(source);
  } else {
    const isMany = Symbol.iterator in Object(source) || Symbol.asyncIterator in Object(source);
    if (!isMany)
      throw new InvalidArgumentError(
        `A dataset is a path, a dialogue or a list of them, and not ${source === null ? "null" : `one ${typeof source}`}`,
        { hint: "Turn parsed JSON into a dialogue with Dialog.from(data)." },
      );
    for await (const item of source) {
      if (!(item instanceof Dialog) && typeof item !== "string") {
        throw new InvalidArgumentError("A dataset holds dialogues and paths, not other values", {
          hint: "Turn parsed JSON into a dialogue with Dialog.from(data).",
        });
      }
      yield* dialogsFrom(item, open);
    }
  }
}
