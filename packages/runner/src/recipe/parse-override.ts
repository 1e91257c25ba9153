import { parse } from "yaml";
import { refersToItself } from "../yaml/refers-to-itself.ts";
import { RecipeError } from "./recipe-error.ts";
import type { Path } from "./paths.ts";

/** `key=value` from a command line: where, and what; several values make a sweep. */
export interface Override {
  readonly path: Path;
  readonly values: readonly unknown[];
}

/**
 * Reads `seed=8`, `personas.0.name=Ada`, `settings={temperature: 0.2}` or, for a sweep, `seed=1,2,3`. Values are YAML,
 * so `1` is a number, `"1"` a text and `[a, b]` a list; commas outside quotes and brackets separate the values of a sweep.
 *
 * @throws RecipeError for any other text
 */
export function parseOverride(text: string): Override {
  const equals = text.indexOf("=");
  const name = text.slice(0, equals).trim();
  if (equals === -1 || name === "" || name.split(".").includes("")) {
    throw new RecipeError("", `"${text}" is not key=value`, {
      hint: "Write for example seed=8 or personas.0.name=Ada.",
    });
  }
  const path = name.split(".");
  return { path, values: splitValues(text.slice(equals + 1)).map((value) => parseValue(name, value)) };
}

function parseValue(name: string, text: string): unknown {
  try {
    const value: unknown = parse(text);
    if (refersToItself(value)) throw new RangeError("an alias is inside what it refers to");
    return value;
  } catch (cause) {
    throw new RecipeError(name, `${text} cannot be read as a value`, {
      hint: "Put text with special characters in quotes.",
      cause,
    });
  }
}

function splitValues(text: string): string[] {
  const values: string[] = [];
  let value = "";
  let quote = "";
  let depth = 0;
  for (const sign of text) {
    if (quote !== "") quote = sign === quote ? "" : quote;
    else if (sign === '"' || (sign === "'" && value.trim() === "")) quote = sign;
    else if ("[{".includes(sign)) depth++;
    else if ("]}".includes(sign)) depth--;
    else if (sign === "," && depth === 0) {
      values.push(value);
      value = "";
      continue;
    }
    value += sign;
  }
  return [...values, value];
}
