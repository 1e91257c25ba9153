import { expect, it } from "vitest";
import { everyCommand, pathOf } from "./cli.ts";
import { programInMemory } from "./testing/program-in-memory.ts";

const commands = everyCommand(programInMemory()).map((command) => [pathOf(command), command] as const);

it.each(commands)("%s says what it is for, and what each thing is that it takes", (_, command) => {
  const taken = [...command.registeredArguments, ...command.options];
  expect([command.description(), ...taken.map(({ description }) => description)]).not.toContain("");
  expect(taken.filter(({ argChoices }) => argChoices?.length === 0)).toEqual([]);
});
