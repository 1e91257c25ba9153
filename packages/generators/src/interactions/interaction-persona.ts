import { AttributeModel, contentId } from "@sdialog/core";

/** Who talks: the features a prompt is made from, and an id. A persona of a bank is one. */
export interface InteractionPersona {
  readonly id: string;
  readonly features: Readonly<Record<string, string>>;
}

/** A person of a bank, a persona of any class, or somebody in a few words. */
export type Person = InteractionPersona | AttributeModel | string;

/** The person as interactions know it. */
export function interactionPersona(person: Person): InteractionPersona {
  if (typeof person === "string") return { id: contentId(person), features: { description: person } };
  if (!(person instanceof AttributeModel)) return person;
  const told = Object.entries(person.toJSON({ metadata: false }));
  return {
    id: String(person.metadata.id),
    features: Object.fromEntries(
      told.map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
    ),
  };
}
