import { extname } from "node:path";
import { parseJson } from "@sdialog/core/internal";
import { readText } from "@sdialog/core/fs";
import { parse } from "yaml";
import type { FindInput } from "./inputs.ts";
import { readParquet } from "@sdialog/formats";
import { RecipeError } from "./recipe-error.ts";

/** What a recipe lists itself, or keeps in a file. */
export type Records = string | readonly unknown[];

/**
 * The records a recipe names: its own list, or those of a file. JSON Lines and text hold one on each line, JSON and YAML
 * a list, Parquet rows.
 *
 * @param place where the recipe names them, for errors
 * @throws FileError, DataFormatError or RecipeError when the file holds no such thing
 */
export async function readRecords(
  records: Records,
  input: FindInput,
  place: string,
): Promise<readonly unknown[]> {
  if (typeof records !== "string") return records;
  const path = input(records);
  if (extname(path).toLowerCase() === ".parquet") return readParquet(path);
  const text = await readText(path);
  const lines = () => text.split(/\r?\n/).map((line, index) => [line.trim(), index + 1] as const);
  const extension = extname(path).toLowerCase();
  if (extension === ".jsonl")
    return lines().flatMap(([line, number]) => (line === "" ? [] : [parseJson(line, path, number)]));
  if (extension !== ".json" && extension !== ".yaml" && extension !== ".yml")
    return lines().flatMap(([line]) => (line === "" ? [] : [line]));
  const data: unknown = extension === ".json" ? parseJson(text, path) : parse(text);
  if (Array.isArray(data)) return data;
  throw new RecipeError(place, `${records} holds no list`);
}
