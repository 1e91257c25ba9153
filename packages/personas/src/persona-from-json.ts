import {
  type AttributeModel,
  type AttributeShape,
  DataFormatError,
  type Metadata,
  nearestName,
} from "@sdialog/core";
import { z } from "zod";
import { builtInPersonas } from "./built-in/built-in-personas.ts";

/** Any persona class, built in or of your own. */
export interface PersonaClass {
  new (attributes?: never, metadata?: Metadata): AttributeModel;
  readonly className: string;
  readonly shape: AttributeShape;
  descriptions(): Record<string, string>;
  fromJSON(json: unknown, source?: string): AttributeModel;
}

/**
 * The persona that some JSON holds, of the class that its `_metadata.className` names.
 *
 * @param json what `toJSON({ metadata: true })` or Python SDialog wrote, parsed
 * @param extraClasses persona classes of your own; one that is called like a built-in replaces it
 * @param source where the JSON comes from, for error messages
 * @throws DataFormatError when no class is named, the class is unknown, or the attributes are not its own
 */
export function personaFromJSON(
  json: unknown,
  extraClasses: readonly PersonaClass[] = [],
  source?: string,
): AttributeModel {
  const classes = new Map<string, PersonaClass>([
    ...Object.entries(builtInPersonas),
    ...extraClasses.map((extra): [string, PersonaClass] => [extra.className, extra]),
  ]);
  const className = classNameOf(json);
  if (className === undefined) {
    throw new DataFormatError("names no persona class", {
      source,
      hint: 'Expected an object with "_metadata": {"className": …}. To load it as a certain class, call YourClass.fromJSON(json).',
    });
  }
  const chosen = classes.get(className);
  if (chosen === undefined) {
    const nearest = nearestName(className, [...classes.keys()]);
    throw new DataFormatError(`no persona class is called "${className}"`, {
      source,
      hint: `${nearest === undefined ? "" : `Did you mean "${nearest}"? `}Pass classes of your own as extraClasses.`,
    });
  }
  return chosen.fromJSON(json, source);
}

const wireSchema = z.object({ _metadata: z.object({ className: z.string() }) });

function classNameOf(json: unknown): string | undefined {
  return wireSchema.transform(({ _metadata: metadata }) => metadata.className).safeParse(json).data;
}
