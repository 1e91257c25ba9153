import { type AttributeModelClass, Context } from "@sdialog/core";
import { listMetrics } from "@sdialog/evaluation";
import { listBackends } from "@sdialog/llm";
import { builtInPersonas } from "@sdialog/personas";
import type { Catalog } from "../protocol/catalog.ts";
import { attributeForm } from "./attribute-form.ts";
import { ruleForms } from "./rule-forms.ts";
import { sceneTools } from "./scene-tools.ts";

/** @param folder how the opened folder is called */
export function catalog(folder: string): Catalog {
  return {
    folder,
    personas: Object.values(builtInPersonas).map((type) =>
      attributeForm(type as unknown as AttributeModelClass),
    ),
    context: attributeForm(Context as unknown as AttributeModelClass),
    rules: ruleForms,
    tools: Object.entries(sceneTools).map(([name, { description }]) => ({ name, description })),
    metrics: listMetrics(),
    backends: listBackends().map(({ name }) => name),
  };
}
