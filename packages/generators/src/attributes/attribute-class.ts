import type { AttributeModel, AttributeShape, Metadata } from "@sdialog/core";
import type { AttributeRule } from "./rules/rule.ts";

/** A persona class, `Context`, or any other class made with `defineAttributes`. */
export interface AttributeClass<Model extends AttributeModel = AttributeModel> {
  new (attributes?: never, metadata?: Metadata): Model;
  readonly className: string;
  readonly shape: AttributeShape;
  descriptions(): Record<string, string>;
}

/** The attributes of a model with the types of their values. */
export type AttributesOf<Model extends AttributeModel> = ReturnType<Model["attributes"]>;

/** The name of one of a model's attributes. */
export type AttributeName<Model extends AttributeModel> = keyof AttributesOf<Model> & string;

/** A rule for any of a model's attributes; see {@link AttributeRule} for what can be written. */
export type Rules<Model extends AttributeModel> = {
  readonly [Name in AttributeName<Model>]?: AttributeRule<AttributesOf<Model>[Name], AttributesOf<Model>>;
};
