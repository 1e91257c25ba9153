import { resolve } from "node:path";
import { writeAtomic } from "@sdialog/core/fs";
import { Command } from "commander";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, printVerbatim, type Terminal } from "../terminal/terminal.ts";

interface ImportConfigOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** `sdialog import-config`: another system's configuration as a recipe. */
export function importConfigCommand(terminal: Terminal): Command {
  return new Command("import-config")
    .description("Turn another system's configuration into a recipe, key by key: mapped, or why not.")
    .addCommand(
      new Command("personagym")
        .description("The YAML of PersonaGym as a recipe of interactions.")
        .argument("<file>", "its config.yaml")
        .option("--out <file>", "write the recipe there; default: only show it")
        .option("--json", "print one JSON object")
        .action((file: string, options: ImportConfigOptions) => personagym(terminal, file, options)),
    );
}

async function personagym(terminal: Terminal, file: string, options: ImportConfigOptions): Promise<void> {
  const { readPersonagymConfig } = await import("@sdialog/runner");
  const { color } = terminal;
  const out = options.out === undefined ? undefined : resolve(terminal.cwd, options.out);
  const found = await readPersonagymConfig(resolve(terminal.cwd, file), { out });
  if (out !== undefined) await writeAtomic(out, found.text);
  if (options.json === true) return printJson(terminal, { ...found, ...(out === undefined ? {} : { out }) });
  if (found.mapped.length > 0)
    printLine(
      terminal,
      formatTable(
        terminal,
        ["key", "in the recipe", "value"],
        found.mapped.map(({ key, to, value }) => [key, to, JSON.stringify(value)]),
      ),
    );
  for (const { key, note } of found.mapped)
    if (note !== undefined) printLine(terminal, `${color.yellow(key)}: ${note}`);
  for (const { key, reason } of found.left) printLine(terminal, `${color.yellow(key)} left out: ${reason}`);
  for (const field of found.missing) printLine(terminal, `The recipe still needs ${color.bold(field)}.`);
  if (out === undefined) printVerbatim(terminal, `\n${found.text}`);
  else printLine(terminal, `Recipe: ${color.cyan(out)}`);
}
