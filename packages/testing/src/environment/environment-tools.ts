import { tool, type Tool } from "@sdialog/agents";
import { InvalidArgumentError } from "@sdialog/core";
import * as z from "zod";
import type {
  Environment,
  EnvironmentFunction,
  EnvironmentState,
  EnvironmentTool,
  Row,
} from "./environment.ts";
import { hasValues } from "./same-value.ts";

/** A tool that does not do what it should. */
export const toolFaultSchema = z
  .strictObject({
    tool: z.string(),
    call: z.number().int().min(1).optional().describe("Only at this call, from 1. Default: at every call"),
    error: z.string().optional().describe("What it fails with"),
    delayMs: z.number().int().min(0).optional().describe("How much longer it takes, in milliseconds"),
  })
  .refine(
    ({ error, delayMs }) => error !== undefined || delayMs !== undefined,
    "needs an error, a delayMs, or both: nothing would happen",
  );

/** See {@link toolFaultSchema}. */
export type ToolFault = z.output<typeof toolFaultSchema>;

/** The tools of an environment on its state in one conversation, with the faults it is meant to have. */
export function environmentTools(
  environment: Pick<Environment, "tools">,
  state: EnvironmentState,
  faults: readonly ToolFault[],
): readonly Tool[] {
  return environment.tools.map((described) => {
    let calls = 0;
    return tool({
      name: described.name,
      description: described.description,
      input: "run" in described ? described.input : inputOf(described),
      async run(input, { signal }) {
        calls++;
        const own = faults.filter(
          ({ tool: name, call }) => name === described.name && (call === undefined || call === calls),
        );
        for (const { delayMs, error } of own) {
          if (delayMs !== undefined) await delay(delayMs, signal);
          if (error !== undefined) throw new Error(error);
        }
        return carryOut(described, input, state);
      },
    });
  });
}

/** @throws InvalidArgumentError for tools that work on a table there is not, or use an argument they do not have */
export function checkEnvironment(environment: Environment, state: EnvironmentState): void {
  const names = environment.tools.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InvalidArgumentError(`The environment has two tools called ${twice}`, {
      hint: "A bot calls tools by their names: choose others.",
    });
  for (const described of environment.tools) {
    if ("run" in described) continue;
    state.rows(described.table);
    const used = [described.where, described.set, described.requires].flatMap((row) =>
      Object.values(row).flatMap(argumentsIn),
    );
    const unknown = used.find((name) => !Object.hasOwn(described.input, name));
    if (unknown !== undefined)
      throw new InvalidArgumentError(
        `The tool ${described.name} uses {{${unknown}}}, which is not one of its arguments`,
        {
          hint: `Arguments: ${Object.keys(described.input).join(", ") || "none"}.`,
        },
      );
    if (described.does === "insert") checkKey(described, environment, state);
  }
}

/** @throws InvalidArgumentError for a tool none of whose rows can be added: its key is no key, or always taken */
function checkKey(
  { name, table, input, set }: EnvironmentTool,
  { tools }: Environment,
  state: EnvironmentState,
): void {
  const field = state.keyOf(table);
  const key = set[field];
  // Left out, it is counted on.
  if (key === undefined) return;
  const whole = typeof key === "string" && key.match(placeholder)?.[0] === key;
  const flag = whole && argumentsIn(key).some((argument) => input[argument]?.startsWith("boolean"));
  if ((typeof key !== "string" && typeof key !== "number") || flag)
    throw new InvalidArgumentError(
      `The tool ${name} can add no row: the ${field} of ${table} would be ${flag ? `${key}, true or false` : JSON.stringify(key)}`,
      {
        hint: `A ${field} is text or a number. Without ${field} in its set, every new row gets the next one.`,
      },
    );
  const written = String(key);
  const mayLeave = tools.some(
    (other) =>
      "run" in other ||
      (other.table === table &&
        (other.does === "delete" || (other.does === "update" && Object.hasOwn(other.set, field)))),
  );
  if (argumentsIn(key).length === 0 && state.row(table, written) !== undefined && !mayLeave)
    throw new InvalidArgumentError(`The tool ${name} can add no row: ${table} already holds ${written}`, {
      hint: `Without ${field} in its set, every new row gets the next one.`,
    });
}

function carryOut(
  described: EnvironmentTool | EnvironmentFunction,
  input: unknown,
  state: EnvironmentState,
): unknown {
  if ("run" in described) return described.run(input as never, state);
  const { does, table, where, set, requires } = described;
  const given = input as Row;
  const values = filled(set, given);
  if (does === "insert") return state.insert(table, values);
  const wanted = filled(where, given);
  const rows = state.rows(table).filter((row) => hasValues(row, wanted));
  if (does === "find") return structuredClone(rows);
  if (rows.length === 0) throw new Error(`${table} has no row with ${JSON.stringify(wanted)}`);
  const required = filled(requires, given);
  for (const row of rows) {
    if (!hasValues(row, required))
      throw new Error(`This requires ${JSON.stringify(required)}; the row is ${JSON.stringify(row)}`);
  }
  if (does === "update") {
    state.updateAll(table, rows, values);
    return structuredClone(rows);
  }
  for (const row of rows) state.delete(table, String(row[state.keyOf(table)]));
  return { deleted: rows.length };
}

const placeholder = /\{\{\s{0,9}([A-Za-z0-9_]{1,64})\s{0,9}\}\}/g;

/** Arguments that a value puts in, at any depth. */
function argumentsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [...value.matchAll(placeholder)].map(([, name = ""]) => name);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(argumentsIn) : [];
}

/** The fields with arguments put in; a field or item, at any depth, whose argument was left out is left out. */
function filled(fields: Row, given: Row): Row {
  return filledValue(fields, given)[0] as Row;
}

/** A value with arguments put in; nothing where one was left out. */
function filledValue(value: unknown, given: Row): readonly [unknown?] {
  if (Array.isArray(value)) return [value.flatMap((item) => filledValue(item, given))];
  if (typeof value === "object" && value !== null)
    return [
      Object.fromEntries(
        Object.entries(value).flatMap(([field, item]) =>
          filledValue(item, given).map((one) => [field, one] as const),
        ),
      ),
    ];
  if (typeof value !== "string") return [value];
  const names = argumentsIn(value);
  if (names.some((name) => given[name] === undefined)) return [];
  const [whole] = value.match(placeholder) ?? [];
  if (whole === value) return [given[names[0] as string]];
  return [value.replaceAll(placeholder, (_, name: string) => String(given[name]))];
}

function inputOf({ input }: EnvironmentTool): z.ZodType {
  const types = { string: z.string(), number: z.number(), boolean: z.boolean() };
  return z.object(
    Object.fromEntries(
      Object.entries(input).map(([name, type]) => {
        const required = types[type.replace("?", "") as keyof typeof types];
        return [name, type.endsWith("?") ? required.optional() : required];
      }),
    ),
  );
}

async function delay(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    }
    signal?.addEventListener("abort", done, { once: true });
  });
}
