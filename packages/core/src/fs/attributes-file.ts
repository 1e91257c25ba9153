import { requireArguments } from "../options/check-arguments.ts";
import { checkOptions } from "../options/check-options.ts";
import type { AttributeModel } from "../attributes/attribute-model.ts";
import { classNameOf } from "../attributes/class-name-of.ts";
import type { Metadata } from "../attributes/metadata.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { parseJson } from "../text/parse-json.ts";
import { readText } from "./read-text.ts";
import { writeAtomic, type WriteOptions, writeOptionNames } from "./write-atomic.ts";

/** A persona or context class, built in or of your own. */
export interface LoadableClass {
  new (attributes?: never, metadata?: Metadata): AttributeModel;
  readonly className: string;
  fromJSON(json: unknown, source?: string): AttributeModel;
}

/**
 * Writes a persona or context as JSON, its class name and lineage with it, whole or not at all.
 *
 * @throws FileError when the file cannot be written, or exists and `overwrite` is false
 */
export async function saveAttributes(
  model: AttributeModel,
  path: string,
  options: WriteOptions = {},
): Promise<void> {
  checkOptions("saveAttributes", options, writeOptionNames);
  requireArguments("saveAttributes", arguments, 2);
  await writeAtomic(path, `${JSON.stringify(model.toJSON({ metadata: true }), null, 2)}\n`, options);
}

/**
 * Reads a persona or context.
 *
 * @param classes the class the file must hold, or several, among which the file's `_metadata.className` chooses
 * @throws FileError when the file cannot be read
 * @throws DataFormatError naming the file: malformed, of another class, or with attributes its class does not know
 * @throws InvalidArgumentError when two of the classes share a class name
 */
export async function loadAttributes<Class extends LoadableClass>(
  path: string,
  classes: Class | readonly Class[],
): Promise<InstanceType<Class>> {
  requireArguments("loadAttributes", arguments, 2);
  const json = parseJson(await readText(path), path);
  const chosen = typeof classes === "function" ? classes : chooseClass(json, path, classes);
  return chosen.fromJSON(json, path) as InstanceType<Class>;
}

function chooseClass<Class extends LoadableClass>(
  json: unknown,
  source: string,
  classes: readonly Class[],
): Class {
  const byName = new Map(classes.map((known) => [known.className, known]));
  if (byName.size < classes.length) {
    throw new InvalidArgumentError(
      "Two of the classes have the same className, so a file cannot say which one it holds",
    );
  }
  const name = classNameOf(json);
  const chosen = byName.get(name ?? "");
  if (chosen !== undefined) return chosen;
  const problem =
    name === undefined ? "this file does not say which class it holds" : `this file holds a ${name}`;
  throw new DataFormatError(problem, {
    source,
    hint: `The classes to choose from are ${[...byName.keys()].join(", ")}; "_metadata.className" names one.`,
  });
}
