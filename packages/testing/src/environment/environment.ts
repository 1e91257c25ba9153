import { InvalidArgumentError } from "@sdialog/core";
import * as z from "zod";
import type { StateChange } from "../results/test-result.ts";
import { nextKey } from "./next-key.ts";

const rowSchema = z.record(z.string(), z.unknown());

const valueType = z
  .enum(["string", "number", "boolean", "string?", "number?", "boolean?"])
  .describe("Type of the argument; with a question mark it may be left out");

const toolSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "must be at most 64 letters, digits, _ and -"),
  description: z.string().min(1).describe("Tells the bot when and how to use it"),
  input: z.record(z.string(), valueType).default({}).describe("Arguments by name"),
  does: z.enum(["find", "insert", "update", "delete"]).describe("What it does to the table"),
  table: z.string(),
  where: rowSchema.default({}).describe("Which rows: field and value; {{argument}} is put in"),
  set: rowSchema
    .default({})
    .describe(
      "Values of the new or changed rows; {{argument}} is put in. A new row without a key gets the next one: b3 after b1 and b2",
    ),
  requires: rowSchema
    .default({})
    .describe(
      "What must be true of the rows that are changed or deleted, with {{argument}} put in; otherwise the tool fails",
    ),
});

/** A stateful mock of what a bot works on: tables, and the tools that read and change them. */
export const environmentSchema = z
  .strictObject({
    tables: z
      .record(
        z.string(),
        z.strictObject({
          key: z.string().default("id").describe("Field that names a row"),
          rows: z.array(rowSchema).default([]),
        }),
      )
      .describe("What there is at the beginning; every conversation has its own copy"),
    tools: z.array(toolSchema).default([]),
  })
  .describe("What the bot works on");

/** A tool of an environment as data. */
export type EnvironmentTool = z.output<typeof toolSchema>;

/** A row by field. */
export type Row = Record<string, unknown>;

/** A tool of an environment in code. */
export interface EnvironmentFunction {
  readonly name: string;
  readonly description: string;
  readonly input: z.ZodType;
  /** Reads and changes the state. @returns the result, plain JSON. @throws what the bot is told */
  run(input: never, state: EnvironmentState): unknown;
}

/** An environment as it is described; {@link EnvironmentState.begin} makes a copy for each conversation. */
export type Environment = Omit<z.output<typeof environmentSchema>, "tools"> & {
  readonly tools: readonly (EnvironmentTool | EnvironmentFunction)[];
};

/** How an environment may be written. */
export type EnvironmentInput = Omit<z.input<typeof environmentSchema>, "tools"> & {
  readonly tools?: readonly (z.input<typeof toolSchema> | EnvironmentFunction)[];
};

interface Table {
  readonly key: string;
  /** By their keys. */
  readonly rows: Map<string, Row>;
  /** Every key that a row has gone by: one that is free again names no other row. */
  readonly used: Set<string | number>;
}

/** The state of an environment in one conversation. */
export class EnvironmentState {
  readonly #tables: ReadonlyMap<string, Table>;
  readonly #before: ReadonlyMap<string, ReadonlyMap<string, string>>;

