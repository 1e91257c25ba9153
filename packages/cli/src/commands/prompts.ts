import { lookUp, registered } from "@sdialog/core";
import { promptFile } from "@sdialog/llm/internal";
import type { Prompt } from "@sdialog/llm";
import { Command } from "commander";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";

/** `sdialog prompts [NAME]`: what models are told, to read and to replace. */
export function promptsCommand(terminal: Terminal): Command {
  return new Command("prompts")
    .description(
      "List what models are told, or print one prompt as a template; a changed one replaces ours in recipes (`prompts:`) and constructors.",
    )
    .argument("[name]", "the prompt to print")
    .option("--json", "print JSON: a list, or one object")
    .action(async (name: string | undefined, { json = false }: { json?: boolean }) => {
      await loadPrompts();
      if (name !== undefined) {
        const { prompt } = lookUp("prompt", name);
        if (json) printJson(terminal, described(prompt));
        else terminal.out.write(promptFile(prompt));
        return;
      }
      const prompts = registered("prompt").map(({ prompt }) => prompt);
      if (json) return printJson(terminal, prompts.map(described));
      const rows = prompts.map(({ name: known, description, standard }) => [
        known,
        standard.hash,
        description,
      ]);
      printLine(terminal, formatTable(terminal, ["prompt", "hash", "what it does"], rows));
    });
}

function described({ name, description, slots, required, standard }: Prompt) {
  return { name, description, hash: standard.hash, slots, required, template: standard.text };
}

/** Prompts are known once the packages are loaded that have them. */
async function loadPrompts(): Promise<void> {
  await Promise.all([
    import("@sdialog/agents"),
    import("@sdialog/generators"),
    import("@sdialog/evaluation/judges"),
    import("@sdialog/flow"),
  ]);
}
