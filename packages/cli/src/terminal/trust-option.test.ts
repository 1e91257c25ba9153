import { describe, expect, it } from "vitest";
import { terminalInMemory } from "../testing/terminal-in-memory.ts";
import { trustOf } from "./trust-option.ts";

describe("trust in a folder", () => {
  it.each([
    [true, true, true],
    [true, false, true],
    [false, false, false],
    [undefined, false, false],
  ])(
    "is as --trust says (%s), and nobody is asked where nobody can answer (interactive: %s)",
    (flag, interactive, trust) => {
      const { terminal, err } = terminalInMemory({ typed: "y\n", interactive });
      expect(trustOf(terminal, flag)).toBe(trust);
      expect(err()).toBe("");
    },
  );

  it.each([
    ["y\n", true],
    ["Yes\n", true],
    [" yes \n", true],
    ["n\n", false],
    ["\n", false],
    ["yesterday\n", false],
    ["okay\n", false],
  ])("is asked for at a terminal, with what the folder reaches for; %j is %s", async (typed, trust) => {
    const { terminal, err } = terminalInMemory({ typed, interactive: true });
    const ask = trustOf(terminal, undefined);
    expect(
      await (ask as (reach: readonly string[]) => Promise<boolean>)([
        "run the module a.ts",
        "send keys to b\u001B[2J",
      ]),
    ).toBe(trust);
    expect(err()).toMatch(
      /with your permissions and keys:\n {2}run the module a\.ts\n {2}send keys to b␛\[2J\n[^]*\[y\/N\]/,
    );
  });
});
