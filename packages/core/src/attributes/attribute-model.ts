import { checkArguments } from "../options/check-arguments.ts";
import { checkOptions } from "../options/check-options.ts";
import { type AnySchema, inALanguage } from "../options/any-schema.ts";
import * as z from "zod/mini";
import type { $ZodError } from "zod/v4/core";
import { contentId } from "../content-hash.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { frozenJson } from "../json.ts";
import { hasColor, printText } from "../print.ts";
import { visibleText } from "../visible-text.ts";
import { version } from "../version.ts";
import { fieldWords } from "./field-words.ts";
import type { Metadata } from "./metadata.ts";
import { describeUnknownKeys } from "../nearest-name.ts";

/** Attribute name → schema of zod or zod/mini; its description is what a generator is told about the attribute. */
export type AttributeShape = Readonly<Record<string, AnySchema>>;

/** What the constructor takes. */
export type AttributesInput<Shape extends AttributeShape> = z.input<z.ZodMiniObject<Shape>>;
/** What an instance holds. */
export type Attributes<Shape extends AttributeShape> = [keyof Shape] extends [never]
  ? Record<never, never>
  : z.output<z.ZodMiniObject<Shape>>;

/** The attributes as properties; a model whose shape is unknown promises none, so that every model can be passed as one. */
export type AttributeValues<Shape extends AttributeShape> = string extends keyof Shape
  ? unknown
  : Readonly<Attributes<Shape>>;

/** A bundle of described attributes: the base of every persona and of {@link Context}. Immutable. */
export abstract class AttributeModel<Shape extends AttributeShape = AttributeShape> {
  /** The name written to `_metadata.className`. */
  static readonly className: string;
  /** The attributes' schemas in declaration order. */
  static readonly shape: AttributeShape;

  /** Phantom that carries the shape's type; never set. */
  declare protected readonly shapeType?: Shape;
  readonly #metadata: Metadata | undefined;

  /**
   * @throws InvalidArgumentError for an unknown attribute (naming the nearest known one) or a value of the wrong type
   */
  constructor(attributes: unknown, metadata?: Metadata) {
    const { className, shape } = this.class;
    checkArguments(`new ${className}`, arguments, 2);
    if (
      metadata !== undefined &&
      (typeof metadata !== "object" || metadata === null || Array.isArray(metadata))
    )
      throw new InvalidArgumentError(`new ${className} takes metadata as an object, not ${typeof metadata}`, {
        hint: "Put all attributes into one object, the first argument.",
      });
    const input = attributes ?? {};
    const result = inALanguage(z.strictObject(shape)).safeParse(input);
    if (!result.success) throw invalidAttributes(className, shape, result.error);
    const values = frozenJson(result.data, className) as Record<string, unknown>;
    for (const [name, value] of Object.entries(values)) {
      Object.defineProperty(this, name, { value, enumerable: true, configurable: true });
    }
    this.#metadata = metadata && (frozenJson(metadata, "_metadata") as Metadata);
  }

  /** The class this is an instance of, with its static description. */
  get class(): AttributeModelClass {
    return this.constructor as unknown as AttributeModelClass;
  }

  /** Where this came from: as it was loaded or generated; otherwise just an id derived from the content. */
  get metadata(): Metadata {
    const { className } = this.class;
    return this.#metadata === undefined
      ? { version, id: contentId([className, this.attributes()]), className }
      : { ...this.#metadata, className };
  }

  /** The attribute values, as plain JSON. */
  attributes(): Attributes<Shape> {
    const names = Object.keys(this.class.shape);
    return Object.fromEntries(
      names.map((name) => [name, Reflect.get(this, name) as unknown]),
    ) as Attributes<Shape>;
  }

  /** One line per attribute that says something, `Words of the field: value`. Override it to describe in your own words. */
  describe(): string {
    return this.#told()
      .map(([words, value]) => this.describeAttribute(words, value))
      .join("\n");
  }

  /** One line of {@link AttributeModel.describe}. */
  protected describeAttribute(words: string, value: string): string {
    return attributeLine(words, value);
  }

  #told(): [words: string, value: string][] {
    return Object.entries(this.attributes())
      .filter(([, value]) => !isBlank(value))
      .map(([name, value]) => [fieldWords(name), formatValue(value)]);
  }

