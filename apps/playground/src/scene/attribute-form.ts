import type { AttributeModelClass } from "@sdialog/core";
import { fieldWords } from "@sdialog/core/internal";
import type { AttributeField, AttributeForm } from "../protocol/catalog.ts";

/** A class of attributes as a form: what to ask for, in which words, as what. */
export function attributeForm(type: AttributeModelClass): AttributeForm {
  const descriptions = type.descriptions();
  const fields = Object.entries(type.shape).map(([name, schema]): AttributeField => {
    const accepts = (value: unknown): boolean => schema.safeParse(value).success;
    const words = fieldWords(name);
    return {
      name,
      label: words.charAt(0).toUpperCase() + words.slice(1),
      description: descriptions[name] ?? "",
      type: accepts(["a"]) ? "list" : accepts(3) && !accepts("three") ? "number" : "text",
      standard: schema.safeParse(undefined).data ?? "",
    };
  });
  return { type: type.className, fields };
}
