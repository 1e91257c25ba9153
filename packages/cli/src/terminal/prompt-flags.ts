import { resolve } from "node:path";
import type { PromptTexts } from "@sdialog/llm";
import type { Command } from "commander";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

/** Templates in place of the library's prompts, as the command line names them: name → file. */
export interface PromptFlags {
  readonly prompt?: Readonly<Record<string, string>>;
}

/** Adds the option of every command that asks models something by prompts of the library. */
export function withPromptFlag(command: Command): Command {
  return command.option(
    "--prompt <name=file>",
    "a template to use in place of a prompt (sdialog prompts NAME prints it); may be repeated",
    collect,
  );
}

function collect(pair: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [name = "", file = ""] = pair.split(/=(.*)/s);
  if (name === "" || file === "")
    throw new UsageError(`"${pair}" is not name=file`, "For example: --prompt judge=prompts/judge.txt");
  if (Object.hasOwn(before, name)) throw new UsageError(`--prompt names "${name}" twice`);
  return { ...before, [name]: file };
}

/** The prompts of a single agent. */
const agentPromptNames = ["agent", "agent-compact"] as const;

/** What a single agent is told. @throws UsageError beside a system prompt, which is all that it is told */
export async function agentPromptTexts(
  terminal: Terminal,
  flags: PromptFlags & { readonly system?: string },
): Promise<PromptTexts<(typeof agentPromptNames)[number]>> {
  if (flags.system !== undefined && flags.prompt !== undefined)
    throw new UsageError(
      "--system and --prompt are both given",
      "A system prompt is all that an agent is told; a template has a persona in it.",
    );
  return promptTexts(terminal, flags, agentPromptNames);
}

/** The templates' files as a recipe names them, whose own paths start elsewhere. */
export function promptFiles({ cwd }: Terminal, { prompt = {} }: PromptFlags): Record<string, string> {
  return Object.fromEntries(Object.entries(prompt).map(([name, file]) => [name, resolve(cwd, file)]));
}

/** The templates as changes to a recipe. */
export function promptOverrides(terminal: Terminal, flags: PromptFlags): readonly string[] {
  return Object.entries(promptFiles(terminal, flags)).map(
    ([name, file]) => `prompts.${name}=${JSON.stringify(file)}`,
  );
}

/**
 * The templates, read and checked.
 *
 * @param names the prompts that the command asks models by
 * @throws UsageError for another prompt; what reading and checking throw
 */
export async function promptTexts<Name extends string>(
  terminal: Terminal,
  { prompt = {} }: PromptFlags,
  names: readonly Name[],
): Promise<PromptTexts<Name>> {
  if (Object.keys(prompt).length === 0) return {};
  const other = Object.keys(prompt).find((name) => !(names as readonly string[]).includes(name));
  if (other !== undefined)
    throw new UsageError(
      `No prompt "${other}" is used here`,
      `Those that can be replaced: ${names.join(", ")}.`,
    );
  const { readPrompts } = await import("@sdialog/runner");
  return readPrompts(prompt as PromptTexts<Name>, (file) => resolve(terminal.cwd, file));
}
