import { InvalidArgumentError, type Random } from "@sdialog/core";
import type { AttributeClass } from "./attribute-class.ts";
import type { Draft } from "./draft.ts";
import { fitValue } from "./fit-value.ts";
import type { Plan } from "./plan.ts";
import type { FileColumn } from "./rules/parsed-rule.ts";
import type { RuleFunction } from "./rules/rule.ts";
import type { LoadedFiles } from "./rules/rule-files.ts";

/**
 * Draws everything that depends on chance and files alone. Columns of one file are drawn together, from one row.
 *
 * @throws InvalidArgumentError when a drawn value does not fit its attribute
 * @throws DataFormatError when a file cannot serve a rule
 */
export async function drawDraft(
  type: AttributeClass,
  plan: Plan,
  files: LoadedFiles,
  draft: Pick<Draft, "index" | "random">,
): Promise<Draft> {
  const { random } = draft;
  const drawn: Record<string, unknown> = {};
  const wanted: Record<string, string> = {};
  const functions: Record<string, RuleFunction> = {};
  const columns: Record<string, FileColumn> = {};
  const descriptions = type.descriptions();
  for (const [name, rule] of Object.entries(plan.rules)) {
    const own = random.fork("attribute", name);
    if (rule.kind === "model") wanted[name] = rule.instruction ?? descriptions[name] ?? "";
    else if (rule.kind === "function") functions[name] = rule.compute;
    else if (rule.kind === "cell") columns[name] = rule.column;
    else if (rule.kind === "line") drawn[name] = own.pick(await files.lines(rule.path));
    else drawn[name] = rule.draw(own);
  }
  Object.assign(drawn, await drawRows(columns, files, random));
  const values = Object.entries(drawn).map(([name, value]) => [name, fitting(type, name, value)]);
  return { ...draft, values: { ...plan.fixed, ...Object.fromEntries(values) }, wanted, functions };
}

async function drawRows(
  columns: Readonly<Record<string, FileColumn>>,
  files: LoadedFiles,
  random: Random,
): Promise<Record<string, string>> {
  const drawn: Record<string, string> = {};
  for (const [name, column] of Object.entries(columns)) {
    if (name in drawn) continue;
    const row = Object.entries(columns).filter(
      ([, { path, delimiter }]) => path === column.path && delimiter === column.delimiter,
    );
    const rows = await files.rows(row.map(([, cell]) => cell));
    const cells = random.fork("row", column.delimiter, column.path).pick(rows);
    for (const [position, [attribute]] of row.entries()) drawn[attribute] = cells[position] as string;
  }
  return drawn;
}

/** @throws InvalidArgumentError */
export function fitting(type: AttributeClass, name: string, value: unknown): unknown {
  const schema = type.shape[name];
  const fitted = schema === undefined ? undefined : fitValue(schema, value);
  if (fitted?.ok === true) return fitted.value;
  throw new InvalidArgumentError(
    `${type.className}.${name}: its rule gave ${JSON.stringify(value) ?? String(value)}, which does not fit: ${fitted?.problem}`,
  );
}
