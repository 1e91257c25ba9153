import type { Random } from "@sdialog/core";
import type { Literal } from "./literal.ts";

/**
 * How one attribute gets its value:
 *
 * | rule | value |
 * |---|---|
 * | `"*"`, `"{llm}"` | the model's choice |
 * | `"{llm:one word}"` | the model's choice, given what is wanted |
 * | `"{18-99}"`, `"{0.5-2.5}"`, `"{-5-5}"` | a random number, both ends included; whole unless an end has decimals |
 * | `"{txt:names.txt}"` | a random line of a file |
 * | `"{csv:city:people.csv}"`, `"{tsv:…}"` | a random cell of a column, named by its header; or by its 0-based position, and then the first row counts too |
 * | a list | one of its elements |
 * | a function | what it makes of the other attributes |
 * | anything else | that value itself |
 *
 * Doubled braces mean the same as single ones. Use `literal` for a list or a text in braces that is itself the value.
 */
export type AttributeRule<Value = unknown, Known = Readonly<Record<string, unknown>>> =
  | Value
  | string
  | readonly Value[]
  | Literal<Value>
  | RuleFunction<Value, Known>;

/**
 * Computes an attribute from others. Reading an attribute waits for it: other functions run first, and a function
 * that reads what the model fills in runs after the model (it may be called again from the start for that).
 *
 * @param known the attributes of the object being made
 * @param random the attribute's own random stream
 * @returns the value; `undefined` for the attribute's default
 */
export type RuleFunction<Value = unknown, Known = Readonly<Record<string, unknown>>> = (
  known: Known,
  random: Random,
) => Value | undefined | Promise<Value | undefined>;
