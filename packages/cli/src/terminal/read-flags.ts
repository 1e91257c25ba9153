import type { TableColumns } from "@sdialog/core";
import type { LoadDialogsOptions } from "@sdialog/core/fs";
import type { Command } from "commander";
import { listOption } from "./list-option.ts";
import { UsageError } from "./usage-error.ts";

/** How files of dialogues are read, as the command line says it. */
export interface ReadFlags {
  readonly from?: string;
  readonly columns?: readonly string[];
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly template?: string;
  readonly with?: readonly string[];
}

/** Adds the options of every command that takes dialogues. */
export function withReadFlags(command: Command): Command {
  const known = command
    .option("--from <reader>", "format of the files; default: found by their content (sdialog import --list)")
    .option(
      "--columns <names>",
      "columns of a table: speaker=author,text=body,dialog=ticket,time=sent, or positions: speaker=0,text=1",
      listOption,
    )
    .option("--delimiter <sign>", "what separates the cells of a table, or tab")
    .option("--encoding <name>", "encoding of text files, such as windows-1252")
    .option("--with <settings>", "options of the reader: branches=all", listOption);
  // A command's own templates are files; how turns are written has {text} in it.
  return known.options.some(({ long }) => long === "--template")
    ? known
    : known.option("--template <text>", 'how a turn is written in text files: "[{time}] {speaker}: {text}"');
}

/** The same as options of `loadDialogs`. @throws UsageError */
export function readOptions(flags: ReadFlags): LoadDialogsOptions {
  const { from, columns, delimiter, encoding, template, with: settings } = flags;
  return {
    format: from,
    columns: columns === undefined ? undefined : columnsOf(columns),
    delimiter: delimiter === "tab" || delimiter === String.raw`\t` ? "\t" : delimiter,
    encoding,
    template: isTurnTemplate(template) ? template : undefined,
    settings: settings === undefined ? undefined : Object.fromEntries(settings.map(setting)),
  };
}

/** Whether a template says how a turn is written, and does not name a file. */
export function isTurnTemplate(template: string | undefined): boolean {
  return template?.includes("{text}") === true;
}

function columnsOf(columns: readonly string[]): TableColumns {
  const named = columns.every((column) => !column.includes("=")) && columns.length === 2;
  const pairs = named ? [`speaker=${columns[0]}`, `text=${columns[1]}`] : columns;
  const entries = pairs.map((pair) => {
    const [what = "", where = ""] = pair.split(/=(.*)/s);
    if (!["speaker", "text", "dialog", "time"].includes(what) || where === "")
      throw new UsageError(
        `"${pair}" does not say what a column holds`,
        "For example: --columns speaker=author,text=body,dialog=ticket",
      );
    return [what, where] as const;
  });
  const counted = entries.every(([, where]) => /^\d+$/.test(where));
  return Object.fromEntries(
    entries.map(([what, where]) => [what, counted ? Number(where) : where]),
  ) as TableColumns;
}

function setting(pair: string): readonly [string, string] {
  const [name = "", value] = pair.split(/=(.*)/s);
  if (value === undefined)
    throw new UsageError(`"${pair}" is not name=value`, "For example: --with branches=all");
  return [name, value];
}
