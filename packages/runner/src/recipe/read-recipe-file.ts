import { readFile } from "node:fs/promises";
import { extname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type Document, parseDocument } from "yaml";
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
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error === undefined) return valueOf(document, file);
  const [place] = error.linePos ?? [];
  const line = place === undefined ? "" : `:${place.line}:${place.col}`;
  throw new RecipeError("", `${file}${line}: ${error.message.split("\n")[0]}`, {
    hint: "Check the indentation and quotes there.",
    cause: error,
  });
}

function valueOf(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    // The parser counts how often aliases repeat each other: a few lines can stand for more than memory holds.
    throw new RecipeError("", `${file}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      hint: "Write out in full what the aliases (*name) stand for.",
      cause,
    });
  }
}

async function readModule(file: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(resolve(file)).href)) as {
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
