import { DataFormatError } from "@sdialog/core";
import { repeatedKey, withinStack } from "@sdialog/core/internal";
import { type Document, LineCounter, parseDocument } from "yaml";
import { refersToItself } from "./refers-to-itself.ts";

/**
 * A YAML or JSON text as a document.
 *
 * @param source the text's file, for errors
 * @throws DataFormatError naming the line of a text that is not YAML, or in which a name stands twice
 */
function yamlDocument(text: string, source: string): Document {
  const lines = new LineCounter();
  const document = withinStack(source, () =>
    parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false }),
  );
  const [error] = document.errors;
  const problem = (message: string, offset: number, cause?: unknown): DataFormatError => {
    const { line, col } = lines.linePos(offset);
    const hint = "Check the indentation and quotes there.";
    return new DataFormatError(`${message} (column ${col})`, { source, line, hint, cause });
  };
  if (error !== undefined) throw problem(error.message.split("\n")[0] ?? "", error.pos[0], error);
  const repeated = repeatedKey(document.contents);
  if (repeated !== undefined) throw problem(`"${repeated.key}" appears twice in one map`, repeated.offset);
  return document;
}

/**
 * What a YAML or JSON text says, in time linear in its length.
 *
 * @param source the text's file, for errors
 * @throws DataFormatError naming the line of a text that is not YAML, or in which a name stands twice, and for aliases that
 *   stand for more than memory holds, or for what they are part of
 */
export function readYaml(text: string, source: string): unknown {
  const document = yamlDocument(text, source);
  const problem = (message: string, cause?: unknown): DataFormatError =>
    new DataFormatError(message, {
      source,
      hint: "Write out in full what the aliases (*name) refer to.",
      cause,
    });
  let data: unknown;
  try {
    data = document.toJS();
  } catch (cause) {
    // The parser counts how often aliases repeat each other: a few lines can stand for more than memory holds.
    throw problem(cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (refersToItself(data)) throw problem("an alias is inside what it refers to, which has no end");
  return data;
}
