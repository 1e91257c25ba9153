import { DataFormatError } from "../errors/data-format-error.ts";
import { findJsonError } from "./find-json-error.ts";
import { withoutBom } from "./without-bom.ts";

/**
 * JSON text as a value, a byte order mark in front tolerated.
 *
 * @param line the line of the source that `text` is, when it is only one of many
 * @throws DataFormatError naming the source and the line where the text stops being JSON
 */
export function parseJson(text: string, source?: string, line?: number): unknown {
  const json = withoutBom(text);
  try {
    return JSON.parse(json) as unknown;
  } catch (cause) {
    const found = findJsonError(json);
    throw new DataFormatError(found.cutOff ? "the JSON is cut off" : "this is not JSON", {
      source,
      line: line ?? found.line,
      hint: found.cutOff
        ? "The program that wrote it was probably interrupted: write it again."
        : "Check the quotes, commas and brackets there.",
      cause,
    });
  }
}
