import { dirname, isAbsolute, relative, resolve } from "node:path";
import { pathExists, readText } from "@sdialog/core/fs";
import { checkArguments, checkOptions, requireArguments } from "@sdialog/core/internal";
import { isHubName } from "@sdialog/formats";
import { isPlainObject, setAt } from "../../recipe/paths.ts";
import { readYaml } from "../../yaml/read-yaml.ts";
import type { ImportedConfig } from "../config-import.ts";
import { importPersonagymConfig } from "./import-personagym-config.ts";

/** Where the recipe is going to be. */
export interface ReadPersonagymConfigOptions {
  /** The recipe's file: the files that it names are named from there. Default: from the configuration's folder. */
  readonly out?: string | undefined;
}

/**
 * PersonaGym's `config.yaml` as a recipe, with the file about sampling that it names, where that is there.
 *
 * @throws FileError; DataFormatError for what is not YAML; RecipeError for what is not such a configuration
 */
export async function readPersonagymConfig(
  file: string,
  options: ReadPersonagymConfigOptions = {},
): Promise<ImportedConfig> {
  checkArguments("readPersonagymConfig", arguments, 2);
  const { out } = checkOptions("readPersonagymConfig", options, { out: true });
  requireArguments("readPersonagymConfig", arguments, 1);
  const config = readYaml(await readText(file), file);
  const folder = dirname(resolve(file));
  const sampling = valueAt(config, ["paths", "sampling", "config"]);
  const path = typeof sampling === "string" ? resolve(folder, sampling) : undefined;
  const drawn =
    path !== undefined && (await pathExists(path)) ? readYaml(await readText(path), path) : undefined;
  const from = out === undefined ? folder : dirname(resolve(out));
  const imported = importPersonagymConfig(named(config, folder, from), drawn);
  const missing = await missingFiles(config, folder);
  const mapped = imported.mapped.map((one) => {
    const notes = [one.note, missing.get(one.key)].filter((note) => note !== undefined);
    return notes.length === 0 ? one : { ...one, note: notes.join("; ") };
  });
  return { ...imported, mapped };
}

const files = [
  ["paths", "persona_bank", "persona"],
  ["paths", "query_datasets"],
  ["query_generation", "dataset", "path"],
];

/** Of the files that are not there, what is to be said, by the key that names them. */
async function missingFiles(config: unknown, folder: string): Promise<ReadonlyMap<string, string>> {
  const notes = new Map<string, string>();
  for (const path of files) {
    const given = [valueAt(config, path)].flat().filter((value) => typeof value === "string");
    const gone: string[] = [];
    for (const file of given)
      if (!isHubName(file) && !(await pathExists(resolve(folder, file)))) gone.push(file);
    if (gone.length === 0) continue;
    const beside = gone.every((file) => isAbsolute(file)) ? "" : " beside the configuration";
    notes.set(path.join("."), `there is no ${gone.join(", ")}${beside}`);
  }
  return notes;
}

/** The configuration with its files named from another folder. */
function named(config: unknown, folder: string, from: string): unknown {
  if (folder === from) return config;
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed);
    return typeof value === "string" && !isHubName(value)
      ? relative(from, resolve(folder, value)).replaceAll("\\", "/")
      : value;
  };
  return files.reduce((all, path) => {
    const value = valueAt(all, path);
    return value === undefined ? all : setAt(all, path, renamed(value));
  }, config);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => (isPlainObject(found) ? found[key] : undefined), value);
}