  /** A copy with `changes`, a new id and this one as its parent. @throws InvalidArgumentError as the constructor does */
  clone(changes: Partial<AttributesInput<Shape>> = {}, id?: string | number): this {
    const { className } = this.class;
    const attributes = { ...this.attributes(), ...changes };
    const parentId = this.metadata.id ?? null;
    const metadata = {
      ...this.metadata,
      parentId,
      id: id ?? contentId([className, attributes, parentId]),
    };
    return new this.class(attributes as never, metadata) as this;
  }

  /**
   * The attributes that hold something, then `_metadata`. Nulls and empty strings are left out, as in SDialog,
   * except where leaving them out would bring back a default that is not empty.
   */
  toJSON(options: { readonly metadata?: boolean } = {}): Record<string, unknown> {
    // JSON.stringify passes the key under which it found the model.
    if (typeof options === "object")
      checkOptions(`${this.constructor.name}.toJSON`, options, { metadata: true });
    const defaults = defaultValues(this.class.shape);
    const entries = Object.entries(this.attributes()).filter(
      ([name, value]) => value !== undefined && (!isBlank(value) || !isBlank(defaults[name])),
    );
    const withMetadata = options.metadata ?? this.#metadata !== undefined;
    return { ...Object.fromEntries(entries), ...(withMetadata ? { _metadata: this.metadata } : {}) };
  }

  /** As {@link AttributeModel.describe} says it. */
  toString(): string {
    return this.describe();
  }

  /** Writes class, id and a line per attribute that says something to the console. */
  print(): void {
    const header = dim(visibleText(`[${this.class.className}] ${String(this.metadata.id)}`));
    const lines = this.#told().map(([words, value]) => visibleText(attributeLine(words, value)));
    printText([header, ...lines].join("\n"));
  }
}

function dim(text: string): string {
  return hasColor() ? `\u001b[90m${text}\u001b[39m` : text;
}

/** An attribute class as a value: construct it, ask for its attributes, load it from JSON. */
export interface AttributeModelClass<Shape extends AttributeShape = AttributeShape> {
  new (
    attributes?: AttributesInput<Shape>,
    metadata?: Metadata,
  ): AttributeModel<Shape> & AttributeValues<Shape>;
  readonly className: string;
  readonly shape: Shape;
  /** Attribute name → its description (empty when it has none), in declaration order. */
  descriptions(): Record<string, string>;
  /**
   * Loads what `toJSON` or Python SDialog wrote. The input is not changed; `_metadata.className`, when present, must name this class.
   * @throws DataFormatError when it names another, or the data does not fit
   */
  fromJSON<Instance>(
    this: new (attributes?: never, metadata?: Metadata) => Instance,
    json: unknown,
    source?: string,
  ): Instance;
}

/** `null`, `undefined`, `""` and empty lists are blank; 0 and `false` are not. */
export function isBlank(value: unknown): boolean {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

function attributeLine(words: string, value: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${value}`;
}

function formatValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(formatValue).join(", ");
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

function defaultValues(shape: AttributeShape): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [name, schema.safeParse(undefined).data]),
  );
}

function invalidAttributes(className: string, shape: AttributeShape, error: $ZodError): InvalidArgumentError {
  const [issue] = error.issues;
  if (issue?.code === "unrecognized_keys") {
    return new InvalidArgumentError(
      `${className} has no attribute ${describeUnknownKeys(issue.keys, Object.keys(shape))}`,
      {
        hint: `Its attributes are: ${Object.keys(shape).join(", ")}.`,
      },
    );
  }
  return new InvalidArgumentError(
    `${className}.${issue?.path.join(".") ?? ""}: ${issue?.message ?? "invalid"}`,
  );
}
