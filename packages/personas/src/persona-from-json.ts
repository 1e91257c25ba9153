import {
  type AttributeModel,
  DataFormatError,
  lookUp,
  type PersonaClass,
  UnknownNameError,
} from "@sdialog/core";
import { classNameOf } from "@sdialog/core/internal";
import "./built-in/built-in-personas.ts";

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
  const className = classNameOf(json);
  if (className === undefined) {
    throw new DataFormatError("names no persona class", {
      source,
      hint: 'Expected an object with "_metadata": {"className": …}. To load it as a certain class, call YourClass.fromJSON(json).',
    });
  }
  const own = extraClasses.find((extra) => extra.className === className);
  return (own ?? knownClass(className, source)).fromJSON(json, source);
}

function knownClass(className: string, source: string | undefined): PersonaClass {
  try {
    return lookUp("persona", className).class;
  } catch (error) {
    if (!(error instanceof UnknownNameError)) throw error;
    const hint = `${error.nearest === undefined ? "" : `Did you mean "${error.nearest}"? `}Register classes of your own, or pass them as extraClasses.`;
    throw new DataFormatError(`no persona class is called "${className}"`, { source, hint, cause: error });
  }
}
