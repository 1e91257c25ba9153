import type { Command } from "commander";
import { shellWord } from "./shell-word.ts";

/**
 * A command as it was given, once more.
 *
 * @param words what takes the place of its arguments
 * @param left flags that are not said again, by the names of their values
 */
export function saidAgain(command: Command, words: readonly string[], left: ReadonlySet<string>): string {
  const names: string[] = [];
  for (let at: Command | null = command; at !== null; at = at.parent) names.unshift(at.name());
  return [...names, ...words, ...flagsOf(command, left)].map(shellWord).join(" ");
}

function flagsOf(command: Command, left: ReadonlySet<string>): readonly string[] {
  return command.options.flatMap((option) => {
    const name = option.attributeName();
    const flag = option.long ?? option.short;
    if (flag === undefined || left.has(name) || command.getOptionValueSource(name) !== "cli") return [];
    const value: unknown = command.getOptionValue(name);
    return typeof value === "boolean" ? [flag] : valuesOf(value).flatMap((one) => [flag, one]);
  });
}

/** What a flag was given, each time that it was. */
function valuesOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.entries(value).map(([name, one]) => `${name}=${String(one)}`);
}

/** Flags that say how a run is told of and what is agreed to, rather than what it is. */
export const tellingFlags: ReadonlySet<string> = new Set(["out", "json", "failOn", "trust", "only"]);
