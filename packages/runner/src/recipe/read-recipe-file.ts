import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { DataFormatError } from "@sdialog/core";
import { readYaml as parsed } from "../yaml/read-yaml.ts";
import { isPlainObject } from "./paths.ts";
import { RecipeError } from "./recipe-error.ts";

/**
 * Reads a recipe: YAML or JSON, or a module (`.ts`, `.mts`, `.js`, `.mjs`) that exports `recipe` (or exports it as the
 * default).
 *
 * @throws RecipeError for a file that is missing or holds no recipe, naming the line where that is known
 */
export async function readRecipeFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  const data = /^\.[cm]?[jt]s$/.test(extname(file)) ? await readModule(file) : await readYaml(file);
  if (isPlainObject(data)) return data;
  throw new RecipeError("", `${file} holds no recipe`, {
    hint: "A recipe is a list of settings, the first of which is kind: …",
  });
}

async function readYaml(file: string): Promise<unknown> {
  const text = await readFile(file, "utf8").catch((cause: unknown) => {
    const missing = (cause as { code?: string }).code === "ENOENT";
    throw new RecipeError("", missing ? `there is no file ${file}` : `${file} cannot be read`, {
      hint: "Check the path of the recipe.",
      cause,
    });
  });
  try {
    return parsed(text, file);
  } catch (cause) {
    if (!DataFormatError.isInstance(cause)) throw cause;
    throw new RecipeError("", cause.message, { hint: cause.hint, cause });
  }
}

async function readModule(file: string): Promise<unknown> {
  try {
    const module = (await import(/* webpackIgnore: true */ pathToFileURL(resolve(file)).href)) as {
      recipe?: unknown;
      default?: unknown;
    };
    const recipe = module.recipe ?? module.default;
    return JSON.parse(JSON.stringify(recipe ?? null)) as unknown;
  } catch (cause) {
    throw new RecipeError(
      "",
      `${file} cannot be loaded: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
