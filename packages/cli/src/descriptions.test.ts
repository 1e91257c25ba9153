import { expect, it } from "vitest";
import { everyCommand, pathOf } from "./cli.ts";
import { programInMemory } from "./testing/program-in-memory.ts";

it("every command says what it is for, and what each thing is that it takes", () => {
  for (const command of everyCommand(programInMemory())) {
    const path = pathOf(command);
    const taken = [...command.registeredArguments, ...command.options];
    const said = [command.description(), ...taken.map(({ description }) => description)];
    expect.soft(said, path).not.toContain("");
    expect
      .soft(
        taken.filter(({ argChoices }) => argChoices?.length === 0),
        path,
      )
      .toEqual([]);
  }
});
