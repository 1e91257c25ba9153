import { extname } from "node:path";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";

const extensions = {
  ".json": "json",
  ".jsonl": "jsonl",
  ".ndjson": "jsonl",
  ".csv": "csv",
  ".tsv": "tsv",
  ".txt": "txt",
} as const;

/** How dialogues stand in a file: JSON, JSON Lines, comma or tab separated values, or text. */
export type FileFormat = (typeof extensions)[keyof typeof extensions];

/** The format that a file's name promises, whatever the case of its extension. */
export function formatOfName(path: string): FileFormat | undefined {
  const extension = extname(path).toLowerCase();
  return Object.hasOwn(extensions, extension) ? extensions[extension as keyof typeof extensions] : undefined;
}

/** @throws InvalidArgumentError for a format that does not exist, or a name that promises none */
export function fileFormat(path: string, format = formatOfName(path)): FileFormat {
  const formats = [...new Set<string>(Object.values(extensions))];
  if (format !== undefined && formats.includes(format)) return format;
  const problem =
    format === undefined
      ? `The name "${path}" does not say which format the file has`
      : `There is no format "${String(format)}"`;
  throw new InvalidArgumentError(problem, {
    hint: `Pass a format, one of ${formats.join(", ")}, or use a name that ends in ${Object.keys(extensions).join(", ")}.`,
  });
}
