import { Literal } from "./literal.ts";
import { parseTemplate } from "./parse-template.ts";
import type { ParsedRule } from "./parsed-rule.ts";
import type { AttributeRule, RuleFunction } from "./rule.ts";

/**
 * @param place the attribute, for error messages
 * @throws InvalidArgumentError for a template that does not exist or a range that holds nothing
 */
export function parseRule(rule: AttributeRule, place: string): ParsedRule {
  if (typeof rule === "string") return parseTemplate(rule, place) ?? constant(rule);
  if (typeof rule === "function") return { kind: "function", compute: rule as RuleFunction };
  if (rule instanceof Literal) return constant(rule.value);
  if (Array.isArray(rule)) return { kind: "draw", draw: (random) => random.pick(rule) };
  return constant(rule);
}

function constant(value: unknown): ParsedRule {
  return { kind: "draw", draw: () => value };
}
