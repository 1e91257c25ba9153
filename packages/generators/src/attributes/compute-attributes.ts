import { InvalidArgumentError, SDialogError } from "@sdialog/core";
import type { AttributeClass } from "./attribute-class.ts";
import type { Draft } from "./draft.ts";
import { fitting } from "./draw-draft.ts";

/** Thrown inside a rule function that reads an attribute which has no value yet. */
class NotYet {
  readonly attribute: string;

  constructor(attribute: string) {
    this.attribute = attribute;
  }
}

/**
 * Runs the rule functions whose attributes are all there, each after those it reads from. What reads an attribute
 * the model still has to fill in stays among the draft's functions.
 *
 * @throws InvalidArgumentError for functions that wait for each other, that throw, or whose value does not fit
 */
export async function computeAttributes(type: AttributeClass, draft: Draft): Promise<Draft> {
  const values: Record<string, unknown> = { ...draft.values };
  const waiting = { ...draft.functions };

  /** Whether the attribute has its value now. */
  async function settle(name: string, readers: readonly string[]): Promise<boolean> {
    if (!(name in waiting)) return !(name in draft.wanted);
    if (readers.includes(name)) {
      const circle = [...readers.slice(readers.indexOf(name)), name].map((reader) => `"${reader}"`);
      throw new InvalidArgumentError(`${type.className}: ${circle.join(" needs ")}, so none can be computed`);
    }
    for (;;) {
      const outcome = await run(name);
      if (!(outcome instanceof NotYet)) {
        const standard = (): unknown => type.shape[name]?.safeParse(undefined).data;
        values[name] = fitting(type, name, outcome ?? standard());
        delete waiting[name];
        return true;
      }
      if (!(await settle(outcome.attribute, [...readers, name]))) return false;
    }
  }

  async function run(name: string): Promise<unknown> {
    const compute = waiting[name] as Draft["functions"][string];
    try {
      return await compute(known(name), draft.random.fork("attribute", name));
    } catch (error) {
      if (error instanceof NotYet) return error;
      if (SDialogError.isInstance(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new InvalidArgumentError(`${type.className}.${name}: its function failed: ${reason}`, {
        cause: error,
      });
    }
  }

  /** The object as a function may see it: reading what is not there yet stops the function. */
  function known(reader: string): Readonly<Record<string, unknown>> {
    const attributes = Object.fromEntries(Object.keys(type.shape).map((name) => [name, values[name]]));
    return new Proxy(attributes, {
      get(_target, name) {
        if (typeof name === "symbol" || name === reader) return undefined;
        if (name in waiting || (name in draft.wanted && !(name in values))) throw new NotYet(name);
        return values[name];
      },
    });
  }

  for (const name of Object.keys(draft.functions)) await settle(name, []);
  return { ...draft, values, functions: waiting };
}
