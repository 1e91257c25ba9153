import { extname } from "node:path";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { registered } from "../registry/registry.ts";
import "./built-in-readers.ts";

/** The formats that dialogues are written in: JSON, JSON Lines, comma or tab separated values, or text. */
export type FileFormat = (typeof written)[number];

const written = ["json", "jsonl", "csv", "tsv", "txt"] as const;

/** The name of the reader that a file's name promises, whatever the case of its extension. */
export function formatOfName(path: string): string | undefined {
  const extension = extname(path).toLowerCase();
  return registered("reader").find(({ extensions }) => extensions.includes(extension))?.name;
}

/** Whether a file may be of a format by its name; of one that has no extension of its own, any file may. */
export function isNamedAs(path: string, format: string): boolean {
  const reader = registered("reader").find(
    ({ name, aliases = [] }) => name === format || aliases.includes(format),
  );
  return reader?.extensions.length === 0 || formatOfName(path) === (reader?.name ?? format);
}

/** What the names of files that can be read end in. */
export function knownExtensions(): readonly string[] {
  return registered("reader").flatMap(({ extensions }) => extensions);
}

/** The format to read a file in. @throws InvalidArgumentError for a format that does not exist, or a name that promises none */
export function fileFormat(path: string, format = formatOfName(path)): string {
  return known(
    path,
    format,
    registered("reader").flatMap(({ name, aliases = [] }) => [name, ...aliases]),
  );
}

/** The format to write a file in. @throws as {@link fileFormat} */
export function writtenFormat(path: string, format: string | undefined = formatOfName(path)): FileFormat {
  return known(path, format, written);
}

function known<Name extends string>(path: string, format: string | undefined, names: readonly Name[]): Name {
  const found = names.find((name) => name === format);
  if (found !== undefined) return found;
  const problem =
    format === undefined
      ? `The name "${path}" does not say which format the file has`
      : `There is no format "${format}"`;
  throw new InvalidArgumentError(problem, {
    hint: `Pass a format, one of ${names.join(", ")}, or use a name that ends in ${knownExtensions().join(", ")}.`,
  });
}