  private constructor(environment: Pick<Environment, "tables">) {
    this.#tables = new Map(
      Object.entries(environment.tables).map(([name, { key, rows }]) => [
        name,
        {
          key,
          rows: new Map(rows.map((row) => [rowKey(name, key, row), structuredClone(row)])),
          used: new Set(rows.map((row) => keyIn(name, key, row))),
        },
      ]),
    );
    this.#before = this.#snapshot();
  }

  /** A copy of the described tables. @throws InvalidArgumentError for a row without a key, or two with the same */
  static begin(environment: Pick<Environment, "tables">): EnvironmentState {
    for (const [name, { key, rows }] of Object.entries(environment.tables)) {
      const keys = rows.map((row) => rowKey(name, key, row));
      const twice = keys.find((one, index) => keys.indexOf(one) !== index);
      if (twice !== undefined)
        throw new InvalidArgumentError(`The table ${name} holds two rows with the ${key} ${twice}`);
    }
    return new EnvironmentState(environment);
  }

  /** The rows of a table. They may be changed in place. @throws InvalidArgumentError for a table there is not */
  rows(table: string): Row[] {
    return [...this.#table(table).rows.values()];
  }

  row(table: string, key: string): Row | undefined {
    return this.#table(table).rows.get(key);
  }

  /**
   * Adds a row. One without a key gets the next one, as databases do: `b3` after `b1` and `b2`, 8 after 7, and in a table
   * without rows its name and 1; the same in every conversation that does the same.
   *
   * @returns the row as it is kept, a copy
   * @throws InvalidArgumentError when there is such a row already, or its key is neither text nor a number
   */
  insert(table: string, row: Row): Row {
    const { key, rows, used } = this.#table(table);
    const kept = structuredClone(row[key] === undefined ? { ...row, [key]: nextKey(table, [...used]) } : row);
    const name = rowKey(table, key, kept);
    if (rows.has(name)) throw new InvalidArgumentError(`${table} already holds ${name}`);
    rows.set(name, kept);
    used.add(keyIn(table, key, kept));
    return structuredClone(kept);
  }

  /** Changes a row in place; one whose key changes goes by the new one. @throws InvalidArgumentError for a key that is taken, or none */
  update(table: string, row: Row, values: Row): void {
    this.updateAll(table, [row], values);
  }

  /**
   * Changes rows in place, all of them or none.
   *
   * @throws InvalidArgumentError when two of them would go by the same key, by one that is taken, or by none
   */
  updateAll(table: string, changed: readonly Row[], values: Row): void {
    const { key, rows, used } = this.#table(table);
    const names = changed.map((row) => ({
      row,
      before: rowKey(table, key, row),
      after: rowKey(table, key, { ...row, ...values }),
    }));
    const taken = new Set(rows.keys());
    for (const { before } of names) taken.delete(before);
    for (const { after } of names) {
      if (taken.has(after)) throw new InvalidArgumentError(`${table} already holds ${after}`);
      taken.add(after);
    }
    for (const { row } of names) Object.assign(row, structuredClone(values));
    for (const { before, after } of names) if (before !== after) rows.delete(before);
    for (const { row, before, after } of names) if (before !== after) rows.set(after, row);
    for (const { row } of names) used.add(keyIn(table, key, row));
  }

  delete(table: string, key: string): boolean {
    return this.#table(table).rows.delete(key);
  }

  keyOf(table: string): string {
    return this.#table(table).key;
  }

  /** What is different from the beginning, table by table. */
  changes(): readonly StateChange[] {
    const now = this.#snapshot();
    return [...now].flatMap(([table, rows]) => {
      const earlier = this.#before.get(table) ?? new Map<string, string>();
      return [...new Set([...earlier.keys(), ...rows.keys()])]
        .filter((row) => earlier.get(row) !== rows.get(row))
        .map((row) => ({ table, row, before: json(earlier.get(row)), after: json(rows.get(row)) }));
    });
  }

  #table(name: string) {
    const table = this.#tables.get(name);
    if (table === undefined)
      throw new InvalidArgumentError(`There is no table ${name}`, {
        hint: `Tables: ${[...this.#tables.keys()].join(", ")}.`,
      });
    return table;
  }

  #snapshot(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    return new Map(
      [...this.#tables].map(([name, { rows }]) => [
        name,
        new Map([...rows].map(([key, row]) => [key, JSON.stringify(row)])),
      ]),
    );
  }
}

function rowKey(table: string, key: string, row: Row): string {
  return String(keyIn(table, key, row));
}

function keyIn(table: string, key: string, row: Row): string | number {
  const value = row[key];
  if (typeof value !== "string" && typeof value !== "number")
    throw new InvalidArgumentError(`A row of ${table} has no ${key}: ${JSON.stringify(row)}`);
  return value;
}

function json(text: string | undefined): unknown {
  return text === undefined ? null : (JSON.parse(text) as unknown);
}
