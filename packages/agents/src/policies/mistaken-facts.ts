import type { Facts } from "@sdialog/core";
import { factWordings, valueKind } from "@sdialog/core/internal";

/**
 * The facts in whose place a question has a number or a code of the same form, as "Is TP448821 your number?" has of
 * TP448812: it is put right by the right one.
 */
export function mistakenFacts(question: string, facts: Facts): readonly string[] {
  if (!question.includes("?")) return [];
  return Object.entries(facts).flatMap(([name, fact]) =>
    ["code", "text", "phone"].includes(valueKind(fact)) &&
    factWordings(fact).some((own) => isNumbered.test(own) && new RegExp(formOf(own), "iu").test(question))
      ? [name]
      : [],
  );
}

/** Letters and digits, three of these at least: fewer stand in many texts. */
const isNumbered = /^(?=(?:\D*\d){3})[a-z\d][a-z\d -]{3,30}$/iu;

/** What has letters and digits in the same places, with the same marks between them or none. */
function formOf(code: string): string {
  const places = [...code].map((one) =>
    /\d/.test(one) ? String.raw`\d` : /[ -]/.test(one) ? "[ -]?" : "[a-z]",
  );
  return String.raw`(?<![\p{L}\p{N}-])${places.join("")}(?![\p{L}\p{N}-])`;
}
