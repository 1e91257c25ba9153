import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { attributeGeneratorOptionNames } from "./generate-options.ts";
import { type AttributeModel, Context } from "@sdialog/core";
import type { AttributeClass } from "./attribute-class.ts";
import { AttributeGenerator } from "./attribute-generator.ts";
import type { AttributeGeneratorOptions } from "./generate-options.ts";

/** Makes situations: contexts from scratch, or the empty attributes of one that is given. */
export class ContextGenerator<
  Situation extends AttributeModel = Context,
> extends AttributeGenerator<Situation> {
  constructor(
    source: AttributeClass<Situation> | Situation = Context as unknown as AttributeClass<Situation>,
    options: AttributeGeneratorOptions<NoInfer<Situation>> = {},
  ) {
    checkArguments("new ContextGenerator", arguments, 2);
    checkOptions("new ContextGenerator", options, attributeGeneratorOptionNames);
    super(source, options);
  }

  protected get subject(): string {
    return "context";
  }
}
