import { Command } from "commander";
import { backendStatuses } from "@sdialog/llm";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";

/** `sdialog models`: which models can be used here. */
export function modelsCommand(terminal: Terminal): Command {
  return new Command("models")
    .description(
      "List the backends: what they can do, whether they are installed, and whether they answer now.",
    )
    .option("--json", "print a JSON list")
    .action(async ({ json = false }: { json?: boolean }) => {
      const statuses = await backendStatuses();
      if (json) return printJson(terminal, statuses);
      const { green, red, dim } = terminal.color;
      const mark = (yes: boolean): string => (yes ? green("yes") : red("no"));
      const rows = statuses.map(({ name, package: needs, installed, reachable, capabilities }) => [
        name,
        mark(installed),
        mark(reachable),
        Object.entries(capabilities)
          .filter(([, value]) => value !== false && value !== "none")
          .map(([key]) => key)
          .join(" "),
        installed ? "" : dim(`npm install ${needs}`),
      ]);
      printLine(
        terminal,
        formatTable(terminal, ["backend", "installed", "reachable", "can", "to install"], rows),
      );
    });
}
