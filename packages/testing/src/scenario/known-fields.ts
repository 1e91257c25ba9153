import { InvalidArgumentError } from "@sdialog/core";
import type { ExpectationData } from "./expectation.ts";
import type { Environment, EnvironmentTool } from "../environment/environment.ts";

/**
 * The fields that rows of a table have, or can be given by tools; nothing where that cannot be told: a tool in code may
 * write any, and of a table without rows nothing is known.
 */
function fieldsOf({ tables, tools }: Environment, table: string): ReadonlySet<string> | undefined {
  const { key, rows = [] } = tables[table] ?? { key: "id" };
  if (rows.length === 0 || tools.some((tool) => "run" in tool)) return undefined;
  return new Set([
    key,
    ...rows.flatMap(Object.keys),
    ...described(tools, table).flatMap(({ set }) => Object.keys(set)),
  ]);
}

/** @throws InvalidArgumentError for a tool that looks for a field that no row has */
export function checkToolFields(environment: Environment): void {
  for (const tool of environment.tools) {
    if ("run" in tool) continue;
    const fields = fieldsOf(environment, tool.table);
    refuse(
      namedIn({ ...tool.where, ...tool.requires }),
      fields,
      `The tool ${tool.name} looks for`,
      tool.table,
    );
  }
}

/** @throws InvalidArgumentError for rows, fields and arguments that an expectation names and that there cannot be */
export function checkExpectedState(environment: Environment, expectation: ExpectationData): void {
  if ("endState" in expectation)
    for (const [table, rows] of Object.entries(expectation.endState))
      for (const [row, values] of Object.entries(rows)) {
        if (values === null) continue;
        refuse(namedIn(values), fieldsOf(environment, table), "An end state expects", table);
        if (!canHold(environment, table, row))
          throw new InvalidArgumentError(
            `An end state expects the row ${row}, which ${table} does not have`,
            {
              hint: "No tool adds rows to it.",
            },
          );
      }
  const call =
    "called" in expectation
      ? expectation.called
      : "notCalled" in expectation
        ? expectation.notCalled
        : undefined;
  const tool = environment.tools.find(({ name }) => name === call?.tool);
  if (call === undefined || tool === undefined || "run" in tool) return;
  const unknown = Object.keys(call.with).find((name) => !Object.hasOwn(tool.input, name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(
      `An expectation names the argument ${unknown}, which ${call.tool} does not take`,
      {
        hint: `Arguments: ${Object.keys(tool.input).join(", ") || "none"}.`,
      },
    );
}

/** A field that holds nothing may be one that no row has. */
function namedIn(values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(values).filter((name) => values[name] !== null);
}

function canHold({ tables, tools }: Environment, table: string, row: string): boolean {
  const { key, rows } = tables[table] as Environment["tables"][string];
  return (
    rows.some((one) => String(one[key]) === row) ||
    tools.some((tool) => "run" in tool) ||
    described(tools, table).some(({ does, set }) => does === "insert" || Object.hasOwn(set, key))
  );
}

function described(tools: Environment["tools"], table: string): readonly EnvironmentTool[] {
  return tools.flatMap((tool) => ("run" in tool || tool.table !== table ? [] : [tool]));
}

function refuse(
  names: readonly string[],
  fields: ReadonlySet<string> | undefined,
  who: string,
  table: string,
): void {
  const unknown = fields === undefined ? undefined : names.find((name) => !fields.has(name));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`${who} the field ${unknown}, which no row of ${table} has`, {
      hint: `Fields: ${[...(fields ?? [])].join(", ")}.`,
    });
}
