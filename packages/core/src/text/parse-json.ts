import { DataFormatError } from "../errors/data-format-error.ts";
import { findJsonError } from "./find-json-error.ts";
import { mostNesting, surveyJson } from "./json-nesting.ts";
import { outsideTexts } from "./outside-texts.ts";
import { withoutBom } from "./without-bom.ts";

/**
 * JSON text as a value, a byte order mark in front tolerated. A whole number too large to be held exactly, such as a
 * 64-bit id, is read as a string of its digits: never as the number next to it.
 *
 * @param line the line of the source on which `text` begins. Default: 1
 * @throws DataFormatError naming the source and the line where the text stops being JSON, or for one whose lists and
 *   objects lie too deep within each other
 */
export function parseJson(text: string, source?: string, line?: number): unknown {
  const json = withoutBom(text);
  const { isTooDeep, hasLongNumber } = surveyJson(json);
  if (isTooDeep)
    throw new DataFormatError(`the JSON is nested deeper than ${mostNesting} brackets`, { source, line });
  try {
    return JSON.parse(hasLongNumber ? withExactIntegers(json) : json) as unknown;
  } catch (cause) {
    const python = pythonNumber(json);
    if (python !== undefined) {
      throw new DataFormatError(`${python.text} is not JSON`, {
        source,
        line: (line ?? 1) + json.slice(0, python.at).split("\n").length - 1,
        hint: "Python writes it where there is no number: put null in its place, or write the file with allow_nan=False.",
        cause,
      });
    }
    const found = findJsonError(json);
    throw new DataFormatError(found.cutOff ? "the JSON is cut off" : "this is not JSON", {
      source,
      line: (line ?? 1) + found.line - 1,
      hint: found.cutOff
        ? "The program that wrote it was probably interrupted: write it again."
        : "Check the quotes, commas and brackets there.",
      cause,
    });
  }
}

const numbers = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/;
const pythonNumbers = /(?<![\w-])(?:NaN|-?Infinity)(?!\w)/;

function withExactIntegers(json: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { 0: found, index } of outsideTexts(json, numbers)) {
    if (!isRounded(found)) continue;
    parts.push(json.slice(done, index), `"${found.replace(/\.0+$/, "")}"`);
    done = index + found.length;
  }
  return done === 0 ? json : parts.join("") + json.slice(done);
}

/** Whether JSON holds a whole number that {@link parseJson} reads as the text of its digits. */
export function holdsLargeInteger(json: string): boolean {
  return withExactIntegers(json) !== json;
}

function pythonNumber(json: string): { readonly text: string; readonly at: number } | undefined {
  for (const { 0: text, index } of outsideTexts(json, pythonNumbers)) return { text, at: index };
  return undefined;
}

/** Whether a whole number would be written as another, as 2^63 is, though it can be held; some beyond 2^53 are not. */
function isRounded(found: string): boolean {
  // Some write whole numbers with a point.
  const whole = /^(-?\d{16,})(?:\.0+)?$/.exec(found)?.[1];
  if (whole === undefined) return false;
  return String(Number(whole)) !== whole;
}
