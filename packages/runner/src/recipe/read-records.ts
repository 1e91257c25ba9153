import { extname } from "node:path";
import { parseJson } from "@sdialog/core/internal";
import { readText } from "@sdialog/core/fs";
import { readYaml } from "../yaml/read-yaml.ts";
import type { FindInput } from "./inputs.ts";
import { isHubName, readTable } from "@sdialog/formats";
import { isPlainObject } from "./paths.ts";
import { RecipeError } from "./recipe-error.ts";

/** What a recipe lists itself, or keeps in a file. */
export type Records = string | readonly unknown[];

/**
 * The records a recipe names: its own list, or those of a file. JSON Lines and text hold one on each line, JSON and YAML
 * a list, Parquet, CSV, TSV and datasets of the
 * Hugging Face hub (`hf:owner/name`) rows.
 *
 * @param place where the recipe names them, for errors
 * @param under the key that a list in JSON or YAML may stand under
 * @throws FileError, DataFormatError or RecipeError when the file holds no such thing
 */
export async function readRecords(
  records: Records,
  input: FindInput,
  place: string,
  under?: string,
): Promise<readonly unknown[]> {
  if (typeof records !== "string") return records;
  if (isHubName(records)) return tableRows(records);
  const path = input(records);
  if ([".parquet", ".csv", ".tsv"].includes(extname(path).toLowerCase())) return tableRows(path);
  const text = await readText(path);
  const lines = () => text.split(/\r?\n/).map((line, index) => [line.trim(), index + 1] as const);
  const extension = extname(path).toLowerCase();
  if (extension === ".jsonl")
    return lines().flatMap(([line, number]) => (line === "" ? [] : [parseJson(line, path, number)]));
  if (extension !== ".json" && extension !== ".yaml" && extension !== ".yml")
    return lines().flatMap(([line]) => (line === "" ? [] : [line]));
  const data: unknown = extension === ".json" ? parseJson(text, path) : readYaml(text, path);
  const listed = under !== undefined && isPlainObject(data) ? data[under] : data;
  if (Array.isArray(listed)) return listed as readonly unknown[];
  // A list by name, each of whose members says its name, too.
  if (listed !== data && isPlainObject(listed)) return Object.values(listed);
  throw new RecipeError(place, `${records} holds no list`);
}

async function tableRows(source: string): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  for await (const row of readTable(source)) rows.push(row);
  return rows;
}
