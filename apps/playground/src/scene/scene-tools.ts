import type { Tool } from "@sdialog/agents";
import { InvalidArgumentError } from "@sdialog/core";
import { calculate, checkTable, lookUpOrder } from "./demonstration-tools.ts";

/** The tools a cast can be given, by the name they are exported under. */
export const sceneTools = { lookUpOrder, calculate, checkTable } as const satisfies Readonly<
  Record<string, Tool>
>;

/** @throws InvalidArgumentError for a name that no tool has */
export function sceneTool(name: string): Tool {
  if (Object.hasOwn(sceneTools, name)) return sceneTools[name as keyof typeof sceneTools];
  throw new InvalidArgumentError(`There is no tool "${name}"`, {
    hint: `There are: ${Object.keys(sceneTools).join(", ")}.`,
  });
}
