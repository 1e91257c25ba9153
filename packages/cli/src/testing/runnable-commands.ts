import type { Command } from "commander";
import { programInMemory } from "./program-in-memory.ts";

/** Every command that does something, with the words that call it. */
export function runnableCommands(): (readonly [path: readonly string[], command: Command])[] {
  return leaves(programInMemory(), []);
}

function leaves(command: Command, path: readonly string[]): (readonly [readonly string[], Command])[] {
  if (command.commands.length === 0) return [[path, command]];
  return command.commands.flatMap((each) => leaves(each, [...path, each.name()]));
}
