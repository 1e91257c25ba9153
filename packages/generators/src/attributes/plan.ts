import { type AttributeModel, InvalidArgumentError } from "@sdialog/core";
import { isBlank, nearestName } from "@sdialog/core/internal";
import type { AttributeClass } from "./attribute-class.ts";
import { parseRule } from "./rules/parse-rule.ts";
import type { ParsedRule } from "./rules/parsed-rule.ts";
import type { AttributeRule } from "./rules/rule.ts";

/** Where each attribute of the objects will come from, in the order of declaration. */
export interface Plan {
  /** Attributes that are the same in every object: given, or left at their default. */
  readonly fixed: Readonly<Record<string, unknown>>;
  /** Attributes by rule. */
  readonly rules: Readonly<Record<string, ParsedRule>>;
}

export interface PlanRequest {
  readonly type: AttributeClass;
  /** The object to complete, when there is one. */
  readonly given: AttributeModel | undefined;
  readonly rules: Readonly<Record<string, AttributeRule>>;
  /** What the model fills in where nothing else does. */
  readonly generated: "all" | readonly string[];
}

/**
 * A rule takes precedence over a given value, and a given value over the class's default; the model fills in what has
 * none of them. An attribute that holds nothing (null, an empty text or list) counts as not given.
 *
 * @throws InvalidArgumentError for an attribute that does not exist, a wrong rule, or one that could get no value
 */
export function planAttributes({ type, given, rules, generated }: PlanRequest): Plan {
  const names = Object.keys(type.shape);
  requireKnown(type.className, [...Object.keys(rules), ...(generated === "all" ? [] : generated)], names);
  const fixed: Record<string, unknown> = {};
  const planned: Record<string, ParsedRule> = {};
  for (const [name, schema] of Object.entries(type.shape)) {
    const rule = rules[name];
    const standard = schema.safeParse(undefined);
    const value = given === undefined ? standard.data : given.attributes()[name];
    if (rule !== undefined) planned[name] = parseRule(rule, `${type.className}.${name}`);
    else if (!isBlank(value)) fixed[name] = value;
    else if (generated === "all" || generated.includes(name))
      planned[name] = { kind: "model", instruction: undefined };
    else if (standard.success) fixed[name] = value;
    else {
      throw new InvalidArgumentError(`${type.className}.${name} would get no value`, {
        hint: "It has no default: give it a rule or name it in generatedAttributes.",
      });
    }
  }
  return { fixed, rules: planned };
}

/** @throws InvalidArgumentError naming the nearest attribute */
export function requireKnown(className: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const nearest = nearestName(unknown, known);
  throw new InvalidArgumentError(
    `${className} has no attribute "${unknown}"${nearest === undefined ? "" : ` (did you mean "${nearest}"?)`}`,
    { hint: `Its attributes are: ${known.join(", ")}.` },
  );
}
