import * as z from "zod/mini";
import { $ZodDefault, $ZodNullable, $ZodOptional, type $ZodType } from "zod/v4/core";
import { DataFormatError } from "../errors/data-format-error.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { SDialogError } from "../errors/sdialog-error.ts";
import { checkArguments } from "../options/check-arguments.ts";
import { checkJsonForm } from "../options/check-json-form.ts";
import { AttributeModel, type AttributeModelClass, type AttributeShape } from "./attribute-model.ts";
import { type Metadata, metadataSchema } from "./metadata.ts";

const wireSchema = z.looseObject({ _metadata: z.nullish(metadataSchema) });

/**
 * A class whose instances hold the attributes of `shape`.
 *
 * @param className the name written to files; the same for every subclass that does not define its own
 * @param shape attribute name → schema of zod or zod/mini; give every attribute a default, and a description for generators
 * @param base the class to inherit attributes and methods from
 * @throws InvalidArgumentError when an attribute would hide a method, has no form in JSON (`z.date()`), or is of zod 3
 */
export function defineAttributes<Shape extends AttributeShape>(
  className: string,
  shape: Shape,
): AttributeModelClass<Shape>;
export function defineAttributes<Shape extends AttributeShape, BaseShape extends AttributeShape>(
  className: string,
  shape: Shape,
  base: AttributeModelClass<BaseShape>,
): AttributeModelClass<Omit<BaseShape, keyof Shape> & Shape>;
export function defineAttributes(
  className: string,
  shape: AttributeShape,
  base?: AttributeModelClass,
): AttributeModelClass {
  checkArguments("defineAttributes", arguments, 3);
  checkDefinition(className, shape, base);
  const hidden = Object.keys(shape).find((name) => name === "_metadata" || name in AttributeModel.prototype);
  if (hidden !== undefined)
    throw new InvalidArgumentError(`${className}: an attribute cannot be called "${hidden}"`);
  const allAttributes = { ...base?.shape, ...shape };
  const Base = (base ?? AttributeModel) as unknown as new (
    attributes: unknown,
    metadata?: Metadata,
  ) => AttributeModel;

  const defined = class extends Base {
    static readonly className: string = className;
    static readonly shape = allAttributes;

    static descriptions(): Record<string, string> {
      return Object.fromEntries(
        Object.entries(allAttributes).map(([name, schema]) => [name, description(schema)]),
      );
    }

    static fromJSON(
      this: { new (attributes: unknown, metadata?: Metadata): AttributeModel; readonly className: string },
      json: unknown,
      source?: string,
    ): AttributeModel {
      const parsed = wireSchema.safeParse(json);
      if (!parsed.success)
        throw new DataFormatError(`not a ${this.className}: expected a JSON object`, { source });
      const { _metadata: metadata, ...attributes } = parsed.data;
      if (metadata?.className != null && metadata.className !== this.className) {
        throw new DataFormatError(`holds a ${metadata.className}, not a ${this.className}`, { source });
      }
      try {
        return new this(attributes, metadata ?? undefined);
      } catch (error) {
        if (!SDialogError.isInstance(error)) throw error;
        throw new DataFormatError(error.message, { source, hint: error.hint, cause: error });
      }
    }
  };
  Object.defineProperty(defined, "name", { value: className });
  return defined as unknown as AttributeModelClass;
}

/** Refuses what is not a definition of attributes, whoever writes it without types. */
function checkDefinition(className: unknown, shape: unknown, base: unknown): void {
  const hint =
    'Write the name of the class, then its attributes: ("Librarian", { branch: z.string().default("") }).';
  if (typeof className !== "string" || className.trim() === "")
    throw new InvalidArgumentError("A class of attributes takes its name, a string, as the first argument", {
      hint,
    });
  if (typeof shape !== "object" || shape === null)
    throw new InvalidArgumentError(`${className} needs its attributes as an object of zod schemas`, { hint });
  for (const [name, schema] of Object.entries(shape))
    checkJsonForm(`${className}.${name}`, schema, { lazy: false });
  if (base !== undefined && typeof base !== "function")
    throw new InvalidArgumentError(`${className} can only inherit from a class of attributes`, {
      hint,
    });
}

/** What the schema is described by, also when it was wrapped in a default afterwards. */
function description(schema: $ZodType): string {
  const { description: told } = z.globalRegistry.get(schema) ?? {};
  if (told !== undefined) return told;
  return schema instanceof $ZodDefault || schema instanceof $ZodOptional || schema instanceof $ZodNullable
    ? description(schema._zod.def.innerType)
    : "";
}
