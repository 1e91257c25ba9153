import { AttributeModel } from "@sdialog/core";

/** Who talks: the features a prompt is made from, and an id. A persona of a bank is one. */
export interface InteractionPersona {
  readonly id: string;
  readonly features: Readonly<Record<string, string>>;
}

/** A person of a bank, or a persona of any class. */
export function interactionPersona(person: InteractionPersona | AttributeModel): InteractionPersona {
  if (!(person instanceof AttributeModel)) return person;
  const told = Object.entries(person.toJSON({ metadata: false }));
  return {
    id: String(person.metadata.id),
    features: Object.fromEntries(
      told.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
  };
}
